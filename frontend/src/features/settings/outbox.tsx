import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { sentence } from "../../api/ask";
import { ago, when } from "../../app/format";
import { Chip, Field } from "../../components";
import styles from "./mail.module.css";

/** What could not be sent yet, and why. */
export function Outbox({ settings }: { settings: api.MailSettings }) {
	const { t } = useTranslation();
	const kind = (row: api.MailRow) =>
		row.kind === "recovery" ? t("mail.kind.recovery") : t(`notice.${row.kind}.title`);
	return (
		<Field label={t("mail.outbox")}>
			<p>{settings.waiting === 0 ? t("mail.outbox.none") : t("mail.outbox.waiting", { count: settings.waiting })}</p>
			{settings.mails.length > 0 && (
				<ul className={styles.outbox}>
					{settings.mails.map((row) => (
						<li key={row.queued + row.kind + row.name}>
							<span>
								<b>{kind(row)}</b> {row.name || t("mail.outbox.elsewhere")}
							</span>
							<span className={styles.aside}>
								{row.givenUp ? (
									<Chip kind="attention" text={t("mail.outbox.given_up")} />
								) : row.tries > 0 ? (
									t("mail.outbox.next", { when: when(row.due) })
								) : (
									ago(row.queued)
								)}
							</span>
							{row.problem && <small>{sentence(row.problem, t)}</small>}
						</li>
					))}
				</ul>
			)}
		</Field>
	);
}
