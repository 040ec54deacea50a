// What each cell of the tree shows, for a user (overrides over roles) and for a
// role (a plain set), behind one shape so that the grid knows no mode.

import type { callgate } from "../../../wailsjs/go/models";
import { sameEnd } from "../../app/days";
import { bringsAlong, closed, fallsWith, holders } from "./needs";
import { once } from "./once";

/** How a cell is drawn. */
export type Look = "role" | "allow" | "deny" | "none" | "lost" | "given";

/** What a cell can be set to. */
export type Setting = "inherit" | "allow" | "deny" | "give" | "take";

/** One right as the tree shows it. */
export interface Cell {
	leaf: callgate.Leaf;
	look: Look;
	held: boolean;
	setting: Setting;
	/** Held rights that would fall with this one. */
	neededBy: string[];
	/** Roles and rules that give it, the override left out. */
	sources: callgate.Source[];
	override?: callgate.Override;
	/** Why it does not count although granted. */
	lost: string;
	reach: string[];
	changed: boolean;
	/** Every user has it and cannot lose it. */
	always: boolean;
}

/** The tree's view of what is being edited. */
export interface Sheet {
	mode: "user" | "role";
	held: ReadonlySet<string>;
	cell: (permission: string) => Cell;
	/** settings a cell offers, in the order of the segmented control. */
	settings: Setting[];
	/** with gives the rights that must come along, or must go along. */
	with: (permission: string, to: Setting) => string[];
}

/** userSheet lays overrides (as edited, not yet saved) over what roles give. */
export function userSheet(
	catalogue: callgate.Leaf[],
	effective: callgate.Effective[],
	value: callgate.Override[],
	saved: callgate.Override[],
): Sheet {
	const byId = new Map(effective.map((e) => [e.permission, e]));
	const overrides = new Map(value.map((o) => [o.permission, o]));
	const before = new Map(saved.map((o) => [o.permission, o]));
	const leaves = new Map(catalogue.map((l) => [l.id, l]));
	const granted = new Set<string>();
	for (const leaf of catalogue) {
		const e = byId.get(leaf.id);
		const override = overrides.get(leaf.id);
		const bound = e?.lost === "package" || e?.lost === "seat";
		const given = override ? override.allow : givers(e).length > 0;
		if (given && !bound) granted.add(leaf.id);
	}
	const held = closed(catalogue, granted);
	const needed = holders(catalogue, held);
	return {
		mode: "user",
		held,
		settings: ["inherit", "allow", "deny"],
		cell: once((permission): Cell => {
			const e = byId.get(permission);
			const leaf = leaves.get(permission) as callgate.Leaf;
			const override = overrides.get(permission);
			const sources = givers(e);
			const isHeld = held.has(permission);
			return {
				leaf,
				look: lookOf(override, sources.length > 0, isHeld),
				held: isHeld,
				setting: override ? (override.allow ? "allow" : "deny") : "inherit",
				neededBy: needed.get(permission) ?? [],
				sources,
				override,
				lost: lostOf(leaf, e, override, isHeld, sources.length > 0, held),
				reach: e?.reach ?? [],
				changed: differs(override, before.get(permission)),
				always: sources.some((s) => s.kind === "everybody"),
			};
		}),
		with: (permission, to) => {
			if (to === "allow") return bringsAlong(catalogue, held, permission);
			if (to === "deny") return fallsWith(catalogue, held, permission).filter((p) => p !== permission);
			return [];
		},
	};
}

function givers(e: callgate.Effective | undefined): callgate.Source[] {
	return (e?.sources ?? []).filter((s) => s.kind !== "override");
}

function lookOf(override: callgate.Override | undefined, byRole: boolean, held: boolean): Look {
	if (override) return override.allow ? (held ? "allow" : "lost") : "deny";
	if (!byRole) return "none";
	return held ? "role" : "lost";
}

function lostOf(
	leaf: callgate.Leaf,
	e: callgate.Effective | undefined,
	override: callgate.Override | undefined,
	held: boolean,
	byRole: boolean,
	all: ReadonlySet<string>,
): string {
	if (held) return "";
	if (e?.lost === "package" || e?.lost === "seat") return e.lost;
	if (override && !override.allow) return "denied";
	if (!override && !byRole) return e?.lost === "expired" ? "expired" : "";
	const gap = leaf.needs.find((any) => !any.some((p) => all.has(p)));
	return gap ? `need:${gap[0]}` : "";
}

function differs(a: callgate.Override | undefined, b: callgate.Override | undefined): boolean {
	if (!a || !b) return a !== b;
	return a.allow !== b.allow || !sameEnd(a.expires, b.expires);
}

/** roleSheet shows a plain set; `basis` marks the cells a vendor documents. */
export function roleSheet(catalogue: callgate.Leaf[], value: string[], saved: string[]): Sheet {
	const set = new Set(value);
	const before = new Set(saved);
	const whole = closed(catalogue, set);
	const needed = holders(catalogue, set);
	const leaves = new Map(catalogue.map((l) => [l.id, l]));
	return {
		mode: "role",
		held: set,
		settings: ["give", "take"],
		cell: once((permission): Cell => {
			const leaf = leaves.get(permission) as callgate.Leaf;
			const given = set.has(permission);
			const gap = leaf.needs.find((any) => !any.some((p) => whole.has(p)));
			return {
				leaf,
				look: given ? (whole.has(permission) ? "given" : "lost") : "none",
				held: given,
				setting: given ? "give" : "take",
				neededBy: needed.get(permission) ?? [],
				sources: [],
				lost: given && gap ? `need:${gap[0]}` : "",
				reach: [],
				changed: given !== before.has(permission),
				always: false,
			};
		}),
		with: (permission, to) =>
			to === "give"
				? bringsAlong(catalogue, set, permission)
				: fallsWith(catalogue, set, permission).filter((p) => p !== permission),
	};
}

/** setOverrides puts rights to inherit, allow or deny. */
export function setOverrides(
	value: callgate.Override[],
	permissions: string[],
	to: Setting,
	saved: callgate.Override[],
): callgate.Override[] {
	const rest = value.filter((o) => !permissions.includes(o.permission));
	if (to === "inherit") return rest;
	const allow = to === "allow";
	const made = permissions.map((permission) => {
		const old = saved.find((o) => o.permission === permission && o.allow === allow);
		return old ?? { permission, allow, expires: "", by: "", at: "" };
	});
	return [...rest, ...made];
}

/** setRights gives or takes rights, kept in catalogue order. */
export function setRights(catalogue: callgate.Leaf[], value: string[], permissions: string[], to: Setting): string[] {
	const set = new Set(value);
	for (const p of permissions) to === "give" ? set.add(p) : set.delete(p);
	return catalogue.filter((l) => set.has(l.id)).map((l) => l.id);
}
