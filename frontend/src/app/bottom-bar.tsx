import { Menu } from "@mantine/core";
import { IconBell, IconDots, IconLogout, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../wailsjs/go/models";
import { Dialog } from "../components/dialog";
import { PressMenu } from "../components/press-menu";
import { Notices, useUnread } from "./bell";
import { number } from "./format";
import { useGo } from "./go";
import { openPalette } from "./palette";
import { pages } from "./routes";
import styles from "./shell.module.css";
import { signOut } from "./sign-out";

/** Phones: the four pages used most, and behind More the rest and what the top bar holds elsewhere. */
export function BottomBar({ me, current }: { me: api.Me; current: string | undefined }) {
	const { t } = useTranslation();
	const go = useGo();
	const [reading, setReading] = useState(false);
	const unread = useUnread();
	const mine = pages.filter((page) => me.pages.includes(page.name));
	const first = mine.slice(0, 4);
	const rest = mine.slice(first.length);
	return (
		<nav className={styles.bottom} aria-label={t("shell.pages")}>
			{first.map((page) => (
				<Link key={page.name} href={page.path} aria-current={page.name === current ? "page" : undefined}>
					<page.icon size={20} stroke={1.7} />
					<span className={styles.pageName}>{t(`page.short.${page.name}`)}</span>
				</Link>
			))}
			<PressMenu
				position="top-end"
				width={220}
				target={
					<button type="button" data-here={rest.some((page) => page.name === current) || undefined}>
						<IconDots size={20} stroke={1.7} aria-hidden />
						{unread > 0 && <span className={styles.dot} />}
						<span className={styles.pageName}>{t("shell.more")}</span>
					</button>
				}
			>
				<Menu.Item leftSection={<IconSearch size={20} stroke={1.7} />} onClick={() => openPalette()}>
					{t("shell.find_short")}
				</Menu.Item>
				<Menu.Item
					leftSection={<IconBell size={20} stroke={1.7} />}
					rightSection={unread > 0 ? number(unread) : undefined}
					onClick={() => setReading(true)}
				>
					{t("notices.bell")}
				</Menu.Item>
				{rest.map((page) => (
					<Menu.Item key={page.name} leftSection={<page.icon size={20} stroke={1.7} />} onClick={() => go(page.path)}>
						{t(`page.${page.name}`)}
					</Menu.Item>
				))}
				<Menu.Item leftSection={<IconLogout size={20} stroke={1.7} />} onClick={() => void signOut()}>
					{t("shell.sign_out")}
				</Menu.Item>
			</PressMenu>
			<Dialog opened={reading} onClose={() => setReading(false)} title={t("notices.bell")} padding={0} fullScreen>
				{reading && <Notices onGo={() => setReading(false)} />}
			</Dialog>
		</nav>
	);
}
