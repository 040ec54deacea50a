import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Field, Section } from "../../components";
import type { Draft } from "./draft";
import { FigureRule, TurnRule } from "./rule";

interface Props {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	disabled: boolean;
}

/** Second factor, sessions, and addresses that fail too often. */
export function SignInRules(props: Props) {
	const { draft, set, disabled } = props;
	const { t } = useTranslation();
	return (
		<>
			<Section title={t("settings.second_factor")}>
				<Field
					label={t("settings.field.secondFactor")}
					htmlFor="setting-second-factor"
					help={t(`settings.second_factor.${draft.secondFactor || "optional"}.help`)}
				>
					<Select
						id="setting-second-factor"
						size="xs"
						maw={320}
						disabled={disabled}
						data={["optional", "administrators", "all"].map((value) => ({
							value,
							label: t(`settings.second_factor.${value}`),
						}))}
						value={draft.secondFactor || "optional"}
						onChange={(value) => set({ secondFactor: value === "optional" ? "" : (value ?? "") })}
					/>
				</Field>
				{draft.secondFactor !== "" && (
					<FigureRule {...props} field="graceDays" usual="0" unit={t("settings.days")} max={90} />
				)}
			</Section>
			<Section title={t("settings.sessions")}>
				<FigureRule {...props} field="idleMinutes" usual="30" unit={t("settings.minutes")} max={1440} />
				<FigureRule {...props} field="absoluteHours" usual="12" unit={t("settings.hours")} max={720} />
				<FigureRule {...props} field="sessionsPerUser" usual="5" max={100} />
				<TurnRule {...props} field="noticeNewDevice" />
			</Section>
			<Section title={t("settings.accounts")}>
				<FigureRule {...props} field="delayAfter" usual="5" unit={t("settings.failures")} max={20} />
				<FigureRule {...props} field="lockAfter" usual="100" unit={t("settings.failures")} max={100} />
			</Section>
			<Section title={t("settings.addresses")}>
				<FigureRule {...props} field="addressFailures" usual="50" max={1000} />
				<FigureRule {...props} field="addressMinutes" usual="15" unit={t("settings.minutes")} max={1440} />
			</Section>
		</>
	);
}
