import { Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { languages } from "../../app/language";
import styles from "../credentials/form.module.css";
import { LanguageChoice } from "../credentials/language-choice";
import { StepPage } from "../credentials/step-page";
import { countries, timeZones } from "../settings/places";
import { type StepProps, setUpToken, slugOf, typeToken } from "./draft";
import { WizardFoot } from "./wizard-foot";

/** Whose phone system this is: name, country, language, time zone. */
export function TenantStep({ frame, draft, onNext, needToken }: StepProps & { needToken: boolean }) {
	const { t } = useTranslation();
	const [tenant, setTenant] = useState(draft);
	const [token, setToken] = useState(setUpToken());
	const set = (changed: Partial<typeof tenant>) => setTenant({ ...tenant, ...changed });
	const ready = tenant.tenantName.trim() !== "" && tenant.country !== "" && (!needToken || token.trim() !== "");
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!ready) return;
		if (needToken) typeToken(token);
		onNext({ ...tenant, tenantName: tenant.tenantName.trim() });
	};
	return (
		<StepPage
			{...frame}
			title={t("set_up.tenant.title")}
			lead={t("set_up.tenant.lead")}
			foot={
				<>
					<LanguageChoice />
					<WizardFoot form="tenant" ready={ready} next={t("set_up.tenant.next")} />
				</>
			}
		>
			<form id="tenant" className={`${styles.form} ${styles.wide}`} onSubmit={submit}>
				{needToken && (
					<TextInput
						size="lg"
						label={t("set_up.token")}
						description={t("set_up.token_help")}
						autoComplete="off"
						spellCheck={false}
						classNames={{ input: "mono" }}
						value={token}
						onChange={(event) => setToken(event.currentTarget.value)}
					/>
				)}
				<TextInput
					size="lg"
					label={t("set_up.tenant.name")}
					description={
						tenant.tenantName.trim()
							? t("set_up.tenant.slug", { slug: slugOf(tenant.tenantName) || "tenant" })
							: t("set_up.tenant.name_help")
					}
					autoComplete="organization"
					autoFocus={!needToken}
					maxLength={120}
					value={tenant.tenantName}
					onChange={(event) => set({ tenantName: event.currentTarget.value })}
				/>
				<div className={styles.pair}>
					<Select
						size="lg"
						label={t("set_up.tenant.country")}
						description={t("set_up.tenant.country_help")}
						searchable
						data={countries()}
						value={tenant.country}
						onChange={(country) => set({ country: country ?? "" })}
					/>
					<Select
						size="lg"
						label={t("set_up.tenant.language")}
						data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
						value={tenant.language}
						onChange={(language) => set({ language: language ?? "en" })}
					/>
				</div>
				<Select
					size="lg"
					label={t("set_up.tenant.time_zone")}
					searchable
					data={timeZones(tenant.timeZone)}
					value={tenant.timeZone}
					onChange={(timeZone) => set({ timeZone: timeZone ?? "UTC" })}
				/>
			</form>
		</StepPage>
	);
}
