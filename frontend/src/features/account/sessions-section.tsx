import { Button } from "@mantine/core";
import { IconDeviceLaptop, IconDeviceMobile, IconTerminal2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { ago, moment } from "../../app/format";
import { Mono, Section } from "../../components";
import { Refusal } from "../../components/refusal";
import styles from "./account.module.css";

/** Where I am signed in: end one, or all but this. */
export function SessionsSection() {
	const { t } = useTranslation();
	const sessions = useAsk(["sessions", "own"], modules.account.Sessions);
	const invalidates = [["sessions", "own"]];
	const end = useDeed((id: string) => modules.account.EndSession(id), {
		done: t("account.sessions.ended"),
		invalidates,
	});
	const endOthers = useDeed(() => modules.account.EndOtherSessions(), {
		done: t("account.sessions.others_ended"),
		invalidates,
	});
	const rows = sessions.data ?? [];
	return (
		<Section
			title={t("account.sessions")}
			count={sessions.data ? rows.length : undefined}
			action={
				rows.length > 1 && (
					<Button variant="default" size="xs" onClick={() => endOthers.mutate()}>
						{t("account.sessions.end_others")}
					</Button>
				)
			}
		>
			{sessions.error && <Refusal error={sessions.error} />}
			<ul className={styles.sessions}>
				{rows.map((session) => {
					const Icon = /iphone|android|mobile/i.test(session.agent)
						? IconDeviceMobile
						: /curl|cli/i.test(session.agent)
							? IconTerminal2
							: IconDeviceLaptop;
					return (
						<li key={session.id}>
							<Icon size={16} stroke={1.7} aria-hidden />
							<span>{session.agent}</span>
							<Mono>{session.address}</Mono>
							<span className={styles.when} title={moment(session.lastSeen)}>
								{ago(session.lastSeen)}
							</span>
							{session.mine ? (
								<span className={styles.when}>{t("account.sessions.this")}</span>
							) : (
								<button
									type="button"
									className={styles.link}
									aria-label={t("account.sessions.end_one", { agent: session.agent, address: session.address })}
									onClick={() => end.mutate(session.id)}
								>
									{t("account.sessions.end")}
								</button>
							)}
						</li>
					);
				})}
			</ul>
		</Section>
	);
}
