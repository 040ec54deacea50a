import { Button } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceLaptop, IconDeviceMobile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk, useDeed } from "../../../api/queries";
import { ago, moment } from "../../../app/format";
import { Mono, Section } from "../../../components";
import css from "./panel.module.css";
import { nameOf } from "./use-profile";

/** Where a user is signed in now. */
export function Sessions({ detail, locked }: { detail: api.UserDetail; locked: boolean }) {
	const { t } = useTranslation();
	const { user } = detail;
	const sessions = useAsk(["sessions", user.id], () => modules.users.Sessions(user.id), { refetchInterval: 30_000 });
	const invalidates = [["sessions"], ["user", user.id]];
	const end = useDeed((id: string) => modules.users.EndSession(user.id, id), {
		done: t("users.sessions.ended", { name: nameOf(detail) }),
		invalidates,
	});
	const endAll = useDeed(() => modules.users.EndSessions(user.id), {
		done: t("users.sessions.ended_all", { name: nameOf(detail) }),
		invalidates,
	});
	const rows = sessions.data ?? [];
	return (
		<Section
			title={t("users.sessions")}
			count={rows.length === 0 ? t("users.sessions.none") : rows.length}
			action={
				!locked &&
				rows.length > 0 && (
					<Button size="xs" variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
						{t("users.sessions.end_all")}
					</Button>
				)
			}
		>
			{rows.length > 0 && (
				<ul className={css.sessions}>
					{rows.map((row) => (
						<li key={row.id}>
							<Device agent={row.agent} />
							<span className={css.agent}>{row.agent}</span>
							<Mono>{row.address}</Mono>
							<span className={css.dim} title={moment(row.lastSeen)}>
								{ago(row.lastSeen)}
							</span>
							{!locked && (
								<button
									type="button"
									className={css.link}
									aria-label={t("users.sessions.end_one", { agent: row.agent })}
									onClick={() => end.mutate(row.id)}
								>
									{t("users.sessions.end")}
								</button>
							)}
						</li>
					))}
				</ul>
			)}
		</Section>
	);
}

function Device({ agent }: { agent: string }) {
	const Icon = /iphone|android|ipad/i.test(agent)
		? IconDeviceMobile
		: /window|desktop/i.test(agent)
			? IconDeviceDesktop
			: IconDeviceLaptop;
	return <Icon size={16} stroke={1.7} aria-hidden />;
}
