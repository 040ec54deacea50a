import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import css from "./impact.module.css";
import { harmful, outcomeWords } from "./words";

interface OutcomesProps {
	outcomes: api.PreviewOutcome[];
	/** How many the answer left out. */
	more: number;
	chosen: api.PreviewOutcome | undefined;
	onChoose: (outcome: api.PreviewOutcome | undefined) => void;
}

const shown = 6;

/** What happens, worst first; one of them narrows the list of people. */
export function Outcomes({ outcomes, more, chosen, onChoose }: OutcomesProps) {
	const { t, i18n } = useTranslation();
	const [all, setAll] = useState(false);
	if (outcomes.length < 2) return null;
	const rows = all ? outcomes : outcomes.slice(0, shown);
	const rest = outcomes.length - rows.length;
	return (
		<section className={css.outcomes} aria-label={t("impact.happens")}>
			<h3>{t("impact.happens")}</h3>
			<ul>
				{rows.map((outcome) => (
					<li key={keyOf(outcome)}>
						<button
							type="button"
							aria-pressed={chosen !== undefined && keyOf(chosen) === keyOf(outcome)}
							data-effect={harmful(outcome.kind) ? "harm" : "good"}
							onClick={() => onChoose(chosen && keyOf(chosen) === keyOf(outcome) ? undefined : outcome)}
						>
							{harmful(outcome.kind) ? (
								<IconMinus size={16} stroke={2} aria-hidden />
							) : (
								<IconPlus size={16} stroke={2} aria-hidden />
							)}
							<span>{outcomeWords(outcome, t, i18n)}</span>
						</button>
					</li>
				))}
			</ul>
			{rest > 0 && (
				<button type="button" className={css.link} onClick={() => setAll(true)}>
					{t("impact.show_more", { count: rest })}
				</button>
			)}
			{all && more > 0 && <p className={css.quiet}>{t("impact.left_out", { count: more })}</p>}
		</section>
	);
}

function keyOf(o: api.PreviewOutcome): string {
	return `${o.kind} ${o.permissions?.[0] ?? ""} ${o.on?.[0] ?? ""}`;
}
