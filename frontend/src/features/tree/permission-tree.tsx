import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { FilterButton, SearchField } from "../../components";
import { BranchInspector } from "./branch-inspector";
import { type Cell, roleSheet, type Setting, type Sheet, setOverrides, setRights, userSheet } from "./cells";
import { Grid, permissionsAt } from "./grid";
import { Inspector, type Subject } from "./inspector";
import { Legend } from "./legend";
import { rightName } from "./names";
import { closed } from "./needs";
import type { Place } from "./place";
import { type Action, arrangedOnce, find, flatten, leavesOf } from "./rows";
import css from "./tree.module.css";

interface Common extends Subject {
	catalogue: callgate.Leaf[];
	readonly?: boolean;
	/** Stands beside the controls in words when nothing can be changed. */
	readonlyWhy?: string;
	/** Below the inspector, on the right of the count: Why?, Set all to Inherit… */
	actions?: ReactNode;
	/** More about the chosen right, inside the inspector. */
	about?: (permission: string) => ReactNode;
}

interface OfUser extends Common {
	mode: "user";
	/** Every right with its sources, as the server has it now. */
	effective: callgate.Effective[];
	value: callgate.Override[];
	/** The overrides as saved, to show what was changed. */
	saved: callgate.Override[];
	onChange: (value: callgate.Override[]) => void;
}

interface OfRole extends Common {
	mode: "role";
	value: string[];
	saved: string[];
	onChange: (value: string[]) => void;
}

/** The tree of rights: one user's overrides over what his roles give, or what
 * one role gives. Searched, filtered, and worked by keyboard alone. */
