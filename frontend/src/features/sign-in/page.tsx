import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { takeStatus, useDeed, useStatus } from "../../api/queries";
import { useGo } from "../../app/go";
import { LanguageChoice } from "../credentials/language-choice";
import { StepPage } from "../credentials/step-page";
import { ChooseStep } from "./choose-step";
import { CodeStep } from "./code-step";
import { EnrolStep } from "./enrol-step";
import { KeepStep } from "./keep-step";
import { PasswordStep } from "./password-step";

/** Signing in, one gate after the other. The server says which one stands now. */
export default function SignInPage() {
	const { t } = useTranslation();
	const { data: status } = useStatus();
	const go = useGo();
	const [tenant, setTenant] = useState(false);
	// Recovery codes of a factor enrolled just now: shown before going in.
	const [fresh, setFresh] = useState<api.SetUpDone>();
	const [to] = useState(() => (history.state as { to?: string } | null)?.to);
	const again = useDeed(() => modules.signIn.SignOut(), { onDone: (answer) => takeStatus(answer) });
	const inside = status?.stage === "in" && !fresh;
	useEffect(() => {
		if (inside) go(to && to !== "/sign-in" ? to : "/", { replace: true });
	}, [inside, to, go]);
	if (!status || inside) return null;

	const stage = fresh ? "keep" : status.stage;
	const steps = [
		...(status.tenants > 1 ? [{ id: "tenant", name: t("sign_in.step.tenant") }] : []),
		{ id: "", name: t("sign_in.step.password") },
		...(stage === "enrol" || stage === "keep" ? [] : [{ id: "second_factor", name: t("sign_in.step.second_factor") }]),
		...(stage === "password" ? [{ id: "password", name: t("sign_in.step.new_password") }] : []),
		...(stage === "enrol" || stage === "keep"
			? [
					{ id: "enrol", name: t("sign_in.step.second_factor") },
					{ id: "keep", name: t("sign_in.step.recovery") },
				]
			: []),
		{ id: "in", name: t("sign_in.step.in") },
	];
	const here = stage === "" && status.tenants > 1 && !tenant ? "tenant" : stage;
	const at = steps.findIndex((step) => step.id === here);
	const frame = { steps: steps.map((step) => step.name), at, label: t("sign_in.steps") };
	const foot = (
		<>
			<LanguageChoice />
			{status.plainHttp && <span>{t("shell.plain_http")}</span>}
		</>
	);
	const enterFresh = () => {
		if (fresh) takeStatus(fresh.status);
		setFresh(undefined);
	};
	const restart = () => again.mutate();

	switch (stage) {
		case "keep":
			return (
				<StepPage {...frame} wide title={t("recovery.title")} lead={t("recovery.lead")} foot={foot}>
					<KeepStep done={fresh!} login={status.login} onDone={enterFresh} />
				</StepPage>
			);
		case "second_factor":
			return <CodeStep frame={frame} status={status} foot={foot} onStatus={takeStatus} onRestart={restart} />;
		case "password":
			return <ChooseStep frame={frame} status={status} foot={foot} onStatus={takeStatus} onRestart={restart} />;
		case "enrol":
			return (
				<EnrolStep
					frame={frame}
					status={status}
					foot={foot}
					onStatus={takeStatus}
					onDone={setFresh}
					onRestart={restart}
				/>
			);
		default:
			return <PasswordStep frame={frame} status={status} foot={foot} onStatus={takeStatus} onTenant={setTenant} />;
	}
}
