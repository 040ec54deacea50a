import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { when } from "../../app/format";
import type { Cell } from "./cells";
import type { Subject } from "./inspector";
import css from "./inspector.module.css";
import { rightName, sourceName } from "./names";

/** Whether the right counts, and every voice that had a say. */
export function Effect({ cell, subject }: { cell: Cell; subject: Subject }) {
	const { t, i18n } = useTranslation();
	const word = cell.held ? "allowed" : cell.look === "deny" ? "denied" : cell.look === "lost" ? "lost" : "not";
	const others = cell.sources.filter((s) => s.kind !== "role");
	const roles =
		subject.roles ??
		cell.sources
			.filter((s) => s.kind === "role")
			.map((s) => ({ id: s.id ?? s.name, name: s.name, permissions: [cell.leaf.id] }));
	return (
		<section className={css.part}>
			<h4>
				{t("tree.effect")}{" "}
				<span className={cell.held ? css.yes : word === "not" ? undefined : css.no}>{t(`tree.effect.${word}`)}</span>
				{cell.changed && <small> {t("tree.effect.pending")}</small>}
			</h4>
			{!cell.held && cell.lost && cell.lost !== "denied" && (
				<p className={css.lost}>{lostSentence(t, i18n, cell.lost)}</p>
			)}
			<dl className={css.voices}>
				{!subject.administrator && (
					<Voice
						name={t("tree.way.override")}
						word={overrideWord(t, cell)}
						tone={overrideTone(cell)}
						note={overrideNote(t, cell)}
					/>
				)}
				{others.map((s) => (
					<Voice key={s.kind + s.name} name={sourceName(t, s)} word={t("tree.way.grants")} />
				))}
				{roles.map((role) => {
					const gives = role.permissions.includes(cell.leaf.id);
					return (
						<Voice
							key={role.id}
							name={role.name}
							word={t(gives ? "tree.way.grants" : "tree.way.not")}
							faint={!gives}
							note={t("tree.way.role")}
						/>
					);
				})}
				{subject.seat && <Voice name={t("tree.way.seat")} word={seatWord(t, subject.seat, cell)} faint />}
				{cell.lost === "package" && <Voice name={t("tree.way.package")} word={t("tree.way.package.out")} faint />}
			</dl>
		</section>
	);
}

interface VoiceProps {
	name: string;
	word: string;
	note?: string;
	tone?: "yes" | "no";
	faint?: boolean;
}

function Voice({ name, word, note, tone, faint }: VoiceProps) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				<span className={tone ? css[tone] : faint ? css.faint : undefined}>{word}</span>
				{note && <small>{note}</small>}
			</dd>
		</div>
	);
}

function overrideWord(t: TFunction, cell: Cell): string {
	if (!cell.override) return t("tree.way.override.none");
	return t(cell.override.allow ? "tree.way.allow" : "tree.way.deny");
}

function overrideTone(cell: Cell): "yes" | "no" | undefined {
	if (!cell.override) return undefined;
	return cell.override.allow ? "yes" : "no";
}

function overrideNote(t: TFunction, cell: Cell): string | undefined {
	if (!cell.override) return undefined;
	return cell.override.by ? `${cell.override.by}, ${when(cell.override.at)}` : t("tree.way.unsaved");
}

function seatWord(t: TFunction, seat: string, cell: Cell): string {
	if (seat === "full") return t("tree.way.seat.full");
	return t(cell.lost === "seat" ? "tree.way.seat.lite" : "tree.way.seat.lite_ok");
}

/** lostSentence says why a granted right does not count. */
export function lostSentence(t: TFunction, i18n: Parameters<typeof rightName>[1], lost: string): string {
	if (!lost.startsWith("need:")) return t(`tree.lost.${lost}`);
	return t("tree.lost.need", { right: rightName(t, i18n, lost.slice("need:".length)) });
}
