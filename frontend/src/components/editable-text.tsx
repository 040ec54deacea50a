import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/ask";
import styles from "./editable-text.module.css";
import { Field } from "./section";

interface Props {
	label: string;
	value: string;
	/** Saves at once; a rejected promise puts its sentence under the field. */
	onSave: (value: string) => Promise<unknown>;
	placeholder?: string;
	disabled?: boolean;
	/** Why it cannot be changed. */
	why?: string;
	mono?: boolean;
	type?: "text" | "email" | "tel";
	help?: string;
	maxLength?: number;
	/** Only the field, without its row. */
	bare?: boolean;
}

/** A field that saves when left or on Enter; Escape puts the old text back. */
export function EditableText(props: Props) {
	const { label, value, onSave, placeholder, disabled, why, mono, type = "text", help, maxLength, bare } = props;
	const { t } = useTranslation();
	const id = useId();
	const [text, setText] = useState(value);
	const [error, setError] = useState<unknown>();
	const [saved, setSaved] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const saving = useRef(false);
	useEffect(() => {
		if (document.activeElement !== input.current) setText(value);
	}, [value]);

	const save = async () => {
		if (text === value || saving.current) return;
		saving.current = true;
		try {
			await onSave(text);
			setError(undefined);
			setSaved(true);
		} catch (refused) {
			setError(refused);
		} finally {
			saving.current = false;
		}
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Enter") {
			event.preventDefault();
			void save();
		}
		if (event.key === "Escape" && text !== value) {
			event.preventDefault();
			setText(value);
			setError(undefined);
		}
	};
	const field = (
		<>
			<input
				ref={input}
				id={id}
				className={styles.input}
				data-mono={mono || undefined}
				type={type}
				value={text}
				placeholder={placeholder}
				disabled={disabled}
				maxLength={maxLength}
				aria-label={bare ? label : undefined}
				aria-invalid={error !== undefined || undefined}
				aria-describedby={error !== undefined || why ? `${id}-says` : undefined}
				onChange={(event) => {
					setText(event.target.value);
					setSaved(false);
				}}
				onBlur={() => void save()}
				onKeyDown={onKeyDown}
			/>
			{error !== undefined ? (
				<p className={styles.error} id={`${id}-says`} role="alert">
					{sentence(error, t)}
				</p>
			) : (
				disabled &&
				why && (
					<p className={styles.why} id={`${id}-says`}>
						{why}
					</p>
				)
			)}
			<span className="unseen" role="status">
				{saved ? t("field.saved", { field: label }) : ""}
			</span>
		</>
	);
	return bare ? (
		field
	) : (
		<Field label={label} htmlFor={id} help={help}>
			{field}
		</Field>
	);
}
