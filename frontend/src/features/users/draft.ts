// What is gathered under the save bar of one user: his access as edited, laid
// over his access as read, and how two people's edits come together.
import type { api, callgate } from "../../../wailsjs/go/models";
import { lastDay } from "../../app/days";

/** The parts of a user that are saved together. */
export interface Access {
	kind: string;
	seat: string;
	roles: callgate.Membership[];
	overrides: callgate.Override[];
	reachEverything: boolean;
	reach: string[];
	exclusions: string[];
	hosts: callgate.Host[];
}

/** Only the parts that were touched. */
export type Draft = Partial<Access>;

/** accessOf takes the gathered parts out of a user. */
export function accessOf(user: callgate.User): Access {
	return {
		kind: user.kind,
		seat: user.seat,
		roles: user.roles ?? [],
		overrides: user.overrides ?? [],
		reachEverything: user.reachEverything,
		reach: user.reach ?? [],
		exclusions: user.exclusions ?? [],
		hosts: user.hosts ?? [],
	};
}

/** inputOf makes the call's input: only what differs from what was read. */
export function inputOf(base: Access, draft: Draft, revision: number): api.Access {
	return { revision, ...sent(pruned(base, draft)) };
}

/** backOf makes the call's input that takes a draft back: those parts as they were. */
export function backOf(base: Access, draft: Draft, revision: number): api.Access {
	const parts = Object.keys(pruned(base, draft)) as (keyof Access)[];
	return { revision, ...sent(Object.fromEntries(parts.map((part) => [part, base[part]]))) };
}

/** sent leaves out who set an override, and when: that is for the program to say. */
export function sent({ overrides, ...rest }: Draft): Omit<api.Access, "revision"> {
	return {
		...rest,
		...(overrides && {
			overrides: overrides.map(({ permission, allow, expires }) => ({ permission, allow, expires })),
		}),
	};
}

/** pruned leaves out the parts that were put back as they were. */
export function pruned(base: Access, draft: Draft): Draft {
	return Object.fromEntries(
		Object.entries(draft).filter(([part, value]) => !same(part as keyof Access, base[part as keyof Access], value)),
	);
}

/** sameAccess tells whether two states of a user agree in every gathered part. */
export function sameAccess(a: Access, b: Access): boolean {
	return (Object.keys(a) as (keyof Access)[]).every((part) => same(part, a[part], b[part]));
}

function same(part: keyof Access, a: unknown, b: unknown): boolean {
	if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
	const entries = (list: unknown[]) => list.map((x) => comparable(part, x)).sort();
	return JSON.stringify(entries(a)) === JSON.stringify(entries(b));
}

// Who added a line and when does not make it another line.
function comparable(part: keyof Access, entry: unknown): string {
	switch (part) {
		case "roles": {
			const m = entry as callgate.Membership;
			return `${m.role} ${lastDay(m.expires) || m.expires}`;
		}
		case "overrides": {
			const o = entry as callgate.Override;
			return `${o.permission} ${o.allow} ${lastDay(o.expires) || o.expires}`;
		}
		case "hosts": {
			const h = entry as callgate.Host;
			return `${h.cidr} ${h.note}`;
		}
		default:
			return String(entry);
	}
}

/** keyOf names an entry of a list part, whatever its details. */
export function keyOf(part: keyof Access, entry: unknown): string {
	switch (part) {
		case "roles":
			return (entry as callgate.Membership).role;
		case "overrides":
			return (entry as callgate.Override).permission;
		case "hosts":
			return (entry as callgate.Host).cidr;
		default:
			return String(entry);
	}
}

/** merged applies what changed from base to mine onto theirs, entry by entry. */
export function merged(base: Access, mine: Draft, theirs: Access): Draft {
	const out: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(pruned(base, mine))) {
		const part = name as keyof Access;
		out[part] = Array.isArray(value)
			? mergedList(part, base[part] as unknown[], value, theirs[part] as unknown[])
			: value;
	}
	return out as Draft;
}

function mergedList(part: keyof Access, base: unknown[], mine: unknown[], theirs: unknown[]): unknown[] {
	const index = (list: unknown[]) => new Map(list.map((x) => [keyOf(part, x), x]));
	const [was, now] = [index(base), index(mine)];
	const touched = new Set<string>();
	for (const [key, value] of now) {
		const before = was.get(key);
		if (before === undefined || comparable(part, before) !== comparable(part, value)) touched.add(key);
	}
	for (const key of was.keys()) if (!now.has(key)) touched.add(key);
	const kept = theirs.filter((x) => !touched.has(keyOf(part, x)));
	return [...kept, ...[...touched].flatMap((key) => (now.has(key) ? [now.get(key)] : []))];
}
