import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./page-head.module.css";

interface Props {
	title: ReactNode;
	/** Beside the title: "16 of 214". */
	count?: ReactNode;
	/** Stands beside the title, not among the actions: the choice of view. */
	beside?: ReactNode;
	/** The pages above this one, as links. */
	trail?: ReactNode;
	onBack?: () => void;
	backLabel?: string;
	/** Actions on the right. */
	children?: ReactNode;
}

/** The head of a sheet: where you are, how many there are, what you can do. */
export function PageHead({ title, count, beside, trail, onBack, backLabel, children }: Props) {
	return (
		<header className={styles.head}>
			{onBack && (
				<button type="button" className={styles.back} onClick={onBack} aria-label={backLabel}>
					<IconArrowLeft size={18} stroke={1.8} aria-hidden />
				</button>
			)}
			<div className={styles.words}>
				{trail && <nav className={styles.trail}>{trail}</nav>}
				<h1>{title}</h1>
				{count !== undefined && <span className={styles.count}>{count}</span>}
				{beside && <div className={styles.beside}>{beside}</div>}
			</div>
			{children && <div className={styles.actions}>{children}</div>}
		</header>
	);
}
