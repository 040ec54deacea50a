// What needs what, read from the catalogue's own data. The server closes and
// refuses sets itself; this only lets the tree show a tick as fixed, and why,
// before anything is saved.
import type { callgate } from "../../../wailsjs/go/models";

/** A right held without what it needs; any one of `needs` would do. */
export interface Gap {
	permission: string;
	needs: string[];
}

/** gapsOf lists what a set lacks to be closed. */
export function gapsOf(catalogue: callgate.Leaf[], set: ReadonlySet<string>): Gap[] {
	return catalogue
		.filter((leaf) => set.has(leaf.id))
		.flatMap((leaf) =>
			leaf.needs.filter((any) => !any.some((p) => set.has(p))).map((needs) => ({ permission: leaf.id, needs })),
		);
}

/** closed leaves out, until nothing changes, whatever lacks its need. */
export function closed(catalogue: callgate.Leaf[], set: ReadonlySet<string>): Set<string> {
	const held = new Set(set);
	for (let gaps = gapsOf(catalogue, held); gaps.length > 0; ) {
		for (const gap of gaps) held.delete(gap.permission);
		gaps = gapsOf(catalogue, held);
	}
	return held;
}

/** holders names, for every right, the held ones that would fall if it went:
 * those for which it is the only held alternative of a need. One pass over the
 * catalogue serves the whole tree. */
export function holders(catalogue: callgate.Leaf[], held: ReadonlySet<string>): Map<string, string[]> {
	const all = new Map<string, string[]>();
	for (const leaf of catalogue) {
		if (!held.has(leaf.id)) continue;
		for (const any of leaf.needs) {
			const [only, ...more] = new Set(any.filter((p) => held.has(p)));
			if (only === undefined || more.length > 0) continue;
			const list = all.get(only);
			if (!list) all.set(only, [leaf.id]);
			else if (!list.includes(leaf.id)) list.push(leaf.id);
		}
	}
	return all;
}

/** fallsWith is `permission` and everything that would fall with it, the last
 * to fall first: the order in which they can be taken away. */
export function fallsWith(catalogue: callgate.Leaf[], held: ReadonlySet<string>, permission: string): string[] {
	const rest = new Set(held);
	rest.delete(permission);
	const left = closed(catalogue, rest);
	return [...held].filter((p) => !left.has(p) || p === permission);
}

/** bringsAlong lists what must come with `permission` where there is no choice:
 * needs with a single alternative, in turn. */
export function bringsAlong(catalogue: callgate.Leaf[], held: ReadonlySet<string>, permission: string): string[] {
	const byId = new Map(catalogue.map((leaf) => [leaf.id, leaf]));
	const more: string[] = [];
	const look = (id: string) => {
		for (const any of byId.get(id)?.needs ?? []) {
			const only = any.length === 1 ? any[0] : undefined;
			if (only && !held.has(only) && !more.includes(only)) {
				more.push(only);
				look(only);
			}
		}
	};
	look(permission);
	return more;
}
