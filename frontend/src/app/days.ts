// Calendar days, "2026-12-31" in the program's hand, in the reader's. Which
// moment a day ends at is for the program to say; here it is only shown.
import i18next from "i18next";
import { clock, dateLanguage, day as shortDay, tenantZone, timeZone } from "./format";

const iso = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Is it a day, and no moment? */
export const isDay = (text: string) => iso.test(text);

/** The day it is now: where the reader is, or where his tenant is. */
export function today(where: "here" | "tenant", now = new Date()): string {
	return dayOf(now, where === "tenant" ? tenantZone() : timeZone());
}

/** The day so many days later. */
export function plusDays(day: string, days: number): string {
	const date = utc(day);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The same day so many months later, or the last one of a shorter month. */
export function plusMonths(day: string, months: number): string {
	const [year, month, date] = parts(day);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The last day of the quarter; on that day itself, of the next. */
export function quarterEnd(day: string): string {
	const [year, month] = parts(day);
	const end = (quarter: number) => new Date(Date.UTC(year, quarter * 3, 0)).toISOString().slice(0, 10);
	const quarter = Math.ceil(month / 3);
	return end(quarter) > day ? end(quarter) : end(quarter + 1);
}

/** "31.12.2026" in German, "12/31/2026" in American English. */
export function writeDay(day: string): string {
	return isDay(day) ? numeric().format(utc(day)) : "";
}

/** How a day is written, in letters: "dd/mm/yyyy". */
export function dayPattern(): string {
	return numeric()
		.formatToParts(utc("2006-11-30"))
		.map((part) => (isPart(part.type) ? i18next.t(`date.letter.${part.type}`) : part.value))
		.join("");
}

/**
 * The day somebody typed: in his language's order, with two or four digits of
 * the year or none, with or without points, with the month as a word, or as the
 * program writes it. undefined = no day.
 */
export function readDay(typed: string, now: string): string | undefined {
	const text = typed.normalize("NFKC").trim().toLocaleLowerCase(dateLanguage());
	const figures = text.match(/\d+/g) ?? [];
	const word = text.match(/\p{L}{3,}/u)?.[0];
	const named = word ? monthNamed(word) : undefined;
	if (named !== undefined) {
		const [a = "", b] = figures;
		if (figures.length < 1 || figures.length > 2) return undefined;
		return a.length === 4 ? made(a, named, b ?? "", now) : made(b, named, a, now);
	}
	if (word && !/^(?:年|月|日|\d|\s)+$/u.test(text)) return undefined;
	const order = numeric()
		.formatToParts(utc("2006-11-30"))
		.map((part) => part.type)
		.filter(isPart);
	if (figures.length === 1) {
		const run = figures[0]!;
		if (run.length !== 8 && run.length !== 6) return undefined;
		const value: Record<string, string> = {};
		let at = 0;
		for (const part of order) {
			const length = part === "year" ? run.length - 4 : 2;
			value[part] = run.slice(at, at + length);
			at += length;
		}
		return made(value.year, Number(value.month), value.day!, now);
	}
	if (figures.length === 2) {
		const [first, second] = order.filter((part) => part !== "year");
		const value = { [first!]: figures[0]!, [second!]: figures[1]! };
		return made(undefined, Number(value.month), value.day!, now);
	}
	if (figures.length !== 3) return undefined;
	if (figures[0]!.length === 4) return made(figures[0], Number(figures[1]), figures[2]!, now);
	const value = Object.fromEntries(order.map((part, i) => [part, figures[i]!]));
	return made(value.year, Number(value.month), value.day!, now);
}

/** The day a week begins with where the reader is: 0 is Sunday. */
export function weekStart(): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
	const locale = new Intl.Locale(dateLanguage()) as Intl.Locale & {
		getWeekInfo?: () => { firstDay: number };
		weekInfo?: { firstDay: number };
	};
	const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
	if (first !== undefined) return (first % 7) as 0;
	const region = locale.maximize().region ?? "";
	return sunday.has(region) ? 0 : saturday.has(region) ? 6 : 1;
}

// Unicode CLDR's weeks, for browsers that do not tell.
const sunday = new Set(
	"AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
		" ",
	),
);
const saturday = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));

