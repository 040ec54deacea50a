import styles from "./steps.module.css";

interface Props {
	/** The words under the gates, in order. */
	names: readonly string[];
	/** Which one stands now; names.length = all passed. */
	at: number;
	label: string;
}

/** The steps of signing in or setting up, drawn as gates on one line. */
export function Steps({ names, at, label }: Props) {
	return (
		<ol className={styles.steps} aria-label={label}>
			{names.map((name, index) => (
				<li
					key={name}
					data-at={index < at ? "passed" : index === at ? "here" : "ahead"}
					aria-current={index === at ? "step" : undefined}
				>
					<span className={styles.post} aria-hidden />
					<span className={styles.name}>{name}</span>
				</li>
			))}
		</ol>
	);
}
