import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { actions } from "./groups";
import css from "./roles.module.css";

interface LettersProps {
	role: api.RoleRow;
	module: string;
	/** what can be done in the module at all */
	has: readonly string[];
	words: Words;
}

/** The words of the letters, found once for all cells. */
export type Words = (key: string) => string;

/** What a role gives in one module, a letter for each right, each letter in its
 * own place so that columns can be read down. A letter's edge tells on what
 * basis a Sippy cell stands. */
export function Letters({ role, module, has, words: t }: LettersProps) {
	const held = has.filter((a) => role.permissions?.includes(`${module}:${a}`));
	const words = held.map((a) => {
		const basis = role.basis?.[`${module}:${a}`];
		return basis && basis !== "documented" ? `${t(`action.${a}`)} (${t(`basis.${basis}`)})` : t(`action.${a}`);
	});
	// "use" stands alone in its module, so it takes the first place.
	const places = has.includes("use") ? (["use"] as const) : actions.slice(0, has.includes("delete") ? 3 : 2);
	return (
		<span className={css.letters} title={words.join(", ") || undefined}>
			<span className="unseen">{words.length > 0 ? words.join(", ") : t("roles.nothing")}</span>
			{places.map((a) =>
				held.includes(a) ? (
					<i key={a} className={css.letter} data-basis={role.basis?.[`${module}:${a}`]} aria-hidden>
						{a.charAt(0)}
					</i>
				) : (
					<i key={a} className={has.includes(a) ? css.dot : css.gap} aria-hidden />
				),
			)}
		</span>
	);
}

/** The words, each asked for once. */
export function useWords(): Words {
	const { t } = useTranslation();
	return useMemo(() => {
		const known = new Map<string, string>();
		return (key) => {
			const word = known.get(key) ?? t(key);
			known.set(key, word);
			return word;
		};
	}, [t]);
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
