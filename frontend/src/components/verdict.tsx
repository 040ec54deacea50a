import type { ReactNode } from "react";
import styles from "./verdict.module.css";

interface Props {
	allow: boolean;
	/** The verdict in a word: "Denied". */
	word: string;
	sentence?: ReactNode;
	size?: "page" | "panel";
}

/** The answer as a band in the wash of its colour: gate, one word, one sentence. */
export function Verdict({ allow, word, sentence, size = "page" }: Props) {
	return (
		<div className={styles.band} data-allow={allow} data-size={size} role="status">
			<svg className={styles.gate} key={String(allow)} viewBox="0 0 36 36" width="36" height="36" aria-hidden>
				{allow ? (
					<>
						<path className={styles.line} d="M0 18H36" />
						<path d="M18 1v9M18 26v9" />
					</>
				) : (
					<>
						<path className={styles.line} d="M0 18H16" />
						<path className={styles.shut} d="M18 1v34" />
						<path className={styles.dots} d="M24 18H36" />
					</>
				)}
			</svg>
			<strong>{word}</strong>
			{sentence && <p>{sentence}</p>}
		</div>
	);
}
