import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { Section, TickBox } from "../../components";
import styles from "./notices.module.css";

/** What I am told, where: in the list at the bell, by mail. */
export function NoticesSection() {
	const { t } = useTranslation();
	const choices = useAsk(["notices", "choices"], modules.notices.Choices);
	const choose = useDeed(
		(c: { kind: string; inApp: boolean; byMail: boolean }) => modules.notices.Choose(c.kind, c.inApp, c.byMail),
		{ invalidates: [["notices", "choices"]] },
	);
	if (!choices.data) return null;
	const { kinds, mailSet, to } = choices.data;
	const mails = mailSet && to !== "";
	return (
		<Section title={t("notices.title")}>
			<p className={styles.lead}>
				{mails ? t("notices.lead", { to }) : t(mailSet ? "notices.no_address" : "notices.no_mail")}
			</p>
			<table className={styles.table}>
				<thead>
					<tr>
						<td />
						<th scope="col">{t("notices.in_app")}</th>
						{mails && <th scope="col">{t("notices.by_mail")}</th>}
					</tr>
				</thead>
				<tbody>
					{kinds.map((c) => {
						const title = t(`notice.${c.kind}.title`);
						return (
							<tr key={c.kind}>
								<th scope="row">
									{title}
									{c.demanded && mails && <small>{t("notices.demanded")}</small>}
								</th>
								<td>
									{c.security ? (
										<span className={styles.always}>{t("notices.always")}</span>
									) : (
										<TickBox
											label={t("notices.cell", { kind: title, where: t("notices.in_app") })}
											checked={c.inApp}
											onChange={() => choose.mutate({ kind: c.kind, inApp: !c.inApp, byMail: c.byMail })}
										/>
									)}
								</td>
								{mails && (
									<td>
										{c.demanded ? (
											<span className={styles.always}>{t("notices.always")}</span>
										) : (
											<TickBox
												label={t("notices.cell", { kind: title, where: t("notices.by_mail") })}
												checked={c.byMail}
												onChange={() => choose.mutate({ kind: c.kind, inApp: c.inApp, byMail: !c.byMail })}
											/>
										)}
									</td>
								)}
							</tr>
						);
					})}
				</tbody>
			</table>
		</Section>
	);
}
