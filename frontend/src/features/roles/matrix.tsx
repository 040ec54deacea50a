import { type CSSProperties, type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { number } from "../../app/format";
import { useLater } from "../../components";
import { Marked } from "../tree/marked";
import { type Block, blockName, blocksOf, breakable, type Group, type Module } from "./groups";
import { Legend, Marks, marksOf, useWords, type Words } from "./letters";
import css from "./roles.module.css";

interface MatrixProps {
	groups: readonly Group[];
	roles: readonly api.RoleRow[];
	search: string;
	selected: string;
	onSelect: (id: string) => void;
}

// How high a row is, and what of the window is never rows: top bar, page head,
// names of the roles, legend.
const line = 24;
const around = 290;

/** Roles across, modules down, as the platforms print it. One cell holds the
 * focus: arrows move it, Enter selects its role. */
export function Matrix({ groups, roles, search, selected, onSelect }: MatrixProps) {
	const { t } = useTranslation();
	const table = useRef<HTMLTableElement>(null);
	const blocks = useMemo(() => blocksOf(roles), [roles]);
	const columns = useMemo(() => blocks.flatMap((b) => b.roles), [blocks]);
	const rows = useMemo(() => groups.flatMap((g) => g.modules), [groups]);
	// -1 is the row of names.
	const [at, setAt] = useState({ row: -1, column: 0 });
	const row = Math.min(at.row, rows.length - 1);
	const column = Math.max(0, Math.min(at.column, columns.length - 1));

	// A role opened from elsewhere may stand beyond the edge.
	useEffect(() => {
		if (selected !== "")
			table.current?.querySelector("th[aria-selected=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
	}, [selected]);

	const go = (toRow: number, toColumn: number) => {
		const next = {
			row: Math.max(-1, Math.min(rows.length - 1, toRow)),
			column: Math.max(0, Math.min(columns.length - 1, toColumn)),
		};
		setAt(next);
		table.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const steps: Record<string, [number, number]> = {
			ArrowDown: [row + 1, column],
			ArrowUp: [row - 1, column],
			ArrowRight: [row, column + 1],
			ArrowLeft: [row, column - 1],
			Home: [row, 0],
			End: [row, columns.length - 1],
			PageDown: [row + 12, column],
			PageUp: [row - 12, column],
		};
		const to = steps[event.key];
		const role = columns[column];
		if (to) go(...to);
		else if (event.key === "Enter" && role) onSelect(role.id);
		else return;
		event.preventDefault();
	};
	const onPlace = (target: EventTarget, open: boolean) => {
		const cell = (target as HTMLElement).closest<HTMLElement>("[data-cell]");
		const [r, c] = (cell?.dataset.cell ?? "").split(" ").map(Number);
		if (r === undefined || c === undefined) return;
		setAt({ row: r, column: c });
		const role = columns[c];
		if (open && role) onSelect(role.id);
	};
	const words = useWords();
	// What is in sight stands first, the rest follows when it is painted.
	const [inSight] = useState(() => Math.ceil((window.innerHeight - around) / line));
	const drawn = useLater() ? Number.POSITIVE_INFINITY : inSight;
	let place = -1;

	return (
		<div className={css.matrixScroll}>
			<div className={css.matrixFrame}>
				<table
					ref={table}
					className={css.matrix}
					role="grid"
					aria-label={t("roles.matrix")}
					style={{ "--roles": columns.length } as CSSProperties}
					onKeyDown={onKeyDown}
					onFocus={(event) => onPlace(event.target, false)}
					onClick={(event) => onPlace(event.target, true)}
				>
					<colgroup>
						<col className={css.moduleColumn} />
						{columns.map((r) => (
							<col key={r.id} />
						))}
					</colgroup>
					<thead>
						<Platforms blocks={blocks} />
						<tr>
							<th scope="col" className={css.corner}>
								{t("roles.module")}
							</th>
							{columns.map((r, i) => (
								<th
									key={r.id}
									scope="col"
									className={css.roleHead}
									title={r.name}
									data-cell={`-1 ${i}`}
									data-selected={r.id === selected || undefined}
									aria-selected={r.id === selected}
									tabIndex={row === -1 && column === i ? 0 : -1}
								>
									<span className={css.roleName} lang="en">
										<span>
											<Marked text={breakable(r.name)} search={search} />
										</span>
									</span>
									<small>
										{number(r.members)}
										<span className="unseen"> {t("roles.members")}</span>
									</small>
								</th>
							))}
						</tr>
					</thead>
					{groups.map(
						(g) =>
							place + 1 < drawn && (
								<tbody key={g.group}>
									<tr className={css.group}>
										<th scope="rowgroup">{g.label}</th>
										{columns.map((r) => (
											<td key={r.id} data-selected={r.id === selected || undefined} aria-hidden />
										))}
									</tr>
									{g.modules.map((m) => {
										if (++place >= drawn) return null;
										return (
											<ModuleRow
												key={m.module}
												module={m}
												place={place}
												columns={columns}
												selected={selected}
												focused={place === row ? column : -1}
												search={search}
												words={words}
											/>
										);
									})}
								</tbody>
							),
					)}
				</table>
			</div>
			<Legend />
		</div>
	);
}

/** The line above the names: whose roles they are. */
export function Platforms({ blocks }: { blocks: readonly Block[] }) {
	const { t } = useTranslation();
	return (
		<tr className={css.blocks}>
			<td />
			{blocks.map((b) => (
				<th key={b.platform} colSpan={b.roles.length} scope="colgroup" title={blockName(b, t)}>
					{b.platform !== "" && b.roles.length === 1 ? t(`platform.${b.platform}`) : blockName(b, t)}
				</th>
			))}
		</tr>
	);
}

interface RowProps {
	module: Module;
	place: number;
	columns: readonly api.RoleRow[];
	selected: string;
	/** the column that holds the focus; -1 = it is in another row */
	focused: number;
	search: string;
	words: Words;
}

const ModuleRow = memo(function ModuleRow({ module, place, columns, selected, focused, search, words }: RowProps) {
	return (
		<tr>
			<th scope="row" title={`${module.label}, ${module.module}`}>
				<Marked text={module.label} search={search} />
			</th>
			{columns.map((r, i) => {
				const marks = marksOf(r, module, words);
				const given = marks.held.length > 0;
				return (
					<td
						key={r.id}
						data-cell={`${place} ${i}`}
						data-selected={r.id === selected || undefined}
						data-dots={given ? undefined : marks.dots}
						tabIndex={focused === i ? 0 : -1}
						aria-label={marks.words}
						title={given ? marks.words : undefined}
					>
						{given && <Marks marks={marks} />}
					</td>
				);
			})}
		</tr>
	);
});
