import { useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./until.module.css";

interface UntilProps {
	/** Whose end it is, read out. */
	label: string;
	/** RFC 3339 or a date; "" = for ever. */
	value: string;
	disabled?: boolean;
	onChange: (date: string) => void;
}

/** Until when something holds: "for ever" as a word, a date once one is wanted. */
export function Until({ label, value, disabled, onChange }: UntilProps) {
	const { t } = useTranslation();
	const [open, setOpen] = useState(false);
	if (value === "" && !open) {
		if (disabled) return <span className={css.until}>{t("until.for_ever")}</span>;
		return (
			<button
				type="button"
				className={css.word}
				aria-label={`${label}: ${t("until.for_ever")}`}
				onClick={() => setOpen(true)}
			>
				{t("until.for_ever")}
			</button>
		);
	}
	return (
		<span className={css.until}>
			{t("until")}
			<input
				type="date"
				autoFocus={open}
				value={value.slice(0, 10)}
				disabled={disabled}
				aria-label={label}
				onChange={(event) => onChange(event.currentTarget.value)}
				onBlur={() => setOpen(false)}
			/>
			{value !== "" && !disabled && (
				<button type="button" className={css.word} onClick={() => onChange("")}>
					{t("until.make_for_ever")}
				</button>
			)}
		</span>
	);
}
