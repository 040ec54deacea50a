// The rows of the permission tree: groups with their modules, searched and
// filtered. Nothing here decides anything; it only arranges the catalogue.
import type { callgate } from "../../../wailsjs/go/models";

export const actions = ["read", "write", "delete", "use"] as const;
export type Action = (typeof actions)[number];

/** A module with one leaf per action it has. */
export interface ModuleRow {
	module: string;
	label: string;
	leaves: Partial<Record<Action, callgate.Leaf>>;
}

/** A branch of the tree. */
export interface GroupRow {
	group: string;
	label: string;
	modules: ModuleRow[];
}

/** One visible line: a branch or a module in it. */
export type TreeRow =
	| { kind: "group"; group: GroupRow; open: boolean }
	| { kind: "module"; group: GroupRow; module: ModuleRow };

/** arrange builds the branches in catalogue order. */
export function arrange(catalogue: callgate.Leaf[], label: (key: string) => string): GroupRow[] {
	const groups = new Map<string, GroupRow>();
	const modules = new Map<string, ModuleRow>();
	for (const leaf of catalogue) {
		let group = groups.get(leaf.group);
		if (!group) {
			group = {
				group: leaf.group,
				label: label(`group.${leaf.group}`),
				modules: [],
			};
			groups.set(leaf.group, group);
		}
		let row = modules.get(leaf.module);
		if (!row) {
			row = {
				module: leaf.module,
				label: label(`module.${leaf.module}`),
				leaves: {},
			};
			modules.set(leaf.module, row);
			group.modules.push(row);
		}
		row.leaves[leaf.action as Action] = leaf;
	}
	return [...groups.values()];
}

let last: { catalogue: callgate.Leaf[]; language: string; groups: GroupRow[] } | undefined;

/** arrangedOnce is arrange with the last answer kept: the catalogue stays while
 * the program runs, and the tree is opened again and again. */
export function arrangedOnce(catalogue: callgate.Leaf[], language: string, label: (key: string) => string): GroupRow[] {
	if (last?.catalogue !== catalogue || last.language !== language)
		last = { catalogue, language, groups: arrange(catalogue, label) };
	return last.groups;
}

/** leavesOf lists a module's leaves in column order. */
export function leavesOf(row: ModuleRow): callgate.Leaf[] {
	return actions.flatMap((a) => row.leaves[a] ?? []);
}

/** What a search and a filter leave of the tree. */
export interface Found {
	groups: GroupRow[];
	modules: number;
	foldedBranches: number;
}

/** find keeps the modules whose label, id or platform terms contain the text
 * and that the filter lets through. A branch whose own name matches keeps all
 * its modules. */
export function find(groups: GroupRow[], text: string, keep: (row: ModuleRow) => boolean): Found {
	const needle = text.trim().toLocaleLowerCase();
	const found: GroupRow[] = [];
	let modules = 0;
	for (const group of groups) {
		const whole = needle !== "" && group.label.toLocaleLowerCase().includes(needle);
		const rows = group.modules.filter((m) => (whole || matches(m, needle)) && keep(m));
		modules += rows.length;
		if (rows.length > 0) found.push({ ...group, modules: rows });
	}
	return {
		groups: found,
		modules,
		foldedBranches: groups.length - found.length,
	};
}

function matches(row: ModuleRow, needle: string): boolean {
	if (needle === "") return true;
	return (
		row.label.toLocaleLowerCase().includes(needle) ||
		leavesOf(row).some((l) => l.id.includes(needle) || l.terms.toLocaleLowerCase().includes(needle))
	);
}

/** flatten gives the visible lines, branches folded away left out. */
export function flatten(groups: GroupRow[], folded: ReadonlySet<string>): TreeRow[] {
	return groups.flatMap((group): TreeRow[] => {
		const open = !folded.has(group.group);
		const head: TreeRow = { kind: "group", group, open };
		return open ? [head, ...group.modules.map((module): TreeRow => ({ kind: "module", group, module }))] : [head];
	});
}
