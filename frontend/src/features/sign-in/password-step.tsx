import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import { useGo } from "../../app/go";
import { rememberedTenant, rememberTenant } from "../../app/remembered";
import styles from "../credentials/form.module.css";
import { StepPage } from "../credentials/step-page";
import { Wrong } from "../credentials/wrong";
import type { StepProps } from "./frame";

/** The first step: tenant (only where there are several), login and password. */
export function PasswordStep({
	frame,
	status,
	foot,
	onStatus,
	onTenant,
}: StepProps & { onTenant: (known: boolean) => void }) {
	const { t } = useTranslation();
	const go = useGo();
	const several = status.tenants > 1;
	const [tenant, setTenant] = useState(() => (several ? rememberedTenant() : ""));
	const [login, setLogin] = useState("");
	const [password, setPassword] = useState("");
	const [missing, setMissing] = useState("");
	const enter = useDeed(() => modules.signIn.Password(tenant.trim(), login.trim(), password), {
		quiet: true,
		onDone: (answer) => {
			if (several) rememberTenant(tenant.trim());
			onStatus(answer);
		},
	});
	useEffect(() => onTenant(tenant.trim() !== ""), [tenant, onTenant]);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		const lacking =
			several && tenant.trim() === "" ? "tenant" : login.trim() === "" ? "login" : password === "" ? "password" : "";
		setMissing(lacking);
		if (lacking) document.getElementById(`sign-in-${lacking}`)?.focus();
		else enter.mutate(undefined, { onError: () => setPassword("") });
	};
	// The sentence under a field that was left empty.
	const lacks = (field: string) => (missing === field ? t(`sign_in.missing.${field}`) : undefined);
	return (
		<StepPage
			{...frame}
			title={t("sign_in.title")}
			lead={several ? t("sign_in.lead_tenants") : t("sign_in.lead")}
			foot={foot}
		>
			<form className={styles.form} onSubmit={submit}>
				{several && (
					<TextInput
						id="sign-in-tenant"
						size="lg"
						error={lacks("tenant")}
						label={t("sign_in.tenant")}
						description={t("sign_in.tenant_help")}
						autoComplete="organization"
						autoCapitalize="none"
						spellCheck={false}
						autoFocus={tenant === ""}
						value={tenant}
						onChange={(event) => setTenant(event.currentTarget.value)}
					/>
				)}
				<TextInput
					id="sign-in-login"
					size="lg"
					error={lacks("login")}
					label={t("sign_in.login")}
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					autoFocus={!several || tenant !== ""}
					value={login}
					onChange={(event) => setLogin(event.currentTarget.value)}
				/>
				<PasswordInput
					id="sign-in-password"
					size="lg"
					error={lacks("password")}
					label={t("sign_in.password")}
					description={t("sign_in.password_help")}
					autoComplete="current-password"
					value={password}
					aria-describedby={enter.error ? "sign-in-wrong" : undefined}
					onChange={(event) => setPassword(event.currentTarget.value)}
				/>
				{enter.error && <Wrong error={enter.error} id="sign-in-wrong" />}
				<div className={styles.actions}>
					<Button type="submit" size="lg" loading={enter.isPending}>
						{t("sign_in.continue")}
					</Button>
					<Button variant="subtle" onClick={() => go("/recover")}>
						{t("recover.forgot")}
					</Button>
				</div>
			</form>
		</StepPage>
	);
}
