import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import { Enrol } from "../credentials/enrol";
import styles from "../credentials/form.module.css";
import { StepPage } from "../credentials/step-page";
import { useStart } from "../credentials/use-start";
import { Wrong } from "../credentials/wrong";
import type { StepProps } from "./frame";

interface Props extends StepProps {
	onDone: (done: api.SetUpDone) => void;
	onRestart: () => void;
}

/** The forced (or offered) second factor; it may be put off while the grace period runs. */
export function EnrolStep({ frame, status, foot, onStatus, onDone, onRestart }: Props) {
	const { t } = useTranslation();
	const [code, setCode] = useState("");
	const start = useStart(modules.signIn.StartEnrol);
	const confirm = useDeed((typed: string) => modules.signIn.ConfirmEnrol(typed), {
		quiet: true,
		onDone: (done) => onDone(done),
	});
	const later = useDeed(() => modules.signIn.Postpone(), { onDone: onStatus });
	const send = (typed: string) => confirm.mutate(typed, { onError: () => setCode("") });
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (code.length === 6) send(code);
	};
	return (
		<StepPage
			{...frame}
			wide
			title={t("enrol.title")}
			lead={<Trans i18nKey="enrol.lead" values={{ login: status.login }} components={{ b: <b /> }} />}
			foot={foot}
		>
			<form onSubmit={submit}>
				{start.error ? (
					<Wrong error={start.error} />
				) : (
					<Enrol
						enrolment={start.data}
						code={code}
						onCode={setCode}
						onFull={send}
						error={confirm.error && code === "" ? confirm.error : undefined}
						busy={confirm.isPending}
					/>
				)}
				<div className={styles.actions}>
					<Button type="submit" size="lg" disabled={code.length < 6} loading={confirm.isPending}>
						{t("sign_in.continue")}
					</Button>
					{status.postpone && (
						<Button variant="subtle" onClick={() => later.mutate()}>
							{t("enrol.later")}
						</Button>
					)}
					<Button variant="subtle" onClick={onRestart}>
						{t("sign_in.restart")}
					</Button>
				</div>
			</form>
		</StepPage>
	);
}
