import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { takeStatus, useDeed, useStatus } from "../../api/queries";
import { useGo } from "../../app/go";
import { AdministratorStep } from "./administrator-step";
import { type Draft, emptyDraft, setUpToken } from "./draft";
import { FactorStep } from "./factor-step";
import { CodesStep, DoneStep } from "./last-steps";
import { TenantStep } from "./tenant-step";

/** First run: the tenant, its administrator, his second factor. Only on this machine, only once. */
export default function SetUpPage() {
	const { t } = useTranslation();
	const { data: status } = useStatus();
	const go = useGo();
	const [over] = useState(() => status?.setUp === false);
	const [at, setAt] = useState(0);
	const [draft, setDraft] = useState<Draft>(emptyDraft);
	const [done, setDone] = useState<api.SetUpDone>();
	const finish = useDeed((input: Draft) => modules.signIn.SetUp({ ...input, token: setUpToken() }), {
		quiet: true,
		onDone: (answer) => {
			setDone(answer);
			setAt(answer.recoveryCodes?.length ? 3 : 4);
		},
	});
	useEffect(() => {
		if (over) go("/", { replace: true });
	}, [over, go]);
	if (over) return null;
	const steps = ["tenant", "administrator", "second_factor", "recovery", "done"].map((step) =>
		t(`set_up.step.${step}`),
	);
	const common = {
		frame: {
			steps,
			at,
			label: t("set_up.steps"),
			note: status?.desktop ? t("set_up.note_desktop") : t("set_up.note"),
			wide: true,
		},
		draft,
		onBack: () => setAt(at - 1),
		onNext: (changed: Partial<Draft>) => {
			setDraft({ ...draft, ...changed });
			setAt(at + 1);
		},
	};
	const enter = () => {
		if (done) takeStatus(done.status);
		go("/", { replace: true });
	};
	switch (at) {
		case 0:
			return <TenantStep {...common} needToken={Boolean(status?.needToken) && setUpToken() === ""} />;
		case 1:
			return <AdministratorStep {...common} minLength={status?.minLength ?? 15} />;
		case 2:
			return (
				<FactorStep
					{...common}
					busy={finish.isPending}
					error={finish.error}
					onFinish={(factor) => {
						finish.reset();
						finish.mutate({ ...draft, ...factor });
					}}
				/>
			);
		case 3:
			return <CodesStep {...common} codes={done?.recoveryCodes ?? []} onNext={() => setAt(4)} />;
		default:
			return <DoneStep {...common} withFactor={Boolean(done?.recoveryCodes?.length)} onEnter={enter} />;
	}
}
