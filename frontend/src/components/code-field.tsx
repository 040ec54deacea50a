import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./code-field.module.css";

interface Props {
	value: string;
	onChange: (value: string) => void;
	/** Told once all six digits stand. */
	onFull?: (value: string) => void;
	wrong?: boolean;
	/** id of the sentence that says what is wrong. */
	describedBy?: string;
	label: string;
	autoFocus?: boolean;
	disabled?: boolean;
}

const places = [0, 1, 2, 3, 4, 5];

/** Six boxes for six digits. Typing moves on, Backspace moves back, pasting fills all. */
export function CodeField({ value, onChange, onFull, wrong, describedBy, label, autoFocus, disabled }: Props) {
	const { t } = useTranslation();
	const row = useRef<HTMLFieldSetElement>(null);
	const focus = (place: number) => row.current?.querySelectorAll("input")[Math.min(5, Math.max(0, place))]?.focus();
	// biome-ignore lint/correctness/useExhaustiveDependencies: once, when the field appears
	useEffect(() => {
		if (autoFocus) focus(value.length);
	}, [autoFocus]);

	const set = (next: string, place: number) => {
		onChange(next);
		focus(place);
		if (next.length === 6 && next !== value) onFull?.(next);
	};
	const put = (text: string, place: number) => {
		const digits = digitsOf(text);
		if (!digits) return;
		const start = Math.min(place, value.length);
		set((value.slice(0, start) + digits + value.slice(start + digits.length)).slice(0, 6), start + digits.length);
	};
	const onKeyDown = (event: KeyboardEvent, place: number) => {
		if (event.key === "Backspace" || event.key === "Delete") {
			event.preventDefault();
			const at = event.key === "Backspace" && !value[place] ? place - 1 : place;
			if (at >= 0) set(value.slice(0, at) + value.slice(at + 1), at);
		} else if (event.key === "ArrowLeft") focus(place - 1);
		else if (event.key === "ArrowRight") focus(Math.min(place + 1, value.length));
	};
	const onPaste = (event: ClipboardEvent) => {
		event.preventDefault();
		const digits = digitsOf(event.clipboardData.getData("text")).slice(0, 6);
		if (digits) set(digits, digits.length);
	};
	return (
		<fieldset className={styles.code} ref={row} disabled={disabled} data-wrong={wrong || undefined}>
			<legend className="unseen">{label}</legend>
			{places.map((place) => (
				<input
					key={place}
					type="text"
					inputMode="numeric"
					autoComplete={place === 0 ? "one-time-code" : "off"}
					maxLength={6}
					value={value[place] ?? ""}
					aria-label={t("code.digit", { place: place + 1 })}
					aria-invalid={wrong || undefined}
					aria-describedby={describedBy}
					onChange={(event) => {
						const typed = event.target.value;
						// The box may still hold its old digit: the new one is what differs.
						put(value[place] && typed.length === 2 ? typed.replace(value[place]!, "") || typed : typed, place);
					}}
					onKeyDown={(event) => onKeyDown(event, place)}
					onFocus={(event) => event.target.select()}
					onPaste={onPaste}
				/>
			))}
		</fieldset>
	);
}

/** The digits of a text in any spelling: spaces and full-width forms included. */
export function digitsOf(text: string): string {
	return text.normalize("NFKC").replace(/\D/g, "");
}
