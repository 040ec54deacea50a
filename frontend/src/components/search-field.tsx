import { IconSearch, IconX } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./search-field.module.css";

interface Props {
	value: string;
	onChange: (value: string) => void;
	placeholder: string;
	label?: string;
	/** At the right end: "14 of 58". */
	note?: string;
	/** Milliseconds of rest before the change is told. */
	rest?: number;
	size?: "md" | "sm";
	input?: RefObject<HTMLInputElement | null>;
}

/** A field to search a list with: tells the change once typing rests; Escape empties it. */
export function SearchField({ value, onChange, placeholder, label, note, rest = 120, size = "md", input }: Props) {
	const { t } = useTranslation();
	const [typed, setTyped] = useState(value);
	const told = useRef(value);
	const tell = useRef(onChange);
	tell.current = onChange;
	useEffect(() => {
		if (value !== told.current) {
			told.current = value;
			setTyped(value);
		}
	}, [value]);
	useEffect(() => {
		if (typed === told.current) return;
		const timer = setTimeout(() => {
			told.current = typed;
			tell.current(typed);
		}, rest);
		return () => clearTimeout(timer);
	}, [typed, rest]);
	return (
		<div className={styles.field} data-size={size} data-full={typed !== "" || undefined}>
			<IconSearch size={16} stroke={1.8} aria-hidden />
			<input
				ref={input}
				type="text"
				role="searchbox"
				autoComplete="off"
				spellCheck={false}
				value={typed}
				placeholder={placeholder}
				aria-label={label ?? placeholder}
				onChange={(event) => setTyped(event.target.value)}
				onKeyDown={(event) => {
					if (event.key !== "Escape" || typed === "") return;
					event.preventDefault();
					setTyped("");
				}}
			/>
			{note && <span className={styles.note}>{note}</span>}
			{typed !== "" && (
				<button type="button" className={styles.clear} aria-label={t("search.clear")} onClick={() => setTyped("")}>
					<IconX size={14} stroke={1.8} aria-hidden />
				</button>
			)}
		</div>
	);
}
