import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Setting } from "./cells";
import css from "./inspector.module.css";

interface ChoiceProps {
	name: string;
	settings: Setting[];
	/** undefined when several rights differ. */
	value?: Setting;
	disabled?: boolean;
	onChange: (to: Setting) => void;
}

/** Inherit, Allow or Deny as one row of radio buttons. */
export function Choice({ name, settings, value, disabled, onChange }: ChoiceProps) {
	const { t } = useTranslation();
	const row = useRef<HTMLDivElement>(null);
	const stop = value ?? settings[0];
	const onKeyDown = (event: KeyboardEvent) => {
		const by =
			event.key === "ArrowRight" || event.key === "ArrowDown"
				? 1
				: event.key === "ArrowLeft" || event.key === "ArrowUp"
					? -1
					: 0;
		if (by === 0 || disabled) return;
		event.preventDefault();
		const i = (settings.indexOf(stop as Setting) + by + settings.length) % settings.length;
		row.current?.querySelectorAll<HTMLElement>("button")[i]?.focus();
		onChange(settings[i] as Setting);
	};
	return (
		<div ref={row} className={css.choice} role="radiogroup" aria-label={name} onKeyDown={onKeyDown}>
			{settings.map((s) => (
				<button
					key={s}
					type="button"
					role="radio"
					aria-checked={s === value}
					tabIndex={s === stop ? 0 : -1}
					disabled={disabled}
					className={css.option}
					data-on={s === value ? s : undefined}
					onClick={() => onChange(s)}
				>
					{t(`tree.set.${s}`)}
				</button>
			))}
		</div>
	);
}
