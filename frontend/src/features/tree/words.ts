// What every cell of the tree says: its few words are looked up once for the
// whole tree, the sentence is put together from them.
import type { i18n, TFunction } from "i18next";
import type { Look } from "./cells";
import { rightName } from "./names";
import { once } from "./once";
import { type Action, actions } from "./rows";

/** How a branch's column is summed up. */
export type Sum = "all" | "some" | "none";

/** The words of one tree, in the reader's language. */
export interface TreeWords {
	action: Record<Action, string>;
	/** "Play recordings: by role", for the cell of a right. */
	cell: (permission: string, look: Look, pinned: boolean) => string;
	/** "Recordings, write: some", for a branch's column. */
	sum: (branch: string, action: Action, sum: Sum) => string;
}

/** treeWords looks the words up. */
export function treeWords(t: TFunction, lang: i18n): TreeWords {
	const action = Object.fromEntries(actions.map((a) => [a, t(`action.${a}`)])) as Record<Action, string>;
	const look = once((name) => t(`tree.look.${name}`));
	const plain = sentence((right, look) => t("tree.cell", { right, look }));
	const pinned = sentence((right, look) => t("tree.cell.pinned", { right, look }));
	const of = sentence((module, action) => t("right.of", { module, action }));
	return {
		action,
		cell: (permission, name, isPinned) => (isPinned ? pinned : plain)(rightName(t, lang, permission), look(name)),
		sum: (branch, a, sum) => plain(of(branch, action[a]), look(sum)),
	};
}

// A sentence of two parts whose frame is looked up once.
function sentence(make: (a: string, b: string) => string): (a: string, b: string) => string {
	const frame = make("\u0001", "\u0002");
	return (a, b) => frame.replace("\u0001", () => a).replace("\u0002", () => b);
}
