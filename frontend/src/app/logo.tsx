import styles from "./logo.module.css";

/** The mark (a C whose opening is a gate) and, unless small, the word beside it. */
export function Logo({ small, height = 30 }: { small?: boolean; height?: number }) {
	const width = small ? 32 : 152;
	return (
		<svg
			className={styles.logo}
			viewBox={`0 0 ${width} 32`}
			width={small ? height : Math.round((height / 32) * 152)}
			height={height}
			role="img"
			aria-label="Callgate"
		>
			<rect className={styles.tile} width="32" height="32" rx="6" />
			<g className={styles.sign}>
				<path d="M20.6 11.2A8 8 0 1 0 20.6 20.8" />
				<path d="M20.6 7.2v5.4M20.6 19.4v5.4" />
			</g>
			<path className={styles.call} d="M14 16H28" />
			{!small && (
				<>
					<rect className={styles.posts} x="74.2" y="4" width="14.6" height="22.5" />
					<g className={styles.word}>
						<path d="M52.3 13.5A6 6 0 1 0 52.3 21.5" />
						<circle cx="63" cy="17.5" r="6" />
						<path d="M69 11.4V24.6" />
						<path className={styles.onMark} d="M78 4V24.6M85 4V24.6" />
						<circle cx="99" cy="17.5" r="6" />
						<path d="M105 11.4V24.5A5.6 5.6 0 0 1 94.2 26.6" />
						<circle cx="116.6" cy="17.5" r="6" />
						<path d="M122.6 11.4V24.6" />
						<path d="M129.6 6V20.2A3.3 3.3 0 0 0 134.6 22.9M126.4 12H134.6" />
						<path d="M138.6 17.6H150.2A5.9 5.9 0 1 0 148.6 21.7" />
					</g>
				</>
			)}
		</svg>
	);
}
