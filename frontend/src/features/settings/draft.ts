import type { TFunction } from "i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { languages } from "../../app/language";

type Policy = callgate.SignInPolicy;

/** What this page changes, flat: a change is one field that differs. */
export type Draft = Pick<callgate.Tenant, "name" | "country" | "language" | "timeZone" | "defaultRole"> & Policy;

const basics = ["name", "country", "language", "timeZone", "defaultRole"] as const;

/** The draft that changes nothing. */
export function draftOf(tenant: callgate.Tenant): Draft {
	const { name, country, language, timeZone, defaultRole, policy } = tenant;
	return { ...policy, name, country, language, timeZone, defaultRole };
}

/** What to send so that before becomes after: only fields that differ, the policy whole. */
export function inputOf(before: Draft, after: Draft): api.TenantInput {
	const input: api.TenantInput = {};
	for (const field of basics) if (before[field] !== after[field]) input[field] = after[field];
	const { name, country, language, timeZone, defaultRole, ...policy } = after;
	const differs = (Object.keys(policy) as (keyof Policy)[]).some((field) => before[field] !== policy[field]);
	if (differs) input.policy = policy;
	return input;
}

/** One sentence for each field that differs. */
export function changesOf(before: Draft, after: Draft, t: TFunction, roles: readonly api.RoleRow[]): string[] {
	const words = (field: keyof Draft, value: Draft[keyof Draft]): string => {
		if (typeof value === "boolean") return t(value ? "settings.on" : "settings.off");
		if (field === "language") return languages[String(value)] ?? String(value);
		if (field === "defaultRole") return roles.find((role) => role.id === value)?.name ?? t("settings.default");
		if (field === "secondFactor") return t(`settings.second_factor.${value || "optional"}`);
		return value === 0 || value === "" ? t("settings.default") : String(value);
	};
	return (Object.keys(after) as (keyof Draft)[])
		.filter((field) => before[field] !== after[field])
		.map((field) =>
			t("settings.change", {
				field: t(`settings.field.${field}`),
				before: words(field, before[field]),
				after: words(field, after[field]),
			}),
		);
}

/** The settings that depart from what is advised today (length and a block list, no composition, no expiry). */
export function departures(draft: Draft): (keyof Draft)[] {
	const found: (keyof Draft)[] = [];
	const rules = ["needLetters", "needDigits", "needUpperOrSpecial", "noSequences", "noRepeats"] as const;
	for (const rule of rules) if (draft[rule]) found.push(rule);
	if (draft.maxAgeDays > 0) found.push("maxAgeDays");
	if (draft.history > 0) found.push("history");
	const least = draft.secondFactor === "all" ? 8 : 15;
	if (draft.minLength > 0 && draft.minLength < least) found.push("minLength");
	if (draft.absoluteHours > 24) found.push("absoluteHours");
	if (draft.idleMinutes > 60) found.push("idleMinutes");
	return found;
}
