import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, startTransition, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CellBox, Pin } from "./cell-box";
import type { Cell, Setting, Sheet } from "./cells";
import { Marked } from "./marked";
import { rightName } from "./names";
import { columnsOf, move, type Place, rowKey } from "./place";
import { type Action, actions, type GroupRow, leavesOf, type ModuleRow, type TreeRow } from "./rows";
import { groupSummary, rowSource } from "./source-text";
import css from "./tree.module.css";

interface GridProps {
	rows: TreeRow[];
	sheet: Sheet;
	search: string;
	at: Place;
	/** The cell was chosen on purpose; false when the tree picked a first one. */
	onPlace: (at: Place) => void;
	onFold: (group: string) => void;
	onSet: (permissions: string[], to: Setting) => void;
	onInspect: () => void;
}

const keys: Record<string, Setting> = { i: "inherit", a: "allow", d: "deny" };

/** The lines of the tree as a grid: one stop for the Tab key, arrows inside. */
export function Grid({ rows, sheet, search, at, onPlace, onFold, onSet, onInspect }: GridProps) {
	const { t } = useTranslation();
	const frame = useRef<HTMLDivElement>(null);
	const moved = useRef(false);
	// What is in sight stands first, the rest follows when it is painted.
	const [drawn, setDrawn] = useState(() => Math.ceil(window.innerHeight / 34));
	useEffect(() => startTransition(() => setDrawn(Number.POSITIVE_INFINITY)), []);
	const first = rows[0];
	const here = rows.some((r) => rowKey(r) === at.row) || !first ? at : { row: rowKey(first), column: "" as const };

	useEffect(() => {
		if (!moved.current) return;
		moved.current = false;
		frame.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(`${at.row}|${at.column}`)}"]`)?.focus();
	}, [at]);

	const go = (to: Place) => {
		moved.current = true;
		onPlace(to);
	};

	const onKeyDown = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const row = rows.find((r) => rowKey(r) === here.row);
		const act = keyAct(event.key);
		if (!act || !row) return;
		event.preventDefault();
		act();

		function keyAct(key: string): (() => void) | undefined {
			const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 340) / 34) - 2);
			switch (key) {
				case "ArrowDown":
					return () => go(move(rows, here, 1, 0));
				case "ArrowUp":
					return () => go(move(rows, here, -1, 0));
				case "PageDown":
					return () => go(move(rows, here, page, 0));
				case "PageUp":
					return () => go(move(rows, here, -page, 0));
				case "Home":
					return () => go(move(rows, here, -rows.length, 0));
				case "End":
					return () => go(move(rows, here, rows.length, 0));
				case "ArrowRight":
					return () => (row?.kind === "group" && !row.open ? onFold(row.group.group) : go(move(rows, here, 0, 1)));
				case "ArrowLeft":
					return () =>
						row?.kind === "group" && row.open && here.column === ""
							? onFold(row.group.group)
							: go(move(rows, here, 0, -1));
				case "Enter":
					return here.column === "" && row?.kind === "group" ? () => onFold(row.group.group) : onInspect;
				case " ":
					return here.column === "" && row?.kind === "group"
						? () => onFold(row.group.group)
						: () => onSet(permissionsAt(row, here.column), next(sheet, permissionsAt(row, here.column)));
				default: {
					const to = keys[key.toLowerCase()];
					return to ? () => onSet(permissionsAt(row, here.column), forMode(sheet, to)) : undefined;
				}
			}
		}
	};

	return (
		<div
			ref={frame}
			className={css.grid}
			role="treegrid"
			aria-label={t("tree.name")}
			aria-rowcount={rows.length + 1}
			tabIndex={-1}
			onKeyDown={onKeyDown}
		>
			<div className={css.row} data-kind="head" role="row" aria-rowindex={1}>
				<span role="columnheader">{t("tree.module")}</span>
				{actions.map((a) => (
					<span key={a} role="columnheader" className={css.column}>
						{t(`action.${a}`)}
					</span>
				))}
				<span role="columnheader" className={css.from}>
					{t("tree.source")}
				</span>
			</div>
			{rows
				.slice(0, drawn)
				.map((row, i) =>
					row.kind === "group" ? (
						<GroupLine
							key={rowKey(row)}
							index={i + 2}
							group={row.group}
							open={row.open}
							{...{ sheet, search, here, onFold, onPlace }}
						/>
					) : (
						<ModuleLine key={rowKey(row)} index={i + 2} module={row.module} {...{ sheet, search, here, onPlace }} />
					),
				)}
		</div>
	);
}

/** permissionsAt lists what a cell stands for: one right, or a branch's column. */
export function permissionsAt(row: TreeRow | undefined, column: Action | ""): string[] {
	if (!row) return [];
	const modules = row.kind === "group" ? row.group.modules : [row.module];
	const columns = column === "" ? columnsOf(row).filter((c): c is Action => c !== "") : [column];
	return modules.flatMap((m) => columns.flatMap((c) => m.leaves[c]?.id ?? []));
}

// I, A and D in a role mean: take, give, take.
function forMode(sheet: Sheet, to: Setting): Setting {
	if (sheet.mode === "user") return to;
	return to === "allow" ? "give" : "take";
}

