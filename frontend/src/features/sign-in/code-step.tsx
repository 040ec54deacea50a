import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import { CodeField } from "../../components";
import styles from "../credentials/form.module.css";
import { StepPage } from "../credentials/step-page";
import { Wrong } from "../credentials/wrong";
import type { StepProps } from "./frame";

/** The second factor: six digits of the app, or one of the recovery codes. */
export function CodeStep({ frame, status, foot, onStatus, onRestart }: StepProps & { onRestart: () => void }) {
	const { t } = useTranslation();
	const [recovery, setRecovery] = useState(false);
	const [code, setCode] = useState("");
	const form = useRef<HTMLFormElement>(null);
	const [round, setRound] = useState(0);
	const enter = useDeed(
		(typed: string) => (recovery ? modules.signIn.RecoveryCode(typed.trim()) : modules.signIn.Code(typed)),
		{ quiet: true, onDone: onStatus },
	);
	const send = (typed: string) =>
		enter.mutate(typed, {
			onError: () => {
				if (recovery) return;
				// Emptied and focused again, ready for the next code.
				setCode("");
				setRound((before) => before + 1);
			},
		});
	const ready = recovery ? code.trim().length >= 8 : code.length === 6;
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (ready) send(code);
		else form.current?.querySelectorAll("input")[recovery ? 0 : code.length]?.focus();
	};
	const swap = () => {
		setRecovery(!recovery);
		setCode("");
		enter.reset();
	};
	const lead = (
		<Trans
			i18nKey={recovery ? "sign_in.recovery.lead" : "sign_in.code.lead"}
			values={{ login: status.login, tenant: status.tenant }}
			components={{ b: <b /> }}
		/>
	);
	// Whoever is here gave the right password: how many tries he has is no news to a guesser.
	const tries = enter.error?.params.left;
	const footWithTries = (
		<>
			{foot}
			{tries !== undefined && <span>{t("sign_in.tries_left", { count: Number(tries) })}</span>}
		</>
	);
	return (
		<StepPage
			{...frame}
			title={t(recovery ? "sign_in.recovery.title" : "sign_in.code.title")}
			lead={lead}
			foot={footWithTries}
		>
			<form className={styles.form} onSubmit={submit} ref={form}>
				{recovery ? (
					<TextInput
						size="lg"
						label={t("sign_in.recovery.code")}
						autoComplete="off"
						spellCheck={false}
						autoFocus
						classNames={{ input: "mono" }}
						value={code}
						onChange={(event) => setCode(event.currentTarget.value)}
					/>
				) : (
					<CodeField
						key={round}
						value={code}
						onChange={setCode}
						onFull={send}
						label={t("sign_in.code.title")}
						wrong={Boolean(enter.error) && code === ""}
						describedBy={enter.error ? "sign-in-wrong" : undefined}
						autoFocus
						disabled={enter.isPending}
					/>
				)}
				{enter.error && <Wrong error={enter.error} id="sign-in-wrong" />}
				<div className={styles.actions}>
					<Button type="submit" size="lg" loading={enter.isPending}>
						{t("sign_in.enter")}
					</Button>
					<Button variant="subtle" onClick={swap}>
						{t(recovery ? "sign_in.code.use" : "sign_in.recovery.use")}
					</Button>
					<Button variant="subtle" onClick={onRestart}>
						{t("sign_in.restart")}
					</Button>
				</div>
			</form>
		</StepPage>
	);
}
