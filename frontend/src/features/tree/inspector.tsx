import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mono } from "../../components";
import type { Cell, Setting, Sheet } from "./cells";
import { Choice } from "./choice";
import css from "./inspector.module.css";
import { Effect } from "./inspector-effect";
import { Needs } from "./inspector-needs";
import { Reached } from "./inspector-reach";
import { rightName } from "./names";
import { Until } from "./until";

/** What the inspector knows about whoever is edited, beside the tree itself. */
export interface Subject {
	/** Roles he is in, as edited, and whether each gives a right. */
	roles?: { id: string; name: string; permissions: string[] }[];
	seat?: string;
	/** His own reach as edited: "everything", "own" and entities. */
	reach?: string[];
	administrator?: boolean;
	/** The vendor's word for a cell of a predefined role. */
	basis?: Record<string, string>;
}

interface InspectorProps {
	sheet: Sheet;
	cell: Cell;
	subject: Subject;
	readonly: boolean;
	readonlyWhy?: string;
	onSet: (permissions: string[], to: Setting) => void;
	onExpires: (permission: string, expires: string) => void;
	onGo: (permission: string) => void;
	onClose?: () => void;
	about?: ReactNode;
}

/** One right: what it is set to, what is in effect and why, what hangs on it. */
export function Inspector(p: InspectorProps) {
	const { t, i18n } = useTranslation();
	const { leaf } = p.cell;
	return (
		<div className={css.inspector} role="region" aria-label={t("tree.inspector")}>
			<header className={css.title}>
				<div>
					<h3>{rightName(t, i18n, leaf.id)}</h3>
					<Mono>{leaf.id}</Mono>
				</div>
				{p.onClose && (
					<button type="button" className={css.close} aria-label={t("tree.inspector.close")} onClick={p.onClose}>
						<IconX size={18} stroke={1.7} aria-hidden />
					</button>
				)}
				<Choice
					name={rightName(t, i18n, leaf.id)}
					settings={p.sheet.settings}
					value={p.cell.setting}
					disabled={p.readonly || p.cell.always}
					onChange={(to) => p.onSet([leaf.id], to)}
				/>
				<p>{p.readonly && p.readonlyWhy ? p.readonlyWhy : consequence()}</p>
				{p.cell.override && !p.readonly && (
					<Until
						label={t("until.of", { name: rightName(t, i18n, leaf.id) })}
						value={p.cell.override.expires}
						onChange={(date) => p.onExpires(leaf.id, date)}
					/>
				)}
			</header>
			{p.sheet.mode === "user" && <Effect cell={p.cell} subject={p.subject} />}
			<Needs sheet={p.sheet} cell={p.cell} readonly={p.readonly} onSet={p.onSet} onGo={p.onGo} />
			{leaf.scoped && <Reached cell={p.cell} mode={p.sheet.mode} own={p.subject.reach} />}
			{p.about}
			<Facts cell={p.cell} basis={p.subject.basis?.[leaf.id]} />
		</div>
	);

	function consequence(): string {
		if (p.cell.always) return t("tree.always");
		if (p.sheet.mode === "role") return "";
		if (p.cell.setting === "inherit") return t("tree.inherit.is");
		const names = p.cell.sources.map((s) => s.name || t(`tree.by.${s.kind}`)).join(", ");
		return names ? t("tree.inherit.keeps", { names }) : t("tree.inherit.takes");
	}
}

function Facts({ cell, basis }: { cell: Cell; basis?: string }) {
	const { t } = useTranslation();
	if (!cell.leaf.terms && cell.leaf.enforced === "here" && !basis) return null;
	return (
		<section className={css.part}>
			{basis && (
				<p>
					<strong>{t("tree.basis")}</strong> {t(`tree.basis.${basis}`)}
				</p>
			)}
			{cell.leaf.terms && (
				<p>
					<strong>{t("tree.terms")}</strong> {cell.leaf.terms}
				</p>
			)}
			{cell.leaf.enforced === "outside" && <p>{t("tree.outside")}</p>}
		</section>
	);
}