export function PermissionTree(props: OfUser | OfRole) {
	const { t, i18n } = useTranslation();
	const [search, setSearch] = useState("");
	const [source, setSource] = useState("");
	const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
	const [at, setAt] = useState<Place>({ row: "", column: "" });
	const [open, setOpen] = useState(false);
	const [said, setSaid] = useState("");
	const beside = useMediaQuery("(min-width: 1200px)", true, { getInitialValueInEffect: false });

	const { catalogue, mode } = props;
	const groups = useMemo(() => arrangedOnce(catalogue, i18n.language, t), [catalogue, i18n.language, t]);
	const effective = props.mode === "user" ? props.effective : none;
	const sheet: Sheet = useMemo(
		() =>
			props.mode === "user"
				? userSheet(catalogue, effective, props.value, props.saved)
				: roleSheet(catalogue, props.value, props.saved),
		[props.mode, catalogue, effective, props.value, props.saved],
	);
	const found = useMemo(
		() => find(groups, search, (m) => source === "" || leavesOf(m).some((l) => comesFrom(sheet.cell(l.id), source))),
		[groups, search, source, sheet],
	);
	const rows = useMemo(() => flatten(found.groups, folded), [found, folded]);
	const all = useMemo(() => groups.reduce((n, g) => n + g.modules.length, 0), [groups]);
	const chosen = rows.find((r) => (r.kind === "group" ? `group:${r.group.group}` : r.module.module) === at.row);
	const leaf = chosen?.kind === "module" && at.column ? chosen.module.leaves[at.column] : undefined;
	const branch = chosen?.kind === "group" ? permissionsAt(chosen, at.column) : [];

	const set = (permissions: string[], to: Setting) => {
		if (props.readonly) return;
		const { move, stays } = allowed(sheet, catalogue, permissions, to);
		if (stays)
			setSaid(stays.always ? t("tree.said.always", { right: rightName(t, i18n, stays.leaf.id) }) : pinnedWords(stays));
		if (move.length === 0) return;
		if (props.mode === "user") props.onChange(setOverrides(props.value, move, to, props.saved));
		else props.onChange(setRights(catalogue, props.value, move, to));
		if (!stays) setSaid(saidWords(permissions, move, to));
	};

	const pinnedWords = (cell: Cell) =>
		t("tree.said.pinned", {
			right: rightName(t, i18n, cell.leaf.id),
			holder: rightName(t, i18n, cell.neededBy[0] ?? ""),
		});
	const saidWords = (asked: string[], moved: string[], to: Setting) => {
		const text = t(`tree.said.${to}`, {
			right: asked.length === 1 ? rightName(t, i18n, asked[0]!) : t("tree.count.rights", { count: asked.length }),
		});
		const more = moved.length - asked.length;
		return more > 0 ? t("tree.said.with", { said: text, count: more }) : text;
	};
	const expires = (permission: string, until: string) => {
		if (props.mode !== "user") return;
		props.onChange(props.value.map((o) => (o.permission === permission ? { ...o, expires: until } : o)));
	};
	const go = (permission: string) => {
		const [module = "", action = ""] = permission.split(":");
		const home = groups.find((g) => g.modules.some((m) => m.module === module));
		if (!found.groups.some((g) => g.modules.some((m) => m.module === module))) {
			setSearch("");
			setSource("");
		}
		if (home && folded.has(home.group)) setFolded(toggled(folded, home.group));
		setAt({ row: module, column: action as Action });
		requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-permission="${permission}"]`)?.focus());
	};

	const inspector =
		leaf !== undefined ? (
			<Inspector
				key={leaf.id}
				sheet={sheet}
				cell={sheet.cell(leaf.id)}
				subject={props}
				readonly={props.readonly ?? false}
				readonlyWhy={props.readonlyWhy}
				onSet={set}
				onExpires={expires}
				onGo={go}
				onClose={beside ? undefined : () => setOpen(false)}
				about={props.about?.(leaf.id)}
			/>
		) : branch.length > 0 && chosen?.kind === "group" ? (
			<BranchInspector
				label={chosen.group.label}
				column={at.column}
				sheet={sheet}
				permissions={branch}
				readonly={props.readonly ?? false}
				onSet={set}
				onGo={go}
				onClose={beside ? undefined : () => setOpen(false)}
			/>
		) : (
			<p className={css.pick}>{t("tree.inspector.pick")}</p>
		);

	return (
		<div className={css.tree}>
			<div className={css.main}>
				<div className={css.tools}>
					<SearchField
						value={search}
						onChange={setSearch}
						placeholder={t("tree.search")}
						note={search ? t("tree.found", { found: found.modules, all }) : undefined}
					/>
					<FilterButton
						label={t("tree.sources.all")}
						value={source}
						options={sourceOptions(t, props)}
						onChange={setSource}
					/>
					{found.foldedBranches > 0 && found.modules > 0 && (
						<span className={css.foldedAway}>{t("tree.folded", { count: found.foldedBranches })}</span>
					)}
				</div>
				<div className={css.scroll}>
					{rows.length > 0 ? (
						<Grid
							rows={rows}
							sheet={sheet}
							search={search}
							at={at}
							onPlace={(place) => {
								setAt(place);
								if (!beside && place.column) setOpen(true);
							}}
							onFold={(group) => setFolded(toggled(folded, group))}
							onSet={set}
							onInspect={() => setOpen(true)}
						/>
					) : (
						<div className={css.empty}>
							<p>{source ? t("tree.none") : t("tree.none.search", { search })}</p>
							<Button
								variant="default"
								size="xs"
								onClick={() => {
									setSearch("");
									setSource("");
								}}
							>
								{t(source ? "tree.clear_all" : "tree.clear")}
							</Button>
						</div>
					)}
				</div>
				<footer className={css.foot}>
					<Legend mode={mode} />
					{search && (
						<button type="button" className={css.link} onClick={() => setSearch("")}>
							{t("tree.clear")}
						</button>
					)}
				</footer>
			</div>
			{(beside || open) && (
				<aside className={css.side}>
					<div className={css.sideScroll}>{inspector}</div>
					<footer className={css.sideFoot}>
						<span>{countWords()}</span>
						{props.actions}
					</footer>
				</aside>
			)}
			<div className="unseen" role="status" aria-live="polite">
				{said}
			</div>
		</div>
	);

	function countWords(): string {
		if (mode === "role") return t("tree.count.rights", { count: sheet.held.size });
		const n = props.value.length;
		return n === 0 ? t("tree.count.none") : t("tree.count", { count: n });
	}
}

const none: callgate.Effective[] = [];

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
	const next = new Set(set);
	if (!next.delete(key)) next.add(key);
	return next;
}

// A cell stays where another right needs it, unless that goes too.
function allowed(
	sheet: Sheet,
	catalogue: callgate.Leaf[],
	permissions: string[],
	to: Setting,
): { move: string[]; stays?: Cell } {
	if (to === "allow" || to === "give") {
		const along = permissions.flatMap((p) => sheet.with(p, to));
		return {
			move: [...new Set([...permissions, ...along])].filter(
				(p) => sheet.cell(p).setting !== to && !sheet.cell(p).always,
			),
		};
	}
	const rest = new Set(
		[...sheet.held].filter((p) => !permissions.includes(p) || (to === "inherit" && sheet.cell(p).sources.length > 0)),
	);
	const left = closed(catalogue, rest);
	const stays = permissions
		.map((p) => sheet.cell(p))
		.find((c) => c.always || (!rest.has(c.leaf.id) && c.neededBy.some((q) => rest.has(q) && !left.has(q))));
	const kept = permissions.filter((p) => {
		const c = sheet.cell(p);
		return c.always || (!rest.has(p) && c.neededBy.some((q) => rest.has(q)));
	});
	return { move: permissions.filter((p) => !kept.includes(p)), stays };
}

function comesFrom(cell: Cell, source: string): boolean {
	switch (source) {
		case "override":
			return cell.override !== undefined;
		case "changed":
			return cell.changed;
		case "granted":
			return cell.held;
		case "none":
			return !cell.held && cell.sources.length === 0;
		case "lost":
			return cell.look === "lost";
		default:
			return cell.sources.some((s) => (s.id ?? s.kind) === source || s.kind === source);
	}
}

function sourceOptions(t: (key: string) => string, props: OfUser | OfRole): { value: string; label: string }[] {
	const option = (value: string) => ({ value, label: t(`tree.sources.${value}`) });
	if (props.mode === "role") return [option("granted"), option("none"), option("changed")];
	const roles = (props.roles ?? []).map((r) => ({ value: r.id, label: r.name }));
	return [option("override"), ...roles, option("granted"), option("none"), option("lost"), option("changed")];
}
