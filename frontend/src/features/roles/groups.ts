import type { TFunction } from "i18next";
import type { api, callgate } from "../../../wailsjs/go/models";

/** The four actions, in the order of their letters. */
export const actions = ["read", "write", "delete", "use"] as const;

/** One row of the matrix. */
export interface Module {
	module: string;
	label: string;
	actions: readonly string[];
}

/** A branch of the catalogue with its modules. */
export interface Group {
	group: string;
	label: string;
	modules: Module[];
}

/** The catalogue as branches of modules, in its order; wanted narrows it to modules of that name. */
export function groupsOf(catalogue: readonly callgate.Leaf[], t: TFunction, wanted: string): Group[] {
	const out: Group[] = [];
	const labels = new Map<string, string>();
	for (const leaf of catalogue) {
		const label = labels.get(leaf.module) ?? t(`module.${leaf.module}`);
		labels.set(leaf.module, label);
		if (wanted !== "" && !`${label} ${leaf.module}`.toLocaleLowerCase().includes(wanted)) continue;
		let group = out.find((g) => g.group === leaf.group);
		if (!group) {
			group = { group: leaf.group, label: t(`group.${leaf.group}`), modules: [] };
			out.push(group);
		}
		let module = group.modules.find((m) => m.module === leaf.module);
		if (!module) {
			module = { module: leaf.module, label, actions: [] };
			group.modules.push(module);
		}
		module.actions = actions.filter((a) => a === leaf.action || module.actions.includes(a));
	}
	return out;
}

/** One platform's roles; "" are the tenant's own. */
export interface Block {
	platform: string;
	roles: api.RoleRow[];
}

/** Roles by platform, in the order they come, the tenant's own last. */
export function blocksOf(roles: readonly api.RoleRow[]): Block[] {
	const names = [...new Set(roles.map((r) => r.platform))].sort((a, b) => Number(a === "") - Number(b === ""));
	return names.map((platform) => ({ platform, roles: roles.filter((r) => r.platform === platform) }));
}

/** A role's name with the places where it may be broken: "Standard-InternationalUser". */
export function breakable(name: string): string {
	return name.replace(/([a-z])([A-Z])/g, "$1\u00ad$2");
}

/** Whose roles they are: "PortSIP, fixed", "Your own". */
export function blockName(block: Block, t: TFunction): string {
	return block.platform === "" ? t("roles.yourOwn") : t("roles.fixed", { platform: t(`platform.${block.platform}`) });
}
