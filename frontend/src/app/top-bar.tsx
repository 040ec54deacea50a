import { useMantineColorScheme } from "@mantine/core";
import { IconMapPin, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../wailsjs/go/models";
import { modules } from "../api/ask";
import { answers, statusKey } from "../api/queries";
import { Bell } from "./bell";
import { Logo } from "./logo";
import { openPalette } from "./palette";
import styles from "./shell.module.css";

// Kept with the account, so that it holds on every machine; where that fails, this browser remembers it.
async function keepTheme(theme: string): Promise<void> {
	try {
		const { language, timeZone, startPage, download } = await modules.account.Get();
		const me = await modules.account.SetPreferences({ language, timeZone, startPage, download, theme });
		answers.setQueryData<api.Status>(statusKey, (status) => (status ? { ...status, me } : status));
		void answers.invalidateQueries({ queryKey: ["account"] });
	} catch {
		// The page has turned already; nothing is lost that anybody would miss.
	}
}

/** Logo, the field everything is found with, the own address, light or dark. */
export function TopBar({ status }: { status: api.Status }) {
	const { t } = useTranslation();
	const { setColorScheme } = useMantineColorScheme();
	const toggle = () => {
		const theme = document.documentElement.dataset.mantineColorScheme === "dark" ? "light" : "dark";
		setColorScheme(theme);
		void keepTheme(theme);
	};
	return (
		<header className={styles.top}>
			<Link href="/" className={styles.home} aria-label={t("shell.home")}>
				<span className={styles.wide}>
					<Logo height={26} />
				</span>
				<span className={styles.narrow}>
					<Logo small height={26} />
				</span>
			</Link>
			<button type="button" className={styles.find} onClick={() => openPalette()} aria-keyshortcuts="Control+K">
				<IconSearch size={16} stroke={1.8} aria-hidden />
				<span>{t("shell.find")}</span>
				<kbd aria-hidden>{t("shell.find_key")}</kbd>
			</button>
			<span className={styles.address} title={t("shell.address")}>
				{status.address && (
					<>
						<IconMapPin size={14} stroke={1.7} aria-hidden />
						<span className="unseen">{t("shell.address")}</span>
						{status.address}
					</>
				)}
			</span>
			<Bell />
			<button type="button" className={styles.theme} onClick={toggle} aria-label={t("shell.theme")}>
				<IconMoon className={styles.moon} size={16} stroke={1.7} aria-hidden />
				<IconSun className={styles.sun} size={16} stroke={1.7} aria-hidden />
			</button>
		</header>
	);
}
