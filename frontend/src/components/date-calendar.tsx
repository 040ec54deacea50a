import "@mantine/dates/styles.layer.css";
import { DatePicker } from "@mantine/dates";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { plusDays, plusMonths, quarterEnd, weekStart } from "../app/days";
import { dateLanguage } from "../app/format";
import styles from "./date-calendar.module.css";

interface Props {
	value: string;
	now: string;
	first?: string;
	quick: boolean;
	onPick: (day: string) => void;
}

/** The month to pick a day from. All its words are the browser's, in the reader's language. */
export default function DateCalendar({ value, now, first, quick, onPick }: Props) {
	const { t } = useTranslation();
	const root = useRef<HTMLDivElement>(null);
	useEffect(() => {
		root.current?.querySelector<HTMLElement>("td [tabindex='0']")?.focus();
	}, []);
	const say = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(dateLanguage(), { ...options, calendar: "gregory", timeZone: "UTC" });
		return (day: string) => capital(format.format(new Date(`${day.slice(0, 10)}T00:00:00Z`)));
	};
	return (
		<div ref={root} className={styles.calendar}>
			{quick && (
				<div className={styles.quick}>
					{(
						[
							["week", plusDays(now, 7)],
							["month", plusMonths(now, 1)],
							["quarter", quarterEnd(now)],
						] as const
					).map(([name, day]) => (
						<button key={name} type="button" onClick={() => onPick(day)}>
							{t(`date.quick.${name}`)}
						</button>
					))}
				</div>
			)}
			<DatePicker
				size="xs"
				// Escape closes the calendar, not the dialog it stands in.
				__stopPropagation
				value={value || null}
				defaultDate={value || first || now}
				minDate={first}
				onChange={(day) => day && onPick(day)}
				firstDayOfWeek={weekStart()}
				hideOutsideDates
				getDayProps={(day) => ({
					"data-now": day === now || undefined,
					"aria-current": day === now ? "date" : undefined,
				})}
				getDayAriaLabel={say({ day: "numeric", month: "long", year: "numeric", weekday: "long" })}
				weekdayFormat={say({ weekday: "short" })}
				monthLabelFormat={say({ month: "long", year: "numeric" })}
				monthsListFormat={say({ month: "short" })}
				yearLabelFormat={say({ year: "numeric" })}
				yearsListFormat={say({ year: "numeric" })}
				ariaLabels={{
					nextMonth: t("date.month.after"),
					previousMonth: t("date.month.before"),
					nextYear: t("date.year.after"),
					previousYear: t("date.year.before"),
					nextDecade: t("date.years.after"),
					previousDecade: t("date.years.before"),
				}}
				classNames={{
					calendarHeader: styles.header,
					calendarHeaderLevel: styles.level,
					calendarHeaderControl: styles.turn,
					weekday: styles.weekday,
					day: styles.day,
					monthsListControl: styles.day,
					yearsListControl: styles.day,
				}}
			/>
		</div>
	);
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
