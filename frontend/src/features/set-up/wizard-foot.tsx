import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./wizard.module.css";

interface Props {
	onBack?: () => void;
	/** What comes next, in words, beside the button. */
	next?: string;
	verb?: string;
	ready: boolean;
	busy?: boolean;
	/** Between Back and the button. */
	children?: ReactNode;
	/** The form the button sends. */
	form: string;
}

/** The foot of a wizard step: Back, what comes next, Continue. */
export function WizardFoot({ onBack, next, verb, ready, busy, children, form }: Props) {
	const { t } = useTranslation();
	return (
		<>
			{onBack && (
				<Button
					variant="default"
					size="lg"
					className={styles.back}
					leftSection={<IconArrowLeft size={16} aria-hidden />}
					onClick={onBack}
				>
					{t("set_up.back")}
				</Button>
			)}
			{children}
			<span className={styles.next}>{next}</span>
			<Button type="submit" form={form} size="lg" disabled={!ready} loading={busy}>
				{verb ?? t("set_up.continue")}
			</Button>
		</>
	);
}
