// Where the keyboard is in the tree, and where the arrows lead.
import { type Action, actions, type TreeRow } from "./rows";

/** A cell: the branch or module, and its column; "" is a branch's own name. */
export interface Place {
	row: string;
	column: Action | "";
}

/** rowKey names a line the same whatever is folded or filtered. */
export function rowKey(row: TreeRow): string {
	return row.kind === "group" ? `group:${row.group.group}` : row.module.module;
}

/** columnsOf lists where a line can take the focus. */
export function columnsOf(row: TreeRow): (Action | "")[] {
	if (row.kind === "module") return actions.filter((a) => row.module.leaves[a]);
	return ["", ...actions.filter((a) => row.group.modules.some((m) => m.leaves[a]))];
}

/** move goes by lines or columns and stays inside; going by lines it keeps to
 * the nearest column that the line has. */
export function move(rows: TreeRow[], at: Place, lines: number, columns: number): Place {
	const index = Math.max(
		0,
		rows.findIndex((r) => rowKey(r) === at.row),
	);
	const row = rows[Math.min(rows.length - 1, Math.max(0, index + lines))];
	if (!row) return at;
	const has = columnsOf(row);
	if (columns !== 0) {
		const next = has[has.indexOf(at.column) + columns];
		return { row: at.row, column: next ?? at.column };
	}
	return { row: rowKey(row), column: nearest(has, at.column) };
}

function nearest(has: (Action | "")[], wanted: Action | ""): Action | "" {
	if (has.includes(wanted)) return wanted;
	const order: (Action | "")[] = ["", ...actions];
	const distance = (c: Action | "") => Math.abs(order.indexOf(c) - order.indexOf(wanted));
	return [...has].sort((a, b) => distance(a) - distance(b))[0] ?? "";
}
