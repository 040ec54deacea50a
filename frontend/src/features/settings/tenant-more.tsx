import { Button, MultiSelect, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useAsk, useMay } from "../../api/queries";
import { list } from "../../app/format";
import { Section } from "../../components";
import { SeatWords } from "../checks/seat-words";
import { ColourEditor } from "../colours/editor";
import type { Draft } from "./draft";
import { FigureRule } from "./rule";
import styles from "./settings.module.css";

interface Props {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	disabled: boolean;
}

/** How many may be in use, and what happens to those who are too many. */
export function Licence(props: Props) {
	const { t } = useTranslation();
	const seesUsers = useMay("directory.users:read");
	const checks = useAsk(["users", "checks"], modules.checks.List, { enabled: seesUsers });
	const seats = checks.data?.seats;
	const { maxEnabled, maxFull } = props.draft;
	const over = (most: number, used: number) => (most > 0 ? Math.max(0, used - most) : 0);
	return (
		<>
			<Section title={t("licence.title")}>
				<FigureRule {...props} field="maxEnabled" usual={t("licence.no_bound")} max={1_000_000} />
				<FigureRule {...props} field="maxFull" usual={t("licence.no_bound")} max={1_000_000} />
				{props.disabled && <p className={styles.help}>{t("licence.from_above")}</p>}
			</Section>
			{seats && (
				<SeatWords
					seats={{
						...seats,
						maxEnabled,
						maxFull,
						overEnabled: over(maxEnabled, seats.enabled),
						overFull: over(maxFull, seats.full),
					}}
				/>
			)}
		</>
	);
}

/** Which modules the tenant has, and what leaving some out takes away. */
export function Package({ draft, set, disabled }: Props) {
	const { t } = useTranslation();
	const catalogue = useAsk(["catalogue"], modules.roles.Catalogue, { staleTime: Number.POSITIVE_INFINITY });
	const all = [...new Set((catalogue.data ?? []).map((leaf) => leaf.module))].filter((m) => m !== "dashboard");
	const effect = useAsk(["users", "package", draft.package], () => modules.tenants.PackageEffect(draft.package), {
		enabled: draft.package.length > 0,
		placeholderData: (before) => before,
	});
	const losses = draft.package.length > 0 ? (effect.data ?? []) : [];
	const felt = losses.filter((loss) => loss.people > 0);
	return (
		<Section title={t("package.title")}>
			<Switch
				size="xs"
				disabled={disabled || all.length === 0}
				label={t("package.everything")}
				checked={draft.package.length === 0}
				onChange={(event) => set({ package: event.currentTarget.checked ? [] : all })}
			/>
			{draft.package.length > 0 && (
				<>
					<MultiSelect
						mt={8}
						size="xs"
						searchable
						disabled={disabled}
						label={t("package.modules")}
						data={all.map((value) => ({ value, label: t(`module.${value}`) }))}
						value={draft.package}
						onChange={(modulesNow) => set({ package: modulesNow.length > 0 ? modulesNow : ["dashboard"] })}
					/>
					<p className={styles.help}>{t("package.dashboard")}</p>
					<p className={styles.takes}>
						{losses.length === 0
							? t("package.takes_nothing")
							: t("package.takes", { list: list(losses.map((loss) => t(`module.${loss.module}`))) })}
					</p>
					{felt.length > 0 && (
						<ul className={styles.losses}>
							{felt.map((loss) => (
								<li key={loss.module}>
									{t("package.loses", { count: loss.people, module: t(`module.${loss.module}`) })}
								</li>
							))}
						</ul>
					)}
				</>
			)}
		</Section>
	);
}

const platforms = ["portsip", "ayrix", "sippy"];

/** Whose predefined roles are shown. */
export function Platforms({ draft, set, disabled }: Props) {
	const { t } = useTranslation();
	const shown = draft.platforms.length > 0 ? draft.platforms : platforms;
	return (
		<Section title={t("platforms.title")}>
			<p className={styles.lead}>{t("platforms.lead")}</p>
			{platforms.map((platform) => (
				<div key={platform} className={styles.turn}>
					<Switch
						size="xs"
						disabled={disabled || (shown.length === 1 && shown.includes(platform))}
						label={t(`platform.${platform}`)}
						checked={shown.includes(platform)}
						onChange={(event) => {
							const next = platforms.filter((p) => (p === platform ? event.currentTarget.checked : shown.includes(p)));
							set({ platforms: next.length === platforms.length ? [] : next });
						}}
					/>
				</div>
			))}
			<div className={styles.turn}>
				<Switch
					size="xs"
					disabled={disabled}
					label={t("settings.field.inferredOff")}
					checked={draft.inferredOff}
					onChange={(event) => set({ inferredOff: event.currentTarget.checked })}
				/>
			</div>
		</Section>
	);
}

/** The status colours of everybody who chose none. */
export function Colours({ draft, set, disabled }: Props) {
	const { t } = useTranslation();
	const colours = useAsk(["account", "colours"], modules.account.Colours);
	if (!colours.data) return null;
	return (
		<Section title={t("colours.of_tenant")}>
			<p className={styles.lead}>{t("colours.help")}</p>
			<ColourEditor
				states={colours.data.states ?? []}
				usual={colours.data.product ?? {}}
				value={draft.statusColours}
				disabled={disabled}
				onChange={(statusColours) => set({ statusColours })}
			/>
			<Button
				mt={8}
				size="xs"
				variant="default"
				disabled={disabled || Object.keys(draft.statusColours).length === 0}
				onClick={() => set({ statusColours: {} })}
			>
				{t("colours.defaults")}
			</Button>
		</Section>
	);
}
