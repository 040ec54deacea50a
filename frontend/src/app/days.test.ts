import i18next from "i18next";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
	dayPattern,
	daysLeft,
	endDay,
	lastDay,
	over,
	plusDays,
	plusMonths,
	quarterEnd,
	readDay,
	today,
	until,
	weekStart,
	writeDay,
} from "./days";
import { setTenant, setTimeZone } from "./format";

const languages = ["en", "de", "es", "fr", "it", "pt", "ru", "zh"];
const now = "2026-11-22";

beforeAll(async () => {
	const letters = { "date.letter.day": "dd", "date.letter.month": "mm", "date.letter.year": "yyyy" };
	await i18next.init({
		lng: "en",
		keySeparator: false,
		nsSeparator: false,
		resources: Object.fromEntries(languages.map((l) => [l, { translation: letters }])),
	});
});

beforeEach(() => reads("en", "GB"));

async function reads(language: string, country: string, zone = "Europe/London", tenantZone = "Europe/London") {
	setTimeZone(zone);
	setTenant(tenantZone, country);
	await i18next.changeLanguage(language);
}

describe("days", () => {
	it("are written in the order of the reader's language and country", async () => {
		const written: Record<string, string> = {};
		for (const [language, country] of [
			["en", "GB"],
			["en", "US"],
			["de", "DE"],
			["fr", "FR"],
			["es", "ES"],
			["it", "IT"],
			["pt", "BR"],
			["ru", "RU"],
			["zh", "CN"],
		] as const) {
			await reads(language, country);
			written[`${language}-${country}`] = writeDay("2026-11-30");
		}
		expect(written).toEqual({
			"en-GB": "30/11/2026",
			"en-US": "11/30/2026",
			"de-DE": "30.11.2026",
			"fr-FR": "30/11/2026",
			"es-ES": "30/11/2026",
			"it-IT": "30/11/2026",
			"pt-BR": "30/11/2026",
			"ru-RU": "30.11.2026",
			"zh-CN": "2026/11/30",
		});
		await reads("de", "DE");
		expect(dayPattern()).toBe("dd.mm.yyyy");
	});

	it("are read as people write them", async () => {
		const same = (typed: string[], want: string | undefined) => {
			for (const text of typed) expect([text, readDay(text, now)]).toEqual([text, want]);
		};
		same(["30/11/2026", "30.11.2026", "30-11-26", " 30 11 2026 ", "30112026", "301126", "2026-11-30"], "2026-11-30");
		same(["30 Nov 2026", "30 november", "Nov 30, 2026", "30/11", "2026/11/30"], "2026-11-30");
		same(["3/1"], "2027-01-03"); // the next one there is
		same(["31/04/2026", "30/02", "13/13/2026", "1", "soon", "", "30/11/202", "30/11/2026 5"], undefined);
		await reads("en", "US");
		same(["11/30/2026", "11/30", "11302026"], "2026-11-30");
		same(["30/11/2026"], undefined);
		await reads("de", "DE");
		same(["30.11.26", "30. November 2026", "30. nov."], "2026-11-30");
		same(["3. März"], "2027-03-03");
		await reads("ru", "RU");
		same(["30 ноября 2026 г.", "30.11.2026", "30 ноябрь"], "2026-11-30");
		await reads("zh", "CN");
		same(["2026年11月30日", "2026/11/30", "11/30"], "2026-11-30");
	});

	it("read back what they were written as, in every language", async () => {
		for (const language of languages) {
			for (const country of ["GB", "US", "DE", "CN", "IR", "TH", "SA", "IN"]) {
				await reads(language, country);
				for (const day of ["2026-01-02", "2028-02-29", "2099-12-31"])
					expect([language, country, readDay(writeDay(day), now)]).toEqual([language, country, day]);
			}
		}
	});

	it("begin the week as the country does", async () => {
		await reads("en", "US");
		expect(weekStart()).toBe(0);
		await reads("en", "GB");
		expect(weekStart()).toBe(1);
		await reads("de", "AT");
		expect(weekStart()).toBe(1);
	});

	it("count on over months and quarters", () => {
		expect(plusDays("2026-12-28", 7)).toBe("2027-01-04");
		expect(plusMonths("2027-01-31", 1)).toBe("2027-02-28");
		expect(plusMonths("2026-11-22", 3)).toBe("2027-02-22");
		expect(quarterEnd("2026-11-22")).toBe("2026-12-31");
		expect(quarterEnd("2026-12-31")).toBe("2027-03-31");
	});

	it("are the tenant's for whoever looks, at both ends of the world", async () => {
		for (const [zone, end] of [
			["Pacific/Kiritimati", "2026-12-31T10:00:00Z"],
			["Pacific/Pago_Pago", "2027-01-01T11:00:00Z"],
			["America/Santiago", "2027-01-01T03:00:00Z"],
		] as const) {
			for (const reader of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"]) {
				await reads("en", "GB", reader, zone);
				expect([zone, reader, lastDay(end), endDay(end)]).toEqual([zone, reader, "2026-12-31", "2026-12-31"]);
				expect(until(end)).toMatch(/^31 Dec/);
				expect(over(end)).toMatch(/^1 Jan/);
			}
		}
		await reads("en", "GB", "Pacific/Pago_Pago", "America/Santiago");
		expect(lastDay("2026-09-06T04:00:00Z")).toBe("2026-09-05"); // clocks skip that midnight
		expect(lastDay("2026-09-06T03:00:00Z")).toBe("");
		expect(until("2026-09-06T20:30:00Z")).toContain("09:30"); // no day's end: a moment, in his own zone
		expect(until("")).toBe("");
		expect(daysLeft("2026-09-06T04:00:00Z", new Date("2026-09-06T03:59:00Z"))).toBe(0);
		expect(today("here", new Date("2026-09-06T04:30:00Z"))).toBe("2026-09-05");
		expect(today("tenant", new Date("2026-09-06T04:30:00Z"))).toBe("2026-09-06");
	});
});
