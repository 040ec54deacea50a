import type { i18n, TFunction } from "i18next";
import type { api } from "../../../wailsjs/go/models";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";

/** A role as it stands on screen. */
export interface Draft {
	name: string;
	description: string;
	permissions: string[];
	reach: string;
	reachList: string[];
	ownOnly: string[];
}

// What a new role begins with: the page everybody opens, and himself.
const fresh = ["dashboard:read", "me.preferences:read", "me.preferences:write"];

/** Where the editor begins: the role as saved, a copy of it, or nearly nothing. */
export function draftOf(role: api.RoleRow | undefined, adding: boolean, t: TFunction): Draft {
	if (!role) return { name: "", description: "", permissions: fresh, reach: "", reachList: [], ownOnly: [] };
	return {
		name: adding ? t("roles.copyOf", { name: role.name }) : role.name,
		description: role.platform === "" ? role.description : "",
		permissions: role.permissions ?? [],
		reach: role.reach,
		reachList: role.reachList ?? [],
		ownOnly: role.ownOnly ?? [],
	};
}

/** What Save would change, a sentence each. */
export function changeWords(before: Draft, after: Draft, t: TFunction): string[] {
	const gained = after.permissions.filter((p) => !before.permissions.includes(p)).length;
	const lost = before.permissions.filter((p) => !after.permissions.includes(p)).length;
	const moved =
		before.reach !== after.reach || (after.reach === "list" && !sameList(before.reachList, after.reachList));
	return [
		...(before.name !== after.name ? [t("roles.change.name")] : []),
		...(before.description !== after.description ? [t("roles.change.description")] : []),
		...(gained > 0 ? [t("roles.change.gained", { count: gained })] : []),
		...(lost > 0 ? [t("roles.change.lost", { count: lost })] : []),
		...(moved ? [t("roles.change.reach")] : []),
		...(sameList(before.ownOnly, after.ownOnly) ? [] : [t("roles.change.ownOnly")]),
	];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((item) => b.includes(item));
}

/** The same one by one: which right, which queue. */
export function detailWords(before: Draft, after: Draft, t: TFunction, lang: i18n): string[] {
	const only = (a: readonly string[], b: readonly string[]) => a.filter((x) => !b.includes(x));
	const reach = (draft: Draft) => (draft.reach === "list" ? draft.reachList : []);
	return [
		...(before.name !== after.name ? [t("meanwhile.role.name", { name: after.name })] : []),
		...(before.description !== after.description ? [t("meanwhile.role.description", { text: after.description })] : []),
		...only(after.permissions, before.permissions).map((p) =>
			t("meanwhile.role.gives", { right: rightName(t, lang, p) }),
		),
		...only(before.permissions, after.permissions).map((p) =>
			t("meanwhile.role.takes", { right: rightName(t, lang, p) }),
		),
		...(before.reach !== after.reach ? [t(`meanwhile.role.reach.${after.reach || "none"}`)] : []),
		...only(reach(after), reach(before)).map((e) => t("meanwhile.role.reaches", { what: entityName(t, e) })),
		...only(reach(before), reach(after)).map((e) => t("meanwhile.role.reaches_not", { what: entityName(t, e) })),
	];
}

/** mergedRole puts what I changed from base onto theirs: lists entry by entry. */
export function mergedRole(base: Draft, mine: Partial<Draft>, theirs: Draft): Partial<Draft> {
	const entries = (part: "permissions" | "ownOnly" | "reachList") => {
		const now = mine[part];
		if (!now) return {};
		const added = now.filter((x) => !base[part].includes(x) && !theirs[part].includes(x));
		const kept = theirs[part].filter((x) => now.includes(x) || !base[part].includes(x));
		return { [part]: [...kept, ...added] };
	};
	return { ...mine, ...entries("permissions"), ...entries("ownOnly"), ...entries("reachList") };
}
