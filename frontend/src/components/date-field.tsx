import { Popover, TextInput } from "@mantine/core";
import { IconCalendar, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayPattern, readDay, today, writeDay } from "../app/days";
import styles from "./date-field.module.css";

const calendar = () => import("./date-calendar");
const DateCalendar = lazy(calendar);

export interface DateFieldProps {
	label: string;
	/** Only read out: what stands before the field names it. */
	unseen?: boolean;
	/** "2026-12-31"; "" = none. */
	value: string;
	/** Told once a day is whole: picked, or typed and left. */
	onChange: (day: string) => void;
	/** Until when something lasts: from today on, with quick choices. Its days are the tenant's. */
	ends?: boolean;
	size?: "xs" | "sm";
	id?: string;
	description?: ReactNode;
	error?: ReactNode;
	disabled?: boolean;
	required?: boolean;
	/** It cannot be emptied. */
	always?: boolean;
	autoFocus?: boolean;
	/** The field was left. */
	onLeave?: () => void;
}

/** A day, typed or picked, as the reader writes it. Arrow down opens the calendar. */
export function DateField(props: DateFieldProps) {
	const { label, unseen, value, onChange, ends, size = "sm", disabled, always, onLeave, ...rest } = props;
	const { t } = useTranslation();
	const [text, setText] = useState(() => writeDay(value));
	const [wrong, setWrong] = useState("");
	const [open, setOpen] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const whole = useRef<HTMLDivElement>(null);
	const written = writeDay(value);
	useEffect(() => {
		setText(written);
		setWrong("");
	}, [written]);
	const now = today(ends ? "tenant" : "here");
	const first = ends ? now : undefined;

	const take = (day: string) => {
		setText(writeDay(day));
		setWrong("");
		if (day !== value) onChange(day);
	};
	const settle = () => {
		if (text.trim() === "" && !always) return take("");
		if (text === written) return setWrong("");
		const day = readDay(text, now);
		if (!day) return setWrong(t("date.wrong", { text: text.trim(), example: writeDay(now) }));
		if (first && day < first) return setWrong(t("date.early", { first: writeDay(first) }));
		take(day);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "Enter") settle();
		if (event.key === "ArrowDown") {
			event.preventDefault();
			setOpen(true);
		}
		if (event.key === "Escape" && text !== written) {
			event.stopPropagation();
			setText(written);
			setWrong("");
		}
	};
	const close = () => {
		setOpen(false);
		input.current?.focus();
	};
	return (
		<Popover
			opened={open}
			onChange={setOpen}
			onClose={() => setOpen(false)}
			position="bottom-end"
			trapFocus
			returnFocus
			withRoles={false}
		>
			<Popover.Target>
				<div ref={whole} className={styles.field} data-size={size}>
					<TextInput
						{...rest}
						ref={input}
						size={size}
						label={unseen ? undefined : label}
						aria-label={unseen ? label : undefined}
						value={text}
						placeholder={dayPattern()}
						disabled={disabled}
						error={wrong || rest.error}
						autoComplete="off"
						spellCheck={false}
						inputMode="text"
						onChange={(event) => setText(event.currentTarget.value)}
						onFocus={calendar}
						onBlur={(event) => {
							settle();
							if (!whole.current?.contains(event.relatedTarget) && !open) onLeave?.();
						}}
						onKeyDown={onKeyDown}
						rightSectionWidth={always || text === "" ? 28 : 52}
						rightSection={
							!disabled && (
								<span className={styles.tools}>
									{!always && text !== "" && (
										<button
											type="button"
											aria-label={t("date.clear")}
											onClick={() => {
												take("");
												input.current?.focus();
											}}
										>
											<IconX size={14} stroke={1.8} aria-hidden />
										</button>
									)}
									<button
										type="button"
										aria-label={`${t("date.open")}: ${label}`}
										aria-haspopup="dialog"
										aria-expanded={open}
										onClick={() => setOpen(!open)}
									>
										<IconCalendar size={16} stroke={1.6} aria-hidden />
									</button>
								</span>
							)
						}
					/>
				</div>
			</Popover.Target>
			<Popover.Dropdown className={styles.dropdown} role="dialog" aria-label={`${t("date.calendar")}: ${label}`}>
				<Suspense fallback={<div className={styles.waiting} />}>
					<DateCalendar
						value={value}
						now={now}
						first={first}
						quick={ends === true}
						onPick={(day) => {
							take(day);
							close();
						}}
					/>
				</Suspense>
			</Popover.Dropdown>
		</Popover>
	);
}
