import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import styles from "../credentials/form.module.css";
import { NewPassword } from "../credentials/new-password";
import { StepPage } from "../credentials/step-page";
import { Wrong } from "../credentials/wrong";
import type { StepProps } from "./frame";

/** The forced step after an activation code or a reset: a password of one's own. */
export function ChooseStep({ frame, status, foot, onStatus, onRestart }: StepProps & { onRestart: () => void }) {
	const { t } = useTranslation();
	const [password, setPassword] = useState("");
	const [fine, setFine] = useState(false);
	const choose = useDeed(() => modules.signIn.ChoosePassword(password), { quiet: true, onDone: onStatus });
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (fine) choose.mutate();
	};
	return (
		<StepPage {...frame} title={t("sign_in.choose.title")} lead={t("sign_in.choose.lead")} foot={foot}>
			<form className={styles.form} onSubmit={submit}>
				<input
					type="text"
					className="unseen"
					autoComplete="username"
					value={status.login}
					readOnly
					tabIndex={-1}
					aria-hidden
				/>
				<NewPassword
					size="lg"
					label={t("sign_in.choose.password")}
					value={password}
					onChange={setPassword}
					onJudged={setFine}
					context={[status.login, status.tenant]}
					minLength={status.minLength}
					autoFocus
				/>
				{choose.error && <Wrong error={choose.error} />}
				<div className={styles.actions}>
					<Button type="submit" size="lg" disabled={!fine} loading={choose.isPending}>
						{t("sign_in.continue")}
					</Button>
					<Button variant="subtle" onClick={onRestart}>
						{t("sign_in.restart")}
					</Button>
				</div>
			</form>
		</StepPage>
	);
}
