import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useDeed, useStatus } from "../../api/queries";
import { Section } from "../../components";
import { NewPassword } from "../credentials/new-password";
import styles from "./account.module.css";

interface Props {
	me: api.Me;
	user: callgate.User | undefined;
	may: boolean;
}

/** A new password needs the present one; all other sessions end. */
export function PasswordSection({ me, user, may }: Props) {
	const { t } = useTranslation();
	const [open, setOpen] = useState(false);
	return (
		<Section
			title={t("account.password")}
			action={
				!open && (
					<Button variant="default" size="xs" disabled={!may} onClick={() => setOpen(true)}>
						{t("account.password.change")}
					</Button>
				)
			}
		>
			<p className={styles.says}>{may ? t("account.password.says") : t("account.not_yours")}</p>
			{open && <ChangePassword me={me} user={user} onClose={() => setOpen(false)} />}
		</Section>
	);
}

function ChangePassword({ me, user, onClose }: { me: api.Me; user: callgate.User | undefined; onClose: () => void }) {
	const { t } = useTranslation();
	const { data: status } = useStatus();
	const [present, setPresent] = useState("");
	const [next, setNext] = useState("");
	const [fine, setFine] = useState(false);
	const change = useDeed(() => modules.account.ChangePassword(present, next), {
		quiet: true,
		done: t("account.password.changed"),
		invalidates: [["sessions"], ["audit"]],
		onDone: onClose,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (fine) change.mutate();
	};
	return (
		<form className={styles.form} onSubmit={submit}>
			<input
				type="text"
				className="unseen"
				autoComplete="username"
				value={me.login}
				readOnly
				tabIndex={-1}
				aria-hidden
			/>
			<PasswordInput
				label={t("account.password.present")}
				autoComplete="current-password"
				autoFocus
				value={present}
				error={change.error && change.error.field !== "password" ? sentence(change.error, t) : undefined}
				onChange={(event) => setPresent(event.currentTarget.value)}
			/>
			<NewPassword
				label={t("account.password.next")}
				value={next}
				onChange={setNext}
				onJudged={setFine}
				context={[me.login, me.name, user?.first ?? "", user?.last ?? "", me.tenantName]}
				minLength={status?.minLength ?? 15}
				error={change.error?.field === "password" ? sentence(change.error, t) : undefined}
			/>
			<div className={styles.buttons}>
				<Button type="submit" size="xs" disabled={!fine || present === ""} loading={change.isPending}>
					{t("account.password.save")}
				</Button>
				<Button variant="default" size="xs" onClick={onClose}>
					{t("confirm.cancel")}
				</Button>
				{present === "" && <span className={styles.why}>{t("account.password.present_first")}</span>}
			</div>
		</form>
	);
}
