import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { languages, speak } from "../../app/language";
import { rememberLanguage } from "../../app/remembered";
import styles from "./form.module.css";

/** The language of the pages before anybody is signed in; this browser remembers it. */
export function LanguageChoice() {
	const { t } = useTranslation();
	return (
		<Menu position="top-start">
			<Menu.Target>
				<button type="button" className={styles.language}>
					<span className="unseen">{t("sign_in.language")}</span>
					{languages[i18next.language]}
					<IconChevronDown size={14} stroke={1.8} aria-hidden />
				</button>
			</Menu.Target>
			<Menu.Dropdown>
				{Object.entries(languages).map(([tag, name]) => (
					<Menu.Item
						key={tag}
						lang={tag}
						onClick={() => {
							rememberLanguage(tag);
							void speak(tag);
						}}
					>
						{name}
					</Menu.Item>
				))}
			</Menu.Dropdown>
		</Menu>
	);
}
