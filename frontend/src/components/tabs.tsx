import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { number } from "../app/format";
import styles from "./tabs.module.css";

/** One tab: its word and, in grey, how many things stand behind it, if any. */
export interface TabItem {
	value: string;
	label: ReactNode;
	count?: number;
}

interface Props {
	value: string;
	onChange: (value: string) => void;
	items: readonly TabItem[];
	label?: string;
	/** The id of the element the tabs change. */
	controls?: string;
}

/** Tabs with an ink line under the present one; arrows move between them. */
export function Tabs({ value, onChange, items, label, controls }: Props) {
	const list = useRef<HTMLDivElement>(null);
	// On a phone the present tab may lie beyond the edge.
	// biome-ignore lint/correctness/useExhaustiveDependencies: only when another tab is chosen
	useEffect(() => {
		if (matchMedia("(max-width: 599px)").matches)
			list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
	}, [value]);
	const onKeyDown = (event: KeyboardEvent) => {
		const at = items.findIndex((item) => item.value === value);
		const to =
			event.key === "ArrowRight"
				? (at + 1) % items.length
				: event.key === "ArrowLeft"
					? (at - 1 + items.length) % items.length
					: event.key === "Home"
						? 0
						: event.key === "End"
							? items.length - 1
							: -1;
		if (to < 0) return;
		event.preventDefault();
		onChange(items[to]!.value);
		(list.current?.children[to] as HTMLElement | undefined)?.focus();
	};
	return (
		<div className={styles.tabs} role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
			{items.map((item) => (
				<button
					key={item.value}
					type="button"
					role="tab"
					className={styles.tab}
					aria-selected={item.value === value}
					aria-controls={controls}
					tabIndex={item.value === value ? 0 : -1}
					onClick={() => onChange(item.value)}
				>
					{item.label}
					{!!item.count && <span className={styles.count}>{number(item.count)}</span>}
				</button>
			))}
		</div>
	);
}
