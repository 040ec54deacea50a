import { createContext, type ReactNode, useContext } from "react";
import styles from "./section.module.css";

/** The level of a section's heading: one below what it stands in. */
export const HeadingLevel = createContext<2 | 3>(2);

interface Props {
	title: ReactNode;
	/** Beside the title, in grey. */
	count?: ReactNode;
	/** On the right. */
	action?: ReactNode;
	children?: ReactNode;
	id?: string;
}

/** A part of a panel or page, divided from the next by a line. */
export function Section({ title, count, action, children, id }: Props) {
	const Heading = `h${useContext(HeadingLevel)}` as const;
	return (
		<section className={styles.section} id={id}>
			<Heading className={styles.title}>
				{title}
				{count !== undefined && <span className={styles.count}>{count}</span>}
			</Heading>
			{action && <div className={styles.action}>{action}</div>}
			{children}
		</section>
	);
}

/** A row of a section: its name on the left, what it holds on the right. */
export function Field({
	label,
	children,
	htmlFor,
	help,
}: {
	label: ReactNode;
	children: ReactNode;
	htmlFor?: string;
	help?: ReactNode;
}) {
	return (
		<div className={styles.field}>
			{htmlFor ? <label htmlFor={htmlFor}>{label}</label> : <span className={styles.label}>{label}</span>}
			<div className={styles.value}>
				{children}
				{help && <p className={styles.help}>{help}</p>}
			</div>
		</div>
	);
}
