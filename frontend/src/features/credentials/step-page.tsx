import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStatus } from "../../api/queries";
import { Brand } from "../../app/brand";
import { Logo } from "../../app/logo";
import { Steps } from "../../components";
import styles from "./step-page.module.css";

interface Props {
	/** The gates on the way in, and which one stands now. */
	steps: readonly string[];
	at: number;
	label: string;
	title: string;
	lead?: ReactNode;
	/** At the top right. */
	note?: ReactNode;
	/** At the foot. */
	foot?: ReactNode;
	/** The wizard is wider than the sign-in. */
	wide?: boolean;
	children?: ReactNode;
}

/** One sheet for the ways in: logo, the steps as gates on one line, one question. */
export function StepPage({ steps, at, label, title, lead, note, foot, wide, children }: Props) {
	const { t } = useTranslation();
	const help = useStatus().data?.help;
	return (
		<div className={styles.ground}>
			<main className={styles.sheet} data-wide={wide || undefined}>
				<header className={styles.head}>
					<Logo />
					{note ? <span>{note}</span> : <Brand name="" />}
				</header>
				<Steps names={steps} at={at} label={label} />
				<h1>{title}</h1>
				{lead && <p className={styles.lead}>{lead}</p>}
				<div className={styles.body}>{children}</div>
				{(foot || help) && (
					<footer className={styles.foot}>
						{foot}
						{help && <span>{t("branding.ask", { help })}</span>}
					</footer>
				)}
			</main>
		</div>
	);
}
