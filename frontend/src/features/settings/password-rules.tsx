import { useTranslation } from "react-i18next";
import { Section } from "../../components";
import { type Draft, departures } from "./draft";
import { FigureRule, TurnRule } from "./rule";
import styles from "./settings.module.css";

interface Props {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	disabled: boolean;
}

/** How long a password must be, and the rules older systems have: off, and marked when turned on. */
export function PasswordRules(props: Props) {
	const { t } = useTranslation();
	const count = departures(props.draft).length;
	return (
		<>
			<Section title={t("settings.passwords")} count={count > 0 ? t("settings.departures", { count }) : undefined}>
				<p className={styles.lead}>{t("settings.passwords_lead")}</p>
				<FigureRule
					{...props}
					field="minLength"
					usual={props.draft.secondFactor === "all" ? "8" : "15"}
					unit={t("settings.characters")}
					max={64}
				/>
				<FigureRule {...props} field="maxLength" usual="128" unit={t("settings.characters")} min={0} max={256} />
				<TurnRule {...props} field="noAccountInfo" />
			</Section>
			<Section title={t("settings.older")}>
				<p className={styles.lead}>{t("settings.older_lead")}</p>
				<TurnRule {...props} field="needLetters" />
				<TurnRule {...props} field="needDigits" />
				<TurnRule {...props} field="needUpperOrSpecial" />
				<TurnRule {...props} field="noSequences" />
				<TurnRule {...props} field="noRepeats" />
				<FigureRule {...props} field="maxAgeDays" usual={t("settings.never")} unit={t("settings.days")} max={3650} />
				<FigureRule {...props} field="history" usual={t("settings.none")} max={24} />
			</Section>
		</>
	);
}
