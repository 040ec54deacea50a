// The words of the column "Where it comes from".
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { day } from "../../app/format";
import { nameWords } from "../../app/who";
import type { Cell, Sheet } from "./cells";
import { sourceName } from "./names";
import { type GroupRow, leavesOf, type ModuleRow } from "./rows";

/** groupSummary counts what a branch holds. */
export function groupSummary(t: TFunction, group: GroupRow, sheet: Sheet): string {
	const cells = group.modules.flatMap((m) => leavesOf(m).map((l) => sheet.cell(l.id)));
	const held = cells.filter((c) => c.held).length;
	const overrides = cells.filter((c) => c.override).length;
	const granted = held === 0 ? t("tree.group.nothing") : t("tree.group.granted", { count: held });
	return overrides > 0 ? `${granted}, ${t("tree.group.overrides", { count: overrides })}` : granted;
}

/** rowSource names who or what gave a module's rights; what was set here stands
 * out, and where several cells differ the action is named. */
export function rowSource(t: TFunction, row: ModuleRow, sheet: Sheet): ReactNode {
	const cells = leavesOf(row).map((l) => sheet.cell(l.id));
	if (sheet.mode === "role") return roleSource(t, cells);
	const names = [...new Set(cells.flatMap((c) => c.sources.map((s) => sourceName(t, s))))];
	const set = cells.filter((c) => c.override);
	const lost = cells.filter((c) => c.look === "lost");
	const parts: ReactNode[] = [];
	if (names.length > 0) parts.push(names.join(", "));
	if (set.length > 0) parts.push(overrideWords(t, set, names.length > 0));
	if (lost.length > 0) parts.push(t("tree.from.lost", { action: actionsOf(t, lost) }));
	if (parts.length === 0) return t("tree.from.none");
	return parts.flatMap((part, i) => (i === 0 ? [part] : ["; ", part]));
}

function roleSource(t: TFunction, cells: Cell[]): ReactNode {
	if (cells.some((c) => c.changed)) return <strong>{t("tree.from.changed")}</strong>;
	return t(cells.some((c) => c.held) ? "tree.from.given" : "tree.from.not_given");
}

function overrideWords(t: TFunction, set: Cell[], beside: boolean): ReactNode {
	const only = set[0];
	// Nothing else has a say in this row: who set it says more than what was set.
	const allowedAll = set.every((c) => c.override?.allow && c.override.by === only?.override?.by);
	if (!beside && allowedAll && only?.override) {
		const { by, at } = only.override;
		return (
			<strong key="by">{by ? t("tree.from.by", { name: nameWords(by, t), date: day(at) }) : t("tree.from.new")}</strong>
		);
	}
	const denied = set.filter((c) => c.look === "deny");
	const allowed = set.filter((c) => c.look !== "deny");
	const words = [
		allowed.length > 0 ? t("tree.from.allowed", { action: actionsOf(t, allowed) }) : "",
		denied.length > 0 ? t("tree.from.denied", { action: actionsOf(t, denied) }) : "",
	].filter(Boolean);
	const text = words.join(", ");
	return <strong key="set">{beside ? text : text.charAt(0).toLocaleUpperCase() + text.slice(1)}</strong>;
}

function actionsOf(t: TFunction, cells: Cell[]): string {
	const words = cells.map((c) => t(`action.${c.leaf.action}`).toLocaleLowerCase());
	return words.join(", ");
}
