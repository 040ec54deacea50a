import { Popover } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../wailsjs/go/models";
import { ask, modules } from "../api/ask";
import { answers, useAsk } from "../api/queries";
import styles from "./bell.module.css";
import { ago, moment, number } from "./format";
import { useGo } from "./go";
import { noticeWords } from "./notice-words";

/** What the user is told: a bell with the count of what is new, and the list. */
export function Bell() {
	const { t } = useTranslation();
	const [open, setOpen] = useState(false);
	const unread = useUnread();
	return (
		<Popover opened={open} onChange={setOpen} position="bottom-end" width={380} withinPortal trapFocus returnFocus>
			<Popover.Target>
				<button
					type="button"
					className={styles.bell}
					aria-haspopup="dialog"
					aria-expanded={open}
					aria-label={unread > 0 ? t("notices.bell_unread", { count: unread }) : t("notices.bell")}
					onClick={() => setOpen(!open)}
				>
					<IconBell size={16} stroke={1.7} aria-hidden />
					{unread > 0 && <span className={styles.count}>{unread > 99 ? "99+" : number(unread)}</span>}
				</button>
			</Popover.Target>
			<Popover.Dropdown p={0} className={styles.drop} aria-label={t("notices.bell")}>
				{open && <Notices onGo={() => setOpen(false)} />}
			</Popover.Dropdown>
		</Popover>
	);
}

/** How many notices nobody looked at yet. */
export const useUnread = () => useAsk(["notices", "unread"], modules.notices.Unread).data ?? 0;

/** The notices, newest first; shown, they count as looked at. */
export function Notices({ onGo }: { onGo: () => void }) {
	const { t } = useTranslation();
	const pages = useInfiniteQuery({
		queryKey: ["notices", "list"],
		queryFn: async ({ pageParam }) => {
			const page = await ask(() => modules.notices.List(pageParam));
			const newest = page.rows[0];
			// Looked at by being shown; the marks stay until the list is opened again.
			if (newest && page.unread > 0 && pageParam === "") {
				await ask(() => modules.notices.Seen(newest.id));
				answers.setQueryData(["notices", "unread"], 0);
			}
			return page;
		},
		initialPageParam: "",
		getNextPageParam: (page) => page.next || undefined,
		staleTime: 0,
		gcTime: 0,
	});
	const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
	if (pages.isPending) return <p className={styles.none}>{t("shell.loading")}</p>;
	if (rows.length === 0) return <p className={styles.none}>{t("notices.none")}</p>;
	return (
		<>
			<ul className={styles.list}>
				{rows.map((row) => (
					<Row key={row.id} notice={row} onGo={onGo} />
				))}
			</ul>
			{pages.hasNextPage && (
				<button type="button" className={styles.more} onClick={() => void pages.fetchNextPage()}>
					{t("notices.more")}
				</button>
			)}
		</>
	);
}

function Row({ notice, onGo }: { notice: api.Notice; onGo: () => void }) {
	const { t, i18n } = useTranslation();
	const go = useGo();
	const inside = (
		<>
			<span className={styles.title}>
				<b>{t(`notice.${notice.kind}.title`)}</b>
				{!notice.read && <span className="unseen">{t("notices.new")}</span>}
				<time dateTime={notice.at} title={moment(notice.at)}>
					{ago(notice.at)}
				</time>
			</span>
			<span className={styles.text}>{noticeWords(notice, t, i18n)}</span>
		</>
	);
	return (
		<li data-new={!notice.read || undefined}>
			{notice.page ? (
				<button
					type="button"
					className={styles.row}
					onClick={() => {
						onGo();
						go(notice.page);
					}}
				>
					{inside}
				</button>
			) : (
				<div className={styles.row}>{inside}</div>
			)}
		</li>
	);
}
