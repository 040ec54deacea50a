import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { languages } from "../../app/language";
import { Field, Section } from "../../components";
import type { Draft } from "./draft";
import { countries, timeZones } from "./places";

interface Props {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	roles: readonly api.RoleRow[];
	disabled: boolean;
}

/** Name, country, language, time zone, and the role of new users. */
export function TenantBasics({ draft, set, roles, disabled }: Props) {
	const { t } = useTranslation();
	const common = { size: "xs", disabled, maw: 320 };
	const standard = roles.find((role) => role.id === draft.defaultRole);
	return (
		<Section title={t("settings.tenant")}>
			<Field label={t("settings.field.name")} htmlFor="setting-name">
				<TextInput
					{...common}
					id="setting-name"
					maxLength={120}
					value={draft.name}
					onChange={(event) => set({ name: event.currentTarget.value })}
				/>
			</Field>
			<Field label={t("settings.field.country")} htmlFor="setting-country" help={t("settings.help.country")}>
				<Select
					{...common}
					id="setting-country"
					searchable
					data={countries()}
					value={draft.country}
					onChange={(country) => set({ country: country ?? draft.country })}
				/>
			</Field>
			<Field label={t("settings.field.language")} htmlFor="setting-language">
				<Select
					{...common}
					id="setting-language"
					data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
					value={draft.language}
					onChange={(language) => set({ language: language ?? draft.language })}
				/>
			</Field>
			<Field label={t("settings.field.timeZone")} htmlFor="setting-time-zone">
				<Select
					{...common}
					id="setting-time-zone"
					searchable
					data={timeZones(draft.timeZone)}
					value={draft.timeZone}
					onChange={(timeZone) => set({ timeZone: timeZone ?? draft.timeZone })}
				/>
			</Field>
			<Field
				label={t("settings.field.defaultRole")}
				htmlFor="setting-default-role"
				help={t("settings.help.defaultRole")}
			>
				<Select
					{...common}
					id="setting-default-role"
					searchable
					data={[
						{ value: "", label: t("settings.default_role") },
						...roles
							.filter((role) => !role.rootOnly || role === standard)
							.map((role) => ({
								value: role.id,
								label: role.platform ? `${role.name} (${role.platform})` : role.name,
							})),
					]}
					value={draft.defaultRole}
					onChange={(defaultRole) => set({ defaultRole: defaultRole ?? "" })}
				/>
			</Field>
		</Section>
	);
}
