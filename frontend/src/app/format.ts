import i18next from "i18next";

// Numbers, dates and times as the reader writes them: in his language and in
// his time zone. The zone is told once, when the one signed in is known.
let zone: string | undefined;
let tenant: { zone?: string; country?: string } = {};

/** From now on times are those of this zone; "" means the machine's. */
export function setTimeZone(timeZone: string | undefined): void {
	zone = known(timeZone);
}

/** Where the tenant is: its days are those that something lasts until, its country speaks for a reader without one. */
export function setTenant(timeZone: string | undefined, country: string | undefined): void {
	tenant = { zone: known(timeZone), country: /^[A-Z]{2}$/.test(country ?? "") ? country : undefined };
}

/** The reader's time zone; undefined = the machine's. */
export const timeZone = () => zone;

/** His tenant's. */
export const tenantZone = () => tenant.zone;

function known(timeZone: string | undefined): string | undefined {
	return timeZone ? kept("zone", timeZone, () => valid(timeZone)) : undefined;
}

function valid(timeZone: string): string | undefined {
	try {
		new Intl.DateTimeFormat("en", { timeZone });
		return timeZone;
	} catch {
		return undefined;
	}
}

// The page's language as the reader's region writes it: "en" for somebody in
// Leeds is "en-GB", where 19 Nov comes before 2026.
function language(): string {
	const spoken = i18next.language || "en";
	const regions: readonly string[] = globalThis.navigator?.languages ?? [];
	return regions.find((tag) => tag === spoken || tag.startsWith(`${spoken}-`)) ?? spoken;
}

/** The same for dates: whose browser names no region writes them as his tenant's country does. */
export function dateLanguage(): string {
	const spoken = language();
	return tenant.country && !new Intl.Locale(spoken).region ? `${spoken}-${tenant.country}` : spoken;
}

// Formats cost more to make than to use.
const cache = new Map<string, Intl.DateTimeFormat>();
const others = new Map<string, unknown>();

function kept<F>(name: string, tag: string, make: () => F): F {
	const key = `${name} ${tag}`;
	if (!others.has(key)) others.set(key, make());
	return others.get(key) as F;
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${dateLanguage()} ${zone} ${JSON.stringify(options)}`;
	let made = cache.get(key);
	if (!made) {
		made = new Intl.DateTimeFormat(dateLanguage(), { timeZone: zone, ...options });
		cache.set(key, made);
	}
	return made;
}

/** 1318 is "1,318" in English, "1.318" in German. */
export function number(value: number): string {
	const tag = language();
	return kept("number", tag, () => new Intl.NumberFormat(tag)).format(value);
}

/** Several names as a sentence has them: "Ada, Sam and Noor". */
export function list(names: readonly string[]): string {
	const tag = language();
	return kept("list", tag, () => new Intl.ListFormat(tag, { type: "conjunction" })).format(names);
}

/** "19 Nov", with the year when it is not this one. */
export function day(at: string | Date, now = new Date(), timeZone = zone): string {
	const date = read(at);
	if (!date) return "";
	const year = formatter({ year: "numeric", timeZone });
	const sameYear = year.format(date) === year.format(now);
	return formatter({ day: "numeric", month: "short", timeZone, ...(sameYear ? {} : { year: "numeric" }) }).format(date);
}

/** "08:52" */
export function clock(at: string | Date): string {
	const date = read(at);
	return date ? formatter({ hour: "2-digit", minute: "2-digit" }).format(date) : "";
}

/** The whole moment: "19 November 2026, 11:05:42 GMT". For tooltips and the audit. */
export function moment(at: string | Date): string {
	const date = read(at);
	return date
		? formatter({
				day: "numeric",
				month: "long",
				year: "numeric",
				hour: "2-digit",
				minute: "2-digit",
				second: "2-digit",
				timeZoneName: "short",
			}).format(date)
		: "";
}

/** As near as a reader needs: "08:52" today, "yesterday 17:20", "19 Nov 11:05" before. */
export function when(at: string | Date, now = new Date()): string {
	const date = read(at);
	if (!date) return "";
	const days = dayNumber(now) - dayNumber(date);
	if (days === 0) return clock(date);
	if (days === 1) {
		const tag = language();
		const relative = kept("relative", tag, () => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
		const yesterday = relative.format(-1, "day");
		return `${yesterday} ${clock(date)}`;
	}
	return days > 300 || days < 0 ? day(date, now) : `${day(date, now)} ${clock(date)}`;
}

/** "26 min ago", "now" within the minute; after a day as when() says it. */
export function ago(at: string | Date, now = new Date()): string {
	const date = read(at);
	if (!date) return "";
	const seconds = Math.round((now.getTime() - date.getTime()) / 1000);
	if (seconds < 60) return i18next.t("time.now");
	if (seconds < 3600) return i18next.t("time.ago", { time: unit(Math.floor(seconds / 60), "minute") });
	if (seconds < 86_400) return i18next.t("time.ago", { time: unit(Math.floor(seconds / 3600), "hour") });
	return when(date, now);
}

/** Time left until a moment, in the largest unit that fits: "9 min". */
export function left(until: string | Date, now = new Date()): string {
	const date = read(until);
	// The year 9999 stands for "until somebody ends it": no time to tell.
	if (!date || date.getUTCFullYear() === 9999) return "";
	const minutes = Math.max(1, Math.ceil((date.getTime() - now.getTime()) / 60_000));
	if (minutes < 90) return unit(minutes, "minute");
	return minutes < 2880 ? unit(Math.ceil(minutes / 60), "hour") : unit(Math.ceil(minutes / 1440), "day");
}

// "9 min", "2 hr", "3 days"
function unit(value: number, of: "minute" | "hour" | "day"): string {
	return new Intl.NumberFormat(language(), { style: "unit", unit: of, unitDisplay: "short" }).format(value);
}

function read(at: string | Date): Date | undefined {
	if (!at) return undefined;
	const date = at instanceof Date ? at : new Date(at);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

// Days counted in the reader's zone, so that "yesterday" is his yesterday.
function dayNumber(date: Date): number {
	const parts = kept(
		"day",
		zone ?? "",
		() => new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }),
	).format(date);
	return Math.floor(Date.parse(`${parts}T00:00:00Z`) / 86_400_000);
}
