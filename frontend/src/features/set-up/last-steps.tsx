import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RecoveryCodes } from "../credentials/recovery-codes";
import { StepPage } from "../credentials/step-page";
import type { StepProps } from "./draft";
import styles from "./wizard.module.css";
import { WizardFoot } from "./wizard-foot";

type CodesProps = Omit<StepProps, "onNext" | "onBack"> & { codes: readonly string[]; onNext: () => void };

/** Ten recovery codes to keep. Everything is stored by now: there is no way back. */
export function CodesStep({ frame, draft, codes, onNext }: CodesProps) {
	const { t } = useTranslation();
	const [kept, setKept] = useState(false);
	return (
		<StepPage
			{...frame}
			title={t("recovery.title")}
			lead={t("recovery.lead")}
			foot={<WizardFoot form="codes" ready={kept} next={kept ? undefined : t("recovery.keep_first")} />}
		>
			<form
				id="codes"
				onSubmit={(event) => {
					event.preventDefault();
					onNext();
				}}
			>
				<RecoveryCodes codes={codes} login={draft.login} kept={kept} onKept={setKept} />
			</form>
		</StepPage>
	);
}

type DoneProps = Omit<StepProps, "onNext" | "onBack"> & { withFactor: boolean; onEnter: () => void };

/** What stands now, and what is still open. */
export function DoneStep({ frame, draft, withFactor, onEnter }: DoneProps) {
	const { t } = useTranslation();
	return (
		<StepPage
			{...frame}
			at={frame.steps.length}
			title={t("set_up.done.title", { tenant: draft.tenantName })}
			lead={t("set_up.done.lead")}
			foot={<WizardFoot form="done" ready verb={t("set_up.done.enter")} />}
		>
			<form
				id="done"
				onSubmit={(event) => {
					event.preventDefault();
					onEnter();
				}}
			>
				<ul className={styles.list}>
					<li>
						<IconCheck size={18} stroke={2} aria-hidden />
						<span>
							<b>{t("set_up.done.tenant", { tenant: draft.tenantName })}</b>
							<span>{t("set_up.done.tenant_what")}</span>
						</span>
					</li>
					<li>
						<IconCheck size={18} stroke={2} aria-hidden />
						<span>
							<b>{t("set_up.done.admin", { login: draft.login })}</b>
							<span>{t("set_up.done.admin_what")}</span>
						</span>
					</li>
					<li data-open={withFactor ? undefined : true}>
						{withFactor ? <IconCheck size={18} stroke={2} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
						<span>
							<b>{t(withFactor ? "set_up.done.factor" : "set_up.done.no_factor")}</b>
							<span>{t(withFactor ? "set_up.done.factor_what" : "set_up.done.no_factor_what")}</span>
						</span>
					</li>
				</ul>
			</form>
		</StepPage>
	);
}
