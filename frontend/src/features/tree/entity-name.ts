import type { TFunction } from "i18next";

/** entityName says "queue:600" as a person does: "queue 600". */
export function entityName(t: TFunction, entity: string): string {
	const at = entity.indexOf(":");
	if (at < 0) return entity;
	return t(`entity.${entity.slice(0, at)}`, { name: entity.slice(at + 1), defaultValue: entity });
}
