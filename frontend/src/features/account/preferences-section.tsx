import { SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { answers, statusKey, useDeed } from "../../api/queries";
import { languages } from "../../app/language";
import { pages } from "../../app/routes";
import { Field, Section } from "../../components";
import { timeZones } from "../settings/places";

/** Language, time zone, light or dark, where to begin, the format of downloads; each saves at once. */
export function PreferencesSection({ me, user }: { me: api.Me; user: callgate.User | undefined }) {
	const { t } = useTranslation();
	const now: api.Preferences = {
		language: user?.language ?? me.language,
		timeZone: user?.timeZone ?? me.timeZone,
		theme: me.theme,
		startPage: user?.startPage ?? me.startPage,
		download: me.download,
	};
	const edit = useDeed((changed: Partial<api.Preferences>) => modules.account.SetPreferences({ ...now, ...changed }), {
		done: t("account.preferences.saved"),
		undo: () => () => modules.account.SetPreferences(now),
		invalidates: [[...statusKey], ["account"]],
		onDone: (saved) =>
			answers.setQueryData<api.Status>([...statusKey], (status) => (status ? { ...status, me: saved } : status)),
	});
	const common = { size: "xs", maw: 320 };
	const ofTenant = t("account.of_tenant");
	return (
		<Section title={t("account.preferences")}>
			<Field label={t("account.language")} htmlFor="preference-language">
				<Select
					{...common}
					id="preference-language"
					data={[
						{ value: "", label: ofTenant },
						...Object.entries(languages).map(([value, label]) => ({ value, label })),
					]}
					value={now.language}
					onChange={(language) => edit.mutate({ language: language ?? "" })}
				/>
			</Field>
			<Field label={t("account.time_zone")} htmlFor="preference-zone">
				<Select
					{...common}
					id="preference-zone"
					searchable
					data={[{ value: "", label: ofTenant }, ...timeZones(now.timeZone)]}
					value={now.timeZone}
					onChange={(timeZone) => edit.mutate({ timeZone: timeZone ?? "" })}
				/>
			</Field>
			<Field label={t("account.theme")}>
				<SegmentedControl
					aria-label={t("account.theme")}
					data={[
						{ value: "auto", label: t("account.theme.auto") },
						{ value: "light", label: t("account.theme.light") },
						{ value: "dark", label: t("account.theme.dark") },
					]}
					value={now.theme || "auto"}
					onChange={(theme) => edit.mutate({ theme: theme === "auto" ? "" : theme })}
				/>
			</Field>
			<Field label={t("account.start_page")} htmlFor="preference-start">
				<Select
					{...common}
					id="preference-start"
					data={[
						{ value: "", label: t("account.start_page.first") },
						...pages
							.filter((page) => me.pages.includes(page.name))
							.map((page) => ({ value: page.name, label: t(`page.${page.name}`) })),
					]}
					value={now.startPage}
					onChange={(startPage) => edit.mutate({ startPage: startPage ?? "" })}
				/>
			</Field>
			<Field label={t("account.download")}>
				<SegmentedControl
					aria-label={t("account.download")}
					data={[
						{ value: "csv", label: "CSV" },
						{ value: "xlsx", label: "XLSX" },
					]}
					value={now.download || "csv"}
					onChange={(download) => edit.mutate({ download })}
				/>
			</Field>
		</Section>
	);
}
