import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { takeStatus, useDeed, useStatus } from "../../api/queries";
import { useGo } from "../../app/go";
import { rememberedTenant } from "../../app/remembered";
import styles from "../credentials/form.module.css";
import { LanguageChoice } from "../credentials/language-choice";
import { StepPage } from "../credentials/step-page";
import { Wrong } from "../credentials/wrong";

/** A way back in: asked for by login, taken by the link that came by mail. */
export default function RecoverPage() {
	const { t } = useTranslation();
	// The token stands behind the # so that no server on the way writes it down; it leaves the address at once.
	const [token, setToken] = useState(tokenOfAddress);
	useEffect(() => {
		// The link may be opened where this page stands already.
		const onHash = () => setToken((before) => tokenOfAddress() || before);
		window.addEventListener("hashchange", onHash);
		return () => window.removeEventListener("hashchange", onHash);
	}, []);
	const frame = {
		steps: [t("recover.step"), t("sign_in.step.new_password"), t("sign_in.step.in")],
		label: t("sign_in.steps"),
		foot: <LanguageChoice />,
	};
	return token ? (
		<UseLink key={token} frame={frame} token={token} onAgain={() => setToken("")} />
	) : (
		<AskForLink frame={frame} />
	);
}

function tokenOfAddress(): string {
	const found = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
	if (found) history.replaceState(history.state, "", location.pathname);
	return found;
}

interface Frame {
	steps: string[];
	label: string;
	foot: React.ReactNode;
}

function AskForLink({ frame }: { frame: Frame }) {
	const { t } = useTranslation();
	const go = useGo();
	const { data: status } = useStatus();
	const several = (status?.tenants ?? 1) > 1;
	const [tenant, setTenant] = useState(() => (several ? rememberedTenant() : ""));
	const [login, setLogin] = useState("");
	const [sent, setSent] = useState(false);
	const ask = useDeed(() => modules.signIn.Recover(tenant.trim(), login.trim()), {
		quiet: true,
		onDone: () => setSent(true),
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (login.trim()) ask.mutate();
		else document.getElementById("recover-login")?.focus();
	};
	const back = (
		<Button variant={sent ? "filled" : "subtle"} size={sent ? "lg" : "sm"} onClick={() => go("/sign-in")}>
			{t("recover.back")}
		</Button>
	);
	if (!status) return null;
	if (!status.recovery || sent)
		return (
			<StepPage
				{...frame}
				at={0}
				title={t(sent ? "recover.sent.title" : "recover.title")}
				lead={t(sent ? "recover.sent.lead" : "recover.off.lead")}
			>
				<div className={styles.actions} role="status">
					{back}
				</div>
			</StepPage>
		);
	return (
		<StepPage {...frame} at={0} title={t("recover.title")} lead={t("recover.lead")}>
			<form className={styles.form} onSubmit={submit}>
				{several && (
					<TextInput
						size="lg"
						label={t("sign_in.tenant")}
						autoComplete="organization"
						autoCapitalize="none"
						spellCheck={false}
						value={tenant}
						onChange={(event) => setTenant(event.currentTarget.value)}
					/>
				)}
				<TextInput
					id="recover-login"
					size="lg"
					label={t("sign_in.login")}
					autoComplete="username"
					autoCapitalize="none"
					spellCheck={false}
					autoFocus
					value={login}
					onChange={(event) => setLogin(event.currentTarget.value)}
				/>
				{ask.error && <Wrong error={ask.error} />}
				<div className={styles.actions}>
					<Button type="submit" size="lg" loading={ask.isPending}>
						{t("recover.send")}
					</Button>
					{back}
				</div>
			</form>
		</StepPage>
	);
}

// A button takes the link, not the page: programs that look at mails open pages, too.
function UseLink({ frame, token, onAgain }: { frame: Frame; token: string; onAgain: () => void }) {
	const { t } = useTranslation();
	const go = useGo();
	const use = useDeed(() => modules.signIn.UseRecovery(token), {
		quiet: true,
		onDone: (status) => {
			takeStatus(status);
			go("/sign-in", { replace: true });
		},
	});
	const over = use.error?.code === "recovery_over";
	return (
		<StepPage
			{...frame}
			at={0}
			title={t(over ? "recover.over.title" : "recover.use.title")}
			lead={over ? undefined : t("recover.use.lead")}
		>
			<div className={styles.form}>
				{use.error && <Wrong error={use.error} />}
				<div className={styles.actions}>
					{over ? (
						<Button size="lg" onClick={onAgain}>
							{t("recover.again")}
						</Button>
					) : (
						<Button size="lg" loading={use.isPending} onClick={() => use.mutate()}>
							{t("recover.use.continue")}
						</Button>
					)}
				</div>
			</div>
		</StepPage>
	);
}
