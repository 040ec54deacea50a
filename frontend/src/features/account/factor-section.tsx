import { Button, PasswordInput } from "@mantine/core";
import { IconCheck, IconShieldOff } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { statusKey, useDeed } from "../../api/queries";
import { Section } from "../../components";
import { Dialog } from "../../components/dialog";
import { Enrol } from "../credentials/enrol";
import { RecoveryCodes } from "../credentials/recovery-codes";
import { useStart } from "../credentials/use-start";
import { Wrong } from "../credentials/wrong";
import styles from "./account.module.css";

type Asking = "enrol" | "remove" | "codes" | undefined;

/** The second factor and its recovery codes: add, replace, remove. */
export function FactorSection({ me, may }: { me: api.Me; may: boolean }) {
	const { t } = useTranslation();
	const [asking, setAsking] = useState<Asking>();
	const [codes, setCodes] = useState<string[]>();
	const [kept, setKept] = useState(false);
	const close = () => {
		setAsking(undefined);
		setCodes(undefined);
		setKept(false);
	};
	return (
		<>
			<Section
				title={t("account.factor")}
				action={
					me.hasFactor ? (
						<>
							<Button variant="default" size="xs" disabled={!may} onClick={() => setAsking("enrol")}>
								{t("account.factor.replace")}
							</Button>
							<Button variant="danger" size="xs" disabled={!may} onClick={() => setAsking("remove")}>
								{t("account.factor.remove")}
							</Button>
						</>
					) : (
						<Button size="xs" disabled={!may} onClick={() => setAsking("enrol")}>
							{t("account.factor.add")}
						</Button>
					)
				}
			>
				{me.hasFactor ? (
					<p className={styles.good}>
						<IconCheck size={16} stroke={2} aria-hidden />
						{t("account.factor.on")}
					</p>
				) : (
					<p className={styles.missing}>
						<IconShieldOff size={16} stroke={1.8} aria-hidden />
						{t("account.factor.off")}
					</p>
				)}
				{!may && <p className={styles.why}>{t("account.not_yours")}</p>}
			</Section>
			{me.hasFactor && (
				<Section
					title={t("account.recovery")}
					count={t("account.recovery.left", { left: me.recoveryLeft })}
					action={
						<Button variant="default" size="xs" disabled={!may} onClick={() => setAsking("codes")}>
							{t("account.recovery.new")}
						</Button>
					}
				>
					<p className={styles.says}>{t("account.recovery.says")}</p>
				</Section>
			)}
			<Dialog
				opened={asking !== undefined}
				// Codes shown once are not closed by a stray click.
				onClose={codes && !kept ? () => {} : close}
				withCloseButton={!codes || kept}
				size={asking === "enrol" || codes ? 660 : 440}
				title={codes ? t("recovery.title") : asking ? t(`account.factor.title.${asking}`) : ""}
				centered
			>
				{codes ? (
					<>
						<p className={styles.says}>{t("recovery.lead")}</p>
						<div className={styles.form}>
							<RecoveryCodes codes={codes} login={me.login} kept={kept} onKept={setKept} />
							<div className={styles.buttons}>
								<Button disabled={!kept} onClick={close}>
									{t("account.done")}
								</Button>
								{!kept && <span className={styles.why}>{t("recovery.keep_first")}</span>}
							</div>
						</div>
					</>
				) : (
					<>
						{asking === "enrol" && <AddFactor onCodes={setCodes} />}
						{asking === "remove" && <WithPassword deed="remove" onDone={close} />}
						{asking === "codes" && <WithPassword deed="codes" onDone={(fresh) => setCodes(fresh ?? [])} />}
					</>
				)}
			</Dialog>
		</>
	);
}

function AddFactor({ onCodes }: { onCodes: (codes: string[]) => void }) {
	const [code, setCode] = useState("");
	const start = useStart(modules.account.StartFactor);
	const confirm = useDeed((typed: string) => modules.account.ConfirmFactor(typed), {
		quiet: true,
		invalidates: [[...statusKey], ["audit"]],
		onDone: (codes) => onCodes(codes),
	});
	const send = (typed: string) => confirm.mutate(typed, { onError: () => setCode("") });
	if (start.error) return <Wrong error={start.error} />;
	return (
		<Enrol
			enrolment={start.data}
			code={code}
			onCode={setCode}
			onFull={send}
			error={confirm.error && code === "" ? confirm.error : undefined}
			busy={confirm.isPending}
		/>
	);
}

// Taking protection away, or making new ways in, asks for the password.
function WithPassword({ deed, onDone }: { deed: "remove" | "codes"; onDone: (codes?: string[]) => void }) {
	const { t } = useTranslation();
	const [password, setPassword] = useState("");
	const act = useDeed<void, string[] | undefined>(
		async () => {
			if (deed === "codes") return modules.account.NewRecoveryCodes(password);
			await modules.account.RemoveFactor(password);
			return undefined;
		},
		{
			quiet: true,
			done: deed === "remove" ? t("account.factor.removed") : undefined,
			invalidates: [[...statusKey], ["audit"]],
			onDone: (codes) => onDone(codes),
		},
	);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		act.mutate();
	};
	return (
		<form className={styles.form} onSubmit={submit}>
			<p className={styles.says}>{t(`account.factor.lost.${deed}`)}</p>
			<PasswordInput
				data-autofocus
				label={t("account.password.present")}
				autoComplete="current-password"
				value={password}
				error={act.error ? sentence(act.error, t) : undefined}
				onChange={(event) => setPassword(event.currentTarget.value)}
			/>
			<div className={styles.buttons}>
				<Button
					type="submit"
					variant={deed === "remove" ? "danger" : "filled"}
					disabled={password === ""}
					loading={act.isPending}
				>
					{t(`account.factor.verb.${deed}`)}
				</Button>
			</div>
		</form>
	);
}
