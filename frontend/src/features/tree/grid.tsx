import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLater } from "../../components";
import type { Setting, Sheet } from "./cells";
import { GroupLine, ModuleLine } from "./lines";
import { columnsOf, move, type Place, rowKey } from "./place";
import { type Action, actions, type TreeRow } from "./rows";
import css from "./tree.module.css";
import { treeWords } from "./words";

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

// The least a line is high, and what of the window is never the tree's: top bar,
// search, head and foot.
const line = 34;
const around = 170;

const keys: Record<string, Setting> = { i: "inherit", a: "allow", d: "deny" };

/** The lines of the tree as a grid: one stop for the Tab key, arrows inside. */
export function Grid({ rows, sheet, search, at, onPlace, onFold, onSet, onInspect }: GridProps) {
	const { t, i18n } = useTranslation();
	const words = useMemo(() => treeWords(t, i18n), [t, i18n]);
	const frame = useRef<HTMLDivElement>(null);
	const moved = useRef(false);
	// What is in sight stands first, the rest follows when it is painted.
	const [inSight] = useState(() => Math.ceil((window.innerHeight - around) / line));
	const drawn = useLater() ? Number.POSITIVE_INFINITY : inSight;
	const first = rows[0];
	const here = rows.some((r) => rowKey(r) === at.row) || !first ? at : { row: rowKey(first), column: "" as const };

	useEffect(() => {
		if (!moved.current) return;
		moved.current = false;
		frame.current?.querySelector<HTMLElement>(`button[data-place="${CSS.escape(`${at.row}|${at.column}`)}"]`)?.focus();
	}, [at]);

	// One handler for all cells: each says in data-place what it is.
	const onClick = (event: MouseEvent) => {
		const place = (event.target as HTMLElement).closest<HTMLElement>("[data-place]")?.dataset.place;
		if (place === undefined) return;
		const [row = "", column = ""] = place.split("|");
		onPlace({ row, column: column as Action | "" });
		if (column === "" && row.startsWith("group:")) onFold(row.slice("group:".length));
	};

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
			const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 340) / line) - 2);
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
			onClick={onClick}
		>
			<div className={css.row} data-kind="head" role="row" aria-rowindex={1}>
				<span role="columnheader">{t("tree.module")}</span>
				{actions.map((a) => (
					<span key={a} role="columnheader" className={css.column}>
						{words.action[a]}
					</span>
				))}
				<span role="columnheader" className={css.from}>
					{t("tree.source")}
				</span>
			</div>
			{rows.slice(0, drawn).map((row, i) => {
				const key = rowKey(row);
				const line = {
					index: i + 2,
					later: i >= inSight,
					here: here.row === key ? here.column : undefined,
					sheet,
					words,
					search,
				};
				return row.kind === "group" ? (
					<GroupLine key={key} {...line} group={row.group} open={row.open} />
				) : (
					<ModuleLine key={key} {...line} module={row.module} />
				);
			})}
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
