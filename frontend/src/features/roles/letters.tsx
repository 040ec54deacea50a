import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { once } from "../tree/once";
import { actions, type Module } from "./groups";
import css from "./roles.module.css";

/** The words of the letters, found once for all cells. */
export type Words = (key: string) => string;

/** What a role gives in one module, as its cell shows it. */
export interface CellMarks {
	/** The actions that have a place in the cell, in order. */
	places: readonly string[];
	/** What can be done in the module at all. */
	has: readonly string[];
	held: readonly string[];
	/** On what basis each held one stands, where a platform tells. */
	basis: (action: string) => string | undefined;
	/** The same in words. */
	words: string;
	/** Which places have a dot: "110". */
	dots: string;
}

// A cell asks for a few rights of a hundred: each role's are looked up, not searched.
const held = new WeakMap<api.RoleRow, ReadonlySet<string>>();

function heldBy(role: api.RoleRow): ReadonlySet<string> {
	const known = held.get(role) ?? new Set(role.permissions);
	held.set(role, known);
	return known;
}

/** marksOf reads a cell. */
export function marksOf(role: api.RoleRow, { module, actions: has }: Module, t: Words): CellMarks {
	const rights = heldBy(role);
	const given = has.filter((a) => rights.has(`${module}:${a}`));
	const basis = (a: string) => role.basis?.[`${module}:${a}`];
	const words = given.map((a) => {
		const stands = basis(a);
		return stands && stands !== "documented" ? `${t(`action.${a}`)} (${t(`basis.${stands}`)})` : t(`action.${a}`);
	});
	// "use" stands alone in its module, so it takes the first place.
	const places = has.includes("use") ? (["use"] as const) : actions.slice(0, has.includes("delete") ? 3 : 2);
	return {
		places,
		has,
		held: given,
		basis,
		words: words.join(", ") || t("roles.nothing"),
		dots: places.map((a) => (has.includes(a) ? "1" : "0")).join(""),
	};
}

/** A letter for each right, each in its own place so that columns can be read
 * down. A letter's edge tells on what basis a Sippy cell stands. */
export function Marks({ marks }: { marks: CellMarks }) {
	return marks.places.map((a) =>
		marks.held.includes(a) ? (
			<i key={a} className={css.letter} data-letter={a.charAt(0)} data-basis={marks.basis(a)} aria-hidden />
		) : (
			<i key={a} className={marks.has.includes(a) ? css.dot : css.gap} aria-hidden />
		),
	);
}

/** What a role gives in one module, outside the matrix. */
export function Letters({ role, module, words }: { role: api.RoleRow; module: Module; words: Words }) {
	const marks = marksOf(role, module, words);
	return (
		<span className={css.letters} title={marks.held.length > 0 ? marks.words : undefined}>
			<span className="unseen">{marks.words}</span>
			<Marks marks={marks} />
		</span>
	);
}

/** The words, each asked for once. */
export function useWords(): Words {
	const { t } = useTranslation();
	return useMemo(() => once((key) => t(key)), [t]);
}

/** What the letters and their edges mean. */
export function Legend() {
	const { t } = useTranslation();
	return (
		<footer className={css.legend}>
			<span>{t("roles.letters")}</span>
			<span className={css.bases}>
				{t("roles.basis")}
				{["documented", "reconstructed", "inferred"].map((basis) => (
					<span key={basis}>
						<i className={css.letter} data-basis={basis} aria-hidden>
							r
						</i>
						{t(`basis.${basis}`)}
					</span>
				))}
			</span>
		</footer>
	);
}
