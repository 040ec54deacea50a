import type { TFunction } from "i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { languages } from "../../app/language";

type Policy = callgate.SignInPolicy;

const basics = [
	"name",
	"country",
	"language",
	"timeZone",
	"defaultRole",
	"maxEnabled",
	"maxFull",
	"package",
	"platforms",
	"inferredOff",
	"statusColours",
	"branding",
] as const;

type Basics = Pick<callgate.Tenant, (typeof basics)[number]>;

/** What this page changes, flat: a change is one field that differs. */
export type Draft = Basics & Policy;

/** The draft that changes nothing. */
export function draftOf(tenant: callgate.Tenant): Draft {
	const { name, country, language, timeZone, defaultRole, maxEnabled, maxFull, inferredOff, policy } = tenant;
	return {
		...policy,
		...{ name, country, language, timeZone, defaultRole, maxEnabled, maxFull, inferredOff },
		package: tenant.package ?? [],
		platforms: tenant.platforms ?? [],
		statusColours: tenant.statusColours ?? {},
		branding: tenant.branding,
	};
}

/** What to send so that before becomes after: only fields that differ, the policy whole. */
export function inputOf(before: Draft, after: Draft): api.TenantInput {
	const input: Record<string, unknown> = {};
	const policy: Record<string, unknown> = { ...after };
	for (const field of basics) {
		if (!same(before[field], after[field])) input[field] = after[field];
		delete policy[field];
	}
	if (Object.keys(policy).some((field) => before[field as keyof Policy] !== policy[field])) input.policy = policy;
	return input;
}

/** One sentence for each field that differs. */
export function changesOf(before: Draft, after: Draft, t: TFunction, roles: readonly api.RoleRow[]): string[] {
	const words = (field: keyof Draft, value: Draft[keyof Draft]): string => {
		if (typeof value === "boolean") return t(value ? "settings.on" : "settings.off");
		if (field === "package") return listed(value, (module) => t(`module.${module}`), t("package.all"));
		if (field === "platforms") return listed(value, (platform) => t(`platform.${platform}`), t("platforms.all"));
		if (field === "statusColours")
			return listed(Object.keys(value), (state) => t(`status.${state}`), t("settings.default"));
		if (field === "branding") {
			const { logo, help } = value as callgate.Branding;
			return [logo && t("branding.picture"), help].filter(Boolean).join(", ") || t("settings.default");
		}
		if (field === "language") return languages[String(value)] ?? String(value);
		if (field === "defaultRole") return roles.find((role) => role.id === value)?.name ?? t("settings.default");
		if (field === "secondFactor") return t(`settings.second_factor.${value || "optional"}`);
		return value === 0 || value === "" ? t("settings.default") : String(value);
	};
	return (Object.keys(after) as (keyof Draft)[])
		.filter((field) => !same(before[field], after[field]))
		.map((field) =>
			t("settings.change", {
				field: t(`settings.field.${field}`),
				before: words(field, before[field]),
				after: words(field, after[field]),
			}),
		);
}

function same(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function listed(value: unknown, name: (each: string) => string, none: string): string {
	const all = value as string[];
	if (all.length === 0) return none;
	return all.length > 3 ? String(all.length) : all.map(name).join(", ");
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
	// So few that anybody could lock anybody out.
	if (draft.lockAfter > 0 && draft.lockAfter < 50) found.push("lockAfter");
	if (draft.absoluteHours > 24) found.push("absoluteHours");
	if (draft.idleMinutes > 60) found.push("idleMinutes");
	return found;
}
