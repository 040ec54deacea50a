// The fact under each gate at the head of a panel, short enough for 80 px.
import type { TFunction } from "i18next";
import type { api } from "../../../../wailsjs/go/models";
import { left, number } from "../../../app/format";
import { entityName } from "../../tree/entity-name";

/** gateFacts words what the program counted. */
export function gateFacts(t: TFunction, detail: api.UserDetail): Record<string, string> {
	const { user, facts } = detail;
	const hosts = user.hosts?.length ?? 0;
	const dialling = facts?.dialling ?? "";
	return {
		state:
			detail.state === "locked"
				? t("users.fact.locked", { time: left(user.lockedUntil) })
				: t(`users.fact.${detail.state}`),
		address: hosts > 0 ? t("users.fact.hosts", { count: hosts }) : t("users.fact.anywhere"),
		seat: t(`users.seat.${user.seat}`),
		rights: t("users.fact.rights", { held: number(detail.held), of: number(detail.of) }),
		reach: reachFact(t, detail),
		dialling: dialling ? t(`users.fact.dial.${dialling}`, { defaultValue: dialling }) : "",
	};
}

function reachFact(t: TFunction, { user, facts }: api.UserDetail): string {
	const reach = facts?.reach ?? "";
	if (reach === "everything" || user.kind === "administrator" || user.reachEverything)
		return t("users.fact.everything");
	const [only] = user.reach ?? [];
	if (user.reach?.length === 1 && only) {
		const name = entityName(t, only);
		return name.charAt(0).toLocaleUpperCase() + name.slice(1);
	}
	if ((user.reach?.length ?? 0) > 1) return t("users.fact.entities", { count: user.reach.length });
	return reach && t(`users.fact.reach.${reach}`, { defaultValue: "" })
		? t(`users.fact.reach.${reach}`)
		: t("users.fact.own");
}
