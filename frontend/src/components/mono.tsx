import type { ReactNode } from "react";
import styles from "./mono.module.css";

/** Logins, permissions, addresses, commands: what must be read letter by letter. */
export function Mono({ children, dim }: { children: ReactNode; dim?: boolean }) {
	return (
		<span className={styles.mono} data-dim={dim || undefined}>
			{children}
		</span>
	);
}

/** An allowed host: an address or a network, with its note. */
export function HostChip({ host, note, here }: { host: string; note?: string; here?: boolean }) {
	return (
		<span className={styles.host} data-here={here || undefined} title={note}>
			{host}
		</span>
	);
}
