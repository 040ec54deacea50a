import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import styles from "../credentials/form.module.css";
import { RecoveryCodes } from "../credentials/recovery-codes";

/** The recovery codes of the factor just enrolled; nobody goes on without keeping them. */
export function KeepStep({ done, login, onDone }: { done: api.SetUpDone; login: string; onDone: () => void }) {
	const { t } = useTranslation();
	const [kept, setKept] = useState(false);
	return (
		<>
			<RecoveryCodes codes={done.recoveryCodes} login={login} kept={kept} onKept={setKept} />
			<div className={styles.actions}>
				<Button size="lg" disabled={!kept} onClick={onDone}>
					{t("sign_in.enter")}
				</Button>
				{!kept && <span className={styles.help}>{t("recovery.keep_first")}</span>}
			</div>
		</>
	);
}
