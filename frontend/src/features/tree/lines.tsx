import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { CellBox, Pin } from "./cell-box";
import type { Cell, Sheet } from "./cells";
import { Marked } from "./marked";
import { type Action, actions, type GroupRow, leavesOf, type ModuleRow } from "./rows";
import { groupSummary, rowSource } from "./source-text";
import css from "./tree.module.css";
import type { TreeWords } from "./words";

interface LineProps {
	/** Its place among the lines, the head counted. */
	index: number;
	/** It stood below what was in sight first. */
	later: boolean;
	sheet: Sheet;
	words: TreeWords;
	search: string;
	/** The column the keyboard is in, when it is in this line. */
	here: Action | "" | undefined;
}

/** A branch: its name folds it, its columns sum up what is in it. Presses are
 * taken by the grid, which reads from data-place what was pressed. */
export const GroupLine = memo(
	function GroupLine({
		index,
		sheet,
		words,
		search,
		here,
		group,
		open,
	}: LineProps & { group: GroupRow; open: boolean }) {
		const { t } = useTranslation();
		const key = `group:${group.group}`;
		const Chevron = open ? IconChevronDown : IconChevronRight;
		return (
			<div className={css.row} data-kind="group" role="row" aria-level={1} aria-expanded={open} aria-rowindex={index}>
				<div role="rowheader">
					<button
						type="button"
						className={css.fold}
						data-place={`${key}|`}
						tabIndex={here === "" ? 0 : -1}
						aria-label={t(open ? "tree.fold" : "tree.unfold", { name: group.label })}
					>
						<Chevron size={14} stroke={1.8} aria-hidden />
						<span>
							<Marked text={group.label} search={search} />
						</span>
					</button>
				</div>
				{actions.map((a) => {
					const cells = group.modules.flatMap((m) => (m.leaves[a] ? [sheet.cell(m.leaves[a].id)] : []));
					if (cells.length === 0) return <div key={a} role="gridcell" className={css.cell} />;
					const held = cells.filter((c) => c.held).length;
					const sum = held === 0 ? "none" : held === cells.length ? "all" : "some";
					const label = words.sum(group.label, a, sum);
					return (
						<div key={a} role="gridcell" className={css.cell}>
							<button
								type="button"
								className={css.press}
								data-parent
								data-place={`${key}|${a}`}
								tabIndex={here === a ? 0 : -1}
								aria-label={label}
								title={label}
							>
								{held > 0 && <CellBox look={sum === "all" ? "role" : "none"} sum />}
							</button>
						</div>
					);
				})}
				<div role="gridcell" className={css.from}>
					{groupSummary(t, group, sheet)}
				</div>
			</div>
		);
	},
	(a, b) => a.group === b.group && a.open === b.open && same(a, b) && a.group.modules.every((m) => sameCells(m, a, b)),
);

/** A module: one cell for each action it has, and who or what gave them. */
export const ModuleLine = memo(
	function ModuleLine({ index, later, sheet, words, search, here, module }: LineProps & { module: ModuleRow }) {
		const { t } = useTranslation();
		const key = module.module;
		return (
			<div
				className={css.row}
				data-kind="module"
				data-later={later || undefined}
				data-chosen={here !== undefined || undefined}
				role="row"
				aria-level={2}
				aria-selected={here !== undefined}
				aria-rowindex={index}
			>
				<div role="rowheader" className={css.name} data-place={`${key}|${actions.find((a) => module.leaves[a]) ?? ""}`}>
					<span className={css.label}>
						<Marked text={module.label} search={search} />
					</span>
					<code className={css.id}>
						<Marked text={key} search={search} />
					</code>
					{search !== "" && <Terms module={module} search={search} />}
				</div>
				{actions.map((a) => {
					const leaf = module.leaves[a];
					if (!leaf) return <div key={a} role="gridcell" className={css.cell} />;
					const cell = sheet.cell(leaf.id);
					const pinned = cell.neededBy.length > 0;
					const label = words.cell(leaf.id, cell.look, pinned);
					return (
						<div key={a} role="gridcell" className={css.cell}>
							<button
								type="button"
								className={css.press}
								data-place={`${key}|${a}`}
								data-permission={leaf.id}
								data-look={cell.look}
								data-here={here === a || undefined}
								tabIndex={here === a ? 0 : -1}
								aria-label={label}
								title={label}
							>
								<CellBox look={cell.look} changed={cell.changed} />
							</button>
							{pinned && <Pin />}
						</div>
					);
				})}
				<div role="gridcell" className={css.from}>
					{rowSource(t, module, sheet)}
				</div>
			</div>
		);
	},
	(a, b) => a.module === b.module && same(a, b) && sameCells(a.module, a, b),
);

// A press changes a few cells of a thousand: the other lines stay as drawn.
function same(a: LineProps, b: LineProps): boolean {
	return (
		a.index === b.index && a.later === b.later && a.search === b.search && a.here === b.here && a.words === b.words
	);
}

function sameCells(module: ModuleRow, a: LineProps, b: LineProps): boolean {
	return (
		a.sheet === b.sheet ||
		(a.sheet.mode === b.sheet.mode &&
			leavesOf(module).every((leaf) => sameCell(a.sheet.cell(leaf.id), b.sheet.cell(leaf.id))))
	);
}

function sameCell(a: Cell, b: Cell): boolean {
	return (
		a.look === b.look &&
		a.held === b.held &&
		a.changed === b.changed &&
		a.override === b.override &&
		a.neededBy.length > 0 === b.neededBy.length > 0 &&
		(a.sources === b.sources || JSON.stringify(a.sources) === JSON.stringify(b.sources))
	);
}

// The platforms' word for a module, where nothing else shows why it was found.
function Terms({ module, search }: { module: ModuleRow; search: string }) {
	const needle = search.trim().toLocaleLowerCase();
	const terms = leavesOf(module)[0]?.terms ?? "";
	const shown = `${module.label} ${module.module}`.toLocaleLowerCase();
	if (needle === "" || shown.includes(needle) || !terms.toLocaleLowerCase().includes(needle)) return null;
	return (
		<small className={css.terms}>
			<Marked text={terms} search={search} />
		</small>
	);
}