/** The last day that something lasts, "" when it ends within a day. Takes a day too. */
export function lastDay(at: string): string {
	if (at === "" || isDay(at)) return at;
	const moment = new Date(at);
	if (Number.isNaN(moment.getTime())) return "";
	const before = dayOf(new Date(moment.getTime() - 1), tenantZone());
	return before < dayOf(moment, tenantZone()) ? before : "";
}

/** The end of something: the last day of its tenant's that counts whole, the same for whoever looks, else the moment. */
export function until(at: string): string {
	const whole = lastDay(at);
	return whole ? shortDay(new Date(`${whole}T12:00:00Z`), undefined, "UTC") : at && `${shortDay(at)} ${clock(at)}`;
}

/** From when something is over: the day after its last one, else the moment. */
export function over(at: string): string {
	const whole = lastDay(at);
	return whole ? shortDay(new Date(`${plusDays(whole, 1)}T12:00:00Z`), undefined, "UTC") : until(at);
}

/** The day that stands in a field for an end, be it the day or a moment within it. */
export function endDay(at: string): string {
	return lastDay(at) || (at && dayOf(new Date(at), tenantZone()));
}

/** The tenant's day in which something began. */
export const tenantDay = (at: string) => at && dayOf(new Date(at), tenantZone());

/** Whether two ends are the same: a day as picked, and the moment it was read as. */
export const sameEnd = (a: string, b: string) => (lastDay(a) || a) === (lastDay(b) || b);

/** Whole days from today to the last one, where the tenant is: 0 = today. */
export function daysLeft(at: string, now = new Date()): number {
	return Math.round((utc(endDay(at)).getTime() - utc(today("tenant", now)).getTime()) / 86_400_000);
}

function made(year: string | undefined, month: number, date: string, now: string): string | undefined {
	const write = (y: number) => `${String(y).padStart(4, "0")}-${pad(month)}-${pad(Number(date))}`;
	if (year === undefined) {
		const next = write(parts(now)[0]);
		return real(next < now ? write(parts(now)[0] + 1) : next);
	}
	if (year.length !== 2 && year.length !== 4) return undefined;
	return real(write(Number(year) + (year.length === 2 ? 2000 : 0)));
}

// The 31st of April is none.
function real(day: string): string | undefined {
	return isDay(day) && !Number.isNaN(utc(day).getTime()) && utc(day).toISOString().slice(0, 10) === day
		? day
		: undefined;
}

function monthNamed(word: string): number | undefined {
	for (const length of ["long", "short"] as const) {
		for (let month = 1; month <= 12; month++) {
			// Beside a day some languages bend the name: "31 декабря".
			for (const more of [{}, { day: "numeric" as const }]) {
				const name = new Intl.DateTimeFormat(dateLanguage(), { month: length, timeZone: "UTC", ...more })
					.formatToParts(utc(`2006-${pad(month)}-15`))
					.find((part) => part.type === "month")
					?.value.toLocaleLowerCase(dateLanguage());
				if (name && /^\p{L}/u.test(name) && (name.startsWith(word) || word.startsWith(name.replace(".", ""))))
					return month;
			}
		}
	}
	return undefined;
}

function numeric(): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat(dateLanguage(), {
		day: "2-digit",
		month: "2-digit",
		year: "numeric",
		calendar: "gregory",
		numberingSystem: "latn",
		timeZone: "UTC",
	});
}

const isPart = (type: string): type is "day" | "month" | "year" =>
	type === "day" || type === "month" || type === "year";
const pad = (n: number) => String(n).padStart(2, "0");
const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const parts = (day: string) => day.split("-").map(Number) as [number, number, number];

const zones = new Map<string | undefined, Intl.DateTimeFormat>();

function dayOf(at: Date, zone: string | undefined): string {
	let format = zones.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
		zones.set(zone, format);
	}
	return format.format(at);
}
