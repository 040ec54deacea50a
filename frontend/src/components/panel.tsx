import { IconArrowLeft, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { GateStrip } from "./gate-strip";
import styles from "./panel.module.css";
import { HeadingLevel } from "./section";

interface Props {
	title: ReactNode;
	/** Below the title: login and extension. */
	sub?: ReactNode;
	/** Six letters: draws the gate strip with its facts. */
	gates?: string;
	facts?: Record<string, string>;
	actions?: ReactNode;
	/** A Tabs element, or anything between head and body. */
	tabs?: ReactNode;
	/** A bar that stays at the foot. */
	foot?: ReactNode;
	onClose?: () => void;
	label?: string;
	children?: ReactNode;
}

/** The side panel of one thing. On narrow screens it covers the list, with a way back. */
export function Panel({ title, sub, gates, facts, actions, tabs, foot, onClose, label, children }: Props) {
	const { t } = useTranslation();
	const panel = useRef<HTMLElement>(null);
	useEffect(() => {
		if (!onClose) return;
		const node = panel.current;
		const onKey = (event: KeyboardEvent) => {
			const typing = (event.target as HTMLElement).closest("input, textarea, select, [role=dialog], [role=menu]");
			if (event.key === "Escape" && !event.defaultPrevented && !typing) onClose();
		};
		node?.addEventListener("keydown", onKey);
		return () => node?.removeEventListener("keydown", onKey);
	}, [onClose]);
	return (
		<aside className={styles.panel} ref={panel} aria-label={label ?? (typeof title === "string" ? title : undefined)}>
			<header className={styles.head}>
				<div className={styles.first}>
					{onClose && (
						<button type="button" className={styles.back} onClick={onClose} aria-label={t("panel.back")}>
							<IconArrowLeft size={20} stroke={1.8} aria-hidden />
						</button>
					)}
					<div className={styles.who}>
						<h2>{title}</h2>
						{sub && <div className={styles.sub}>{sub}</div>}
					</div>
					<div className={styles.actions}>
						{actions}
						{onClose && (
							<button type="button" className={styles.close} onClick={onClose} aria-label={t("panel.close")}>
								<IconX size={16} stroke={1.8} aria-hidden />
							</button>
						)}
					</div>
				</div>
				{gates && <GateStrip gates={gates} size="panel" facts={facts} />}
			</header>
			{tabs}
			<div className={styles.body}>
				<HeadingLevel value={3}>{children}</HeadingLevel>
			</div>
			{foot && <footer className={styles.foot}>{foot}</footer>}
		</aside>
	);
}
