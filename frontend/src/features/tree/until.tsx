import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endDay } from "../../app/days";
import { DateField } from "../../components";
import css from "./until.module.css";

interface UntilProps {
	/** Whose end it is, read out. */
	label: string;
	/** The last day, or a moment; "" = for ever. */
	value: string;
	disabled?: boolean;
	onChange: (day: string) => void;
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
			<DateField
				label={label}
				unseen
				ends
				size="xs"
				autoFocus={open}
				value={endDay(value)}
				disabled={disabled}
				onChange={onChange}
				onLeave={() => setOpen(false)}
			/>
		</span>
	);
}