function next(sheet: Sheet, permissions: string[]): Setting {
	const settings = permissions.map((p) => sheet.cell(p).setting);
	const one = settings.every((s) => s === settings[0]) ? settings[0] : undefined;
	if (sheet.mode === "role") return one === "give" ? "take" : "give";
	return one === "allow" ? "deny" : one === "deny" ? "inherit" : "allow";
}

interface LineProps {
	index: number;
	sheet: Sheet;
	search: string;
	here: Place;
	onPlace: (at: Place) => void;
}

function GroupLine(p: LineProps & { group: GroupRow; open: boolean; onFold: (group: string) => void }) {
	const { t } = useTranslation();
	const key = `group:${p.group.group}`;
	const Chevron = p.open ? IconChevronDown : IconChevronRight;
	return (
		<div className={css.row} data-kind="group" role="row" aria-level={1} aria-expanded={p.open} aria-rowindex={p.index}>
			<div role="rowheader">
				<button
					type="button"
					className={css.fold}
					data-place={`${key}|`}
					tabIndex={p.here.row === key && p.here.column === "" ? 0 : -1}
					aria-label={t(p.open ? "tree.fold" : "tree.unfold", { name: p.group.label })}
					onClick={() => {
						p.onPlace({ row: key, column: "" });
						p.onFold(p.group.group);
					}}
				>
					<Chevron size={14} stroke={1.8} aria-hidden />
					<span>
						<Marked text={p.group.label} search={p.search} />
					</span>
				</button>
			</div>
			{actions.map((a) => {
				const cells = p.group.modules.flatMap((m) => (m.leaves[a] ? [p.sheet.cell(m.leaves[a].id)] : []));
				return (
					<div key={a} role="gridcell" className={css.cell}>
						{cells.length > 0 && <ParentCell {...p} place={{ row: key, column: a }} cells={cells} />}
					</div>
				);
			})}
			<div role="gridcell" className={css.from}>
				{groupSummary(t, p.group, p.sheet)}
			</div>
		</div>
	);
}

function ParentCell(p: LineProps & { group: GroupRow; place: Place; cells: Cell[] }) {
	const { t } = useTranslation();
	const held = p.cells.filter((c) => c.held).length;
	const look = held === 0 ? "none" : held === p.cells.length ? "all" : "some";
	const label = t("tree.cell", {
		right: t("right.of", { module: p.group.label, action: t(`action.${p.place.column}`) }),
		look: t(`tree.look.${look}`),
	});
	return (
		<button
			type="button"
			className={css.press}
			data-parent
			data-place={`${p.place.row}|${p.place.column}`}
			tabIndex={samePlace(p.here, p.place) ? 0 : -1}
			aria-label={label}
			title={label}
			onClick={() => p.onPlace(p.place)}
		>
			{held > 0 && <CellBox look={look === "all" ? "role" : "none"} />}
		</button>
	);
}

function ModuleLine(p: LineProps & { module: ModuleRow }) {
	const { t, i18n } = useTranslation();
	const selected = p.here.row === p.module.module;
	const first = columnsOf({ kind: "module", module: p.module } as TreeRow)[0] ?? "";
	return (
		<div
			className={css.row}
			data-kind="module"
			data-chosen={selected || undefined}
			role="row"
			aria-level={2}
			aria-selected={selected}
			aria-rowindex={p.index}
		>
			{/* biome-ignore lint/a11y/useKeyWithClickEvents: the cells take the keyboard, the name only widens the target */}
			<div role="rowheader" className={css.name} onClick={() => p.onPlace({ row: p.module.module, column: first })}>
				<span className={css.label}>
					<Marked text={p.module.label} search={p.search} />
				</span>
				<code className={css.id}>
					<Marked text={p.module.module} search={p.search} />
				</code>
				<Terms module={p.module} search={p.search} />
			</div>
			{actions.map((a) => {
				const leaf = p.module.leaves[a];
				if (!leaf) return <div key={a} role="gridcell" className={css.cell} />;
				const cell = p.sheet.cell(leaf.id);
				const place = { row: p.module.module, column: a };
				const pinned = cell.neededBy.length > 0;
				const label = t(pinned ? "tree.cell.pinned" : "tree.cell", {
					right: rightName(t, i18n, leaf.id),
					look: t(`tree.look.${cell.look}`),
				});
				return (
					<div key={a} role="gridcell" className={css.cell}>
						<button
							type="button"
							className={css.press}
							data-place={`${place.row}|${a}`}
							data-permission={leaf.id}
							data-look={cell.look}
							data-here={samePlace(p.here, place) || undefined}
							tabIndex={samePlace(p.here, place) ? 0 : -1}
							aria-label={label}
							title={label}
							onClick={() => p.onPlace(place)}
						>
							<CellBox look={cell.look} changed={cell.changed} />
						</button>
						{pinned && <Pin />}
					</div>
				);
			})}
			<div role="gridcell" className={css.from}>
				{rowSource(t, p.module, p.sheet)}
			</div>
		</div>
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

function samePlace(a: Place, b: Place): boolean {
	return a.row === b.row && a.column === b.column;
}
