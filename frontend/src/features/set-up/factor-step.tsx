import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { modules, refusalOf } from "../../api/ask";
import { Enrol } from "../credentials/enrol";
import { StepPage } from "../credentials/step-page";
import { useStart } from "../credentials/use-start";
import { Wrong } from "../credentials/wrong";
import { type Draft, type StepProps, setUpToken } from "./draft";
import { WizardFoot } from "./wizard-foot";

interface Props extends StepProps {
	onFinish: (factor: Pick<Draft, "factorKey" | "factorCode">) => void;
	busy: boolean;
	error: unknown;
}

/** The administrator's second factor; it may wait. */
export function FactorStep({ frame, draft, onBack, onFinish, busy, error }: Props) {
	const { t } = useTranslation();
	const [code, setCode] = useState("");
	const start = useStart(() => modules.signIn.SetUpFactor(setUpToken(), draft.tenantName, draft.login));
	const key = start.data?.key ?? "";
	const send = (typed: string) => {
		onFinish({ factorKey: key, factorCode: typed });
		setCode("");
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (code.length === 6) send(code);
	};
	const ofCode = error !== null && refusalOf(error).code === "second_factor_code";
	return (
		<StepPage
			{...frame}
			title={t("enrol.title")}
			lead={
				<Trans
					i18nKey="set_up.factor.lead"
					values={{ login: draft.login, tenant: draft.tenantName }}
					components={{ b: <b /> }}
				/>
			}
			foot={
				<WizardFoot form="factor" ready={code.length === 6} busy={busy} onBack={onBack} next={t("set_up.factor.next")}>
					<Button variant="subtle" disabled={busy} onClick={() => onFinish({ factorKey: "", factorCode: "" })}>
						{t("enrol.later")}
					</Button>
				</WizardFoot>
			}
		>
			<form id="factor" onSubmit={submit}>
				{start.error ? (
					<Wrong error={start.error} />
				) : (
					<Enrol
						enrolment={start.data}
						code={code}
						onCode={setCode}
						onFull={send}
						error={ofCode && code === "" ? error : undefined}
						busy={busy}
					/>
				)}
				{error !== null && !ofCode && <Wrong error={error} />}
			</form>
		</StepPage>
	);
}
