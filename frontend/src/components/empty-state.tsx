import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

interface Props {
	/** Why it is empty, as a sentence. */
	why: ReactNode;
	/** The one thing to do about it. */
	action?: ReactNode;
}

/** What stands where the first row would be: why there is none, then one action. */
export function EmptyState({ why, action }: Props) {
	return (
		<div className={styles.empty} data-empty>
			<p>{why}</p>
			{action}
		</div>
	);
}
