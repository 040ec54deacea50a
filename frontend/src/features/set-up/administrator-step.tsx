import { TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../credentials/form.module.css";
import { NewPassword } from "../credentials/new-password";
import { StepPage } from "../credentials/step-page";
import { loginOf, type StepProps } from "./draft";
import { WizardFoot } from "./wizard-foot";

/** Who administers it: name, login and a password of his own. */
export function AdministratorStep({ frame, draft, onBack, onNext, minLength }: StepProps & { minLength: number }) {
	const { t } = useTranslation();
	const [who, setWho] = useState(draft);
	const [typed, setTyped] = useState(draft.login !== "");
	const [fine, setFine] = useState(false);
	const set = (changed: Partial<typeof who>) => {
		const next = { ...who, ...changed };
		if (!typed && !("login" in changed)) next.login = loginOf(next.first, next.last);
		setWho(next);
	};
	const ready = who.login.trim() !== "" && fine;
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (ready) onNext({ ...who, first: who.first.trim(), last: who.last.trim(), login: who.login.trim() });
	};
	return (
		<StepPage
			{...frame}
			title={t("set_up.admin.title")}
			lead={t("set_up.admin.lead", { tenant: draft.tenantName })}
			foot={<WizardFoot form="administrator" ready={ready} onBack={onBack} next={t("set_up.admin.next")} />}
		>
			<form id="administrator" className={`${styles.form} ${styles.wide}`} onSubmit={submit}>
				<div className={styles.pair}>
					<TextInput
						size="lg"
						label={t("set_up.admin.first")}
						autoComplete="given-name"
						autoFocus
						value={who.first}
						onChange={(event) => set({ first: event.currentTarget.value })}
					/>
					<TextInput
						size="lg"
						label={t("set_up.admin.last")}
						autoComplete="family-name"
						value={who.last}
						onChange={(event) => set({ last: event.currentTarget.value })}
					/>
				</div>
				<TextInput
					size="lg"
					label={t("set_up.admin.login")}
					description={t("set_up.admin.login_help")}
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					value={who.login}
					onChange={(event) => {
						setTyped(event.currentTarget.value !== "");
						set({ login: event.currentTarget.value });
					}}
				/>
				<NewPassword
					size="lg"
					label={t("set_up.admin.password")}
					value={who.password}
					onChange={(password) => set({ password })}
					onJudged={setFine}
					context={[who.login, who.first, who.last, draft.tenantName]}
					minLength={minLength}
				/>
			</form>
		</StepPage>
	);
}
