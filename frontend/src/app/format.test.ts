import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import en from "../i18n/en/components.json";
import { ago, clock, day, left, list, moment, number, setTimeZone, when } from "./format";

const now = new Date("2026-11-22T10:04:00Z");

beforeAll(async () => {
	await i18next.init({
		lng: "en",
		keySeparator: false,
		nsSeparator: false,
		resources: { en: { translation: en }, de: { translation: en } },
	});
	setTimeZone("Europe/London");
});

describe("format", () => {
	it("groups figures as the language does", async () => {
		expect(number(1318)).toBe("1,318");
		await i18next.changeLanguage("de");
		expect(number(1318)).toBe("1.318");
		await i18next.changeLanguage("en");
	});

	it("says when as near as a reader needs", () => {
		expect(when("2026-11-22T08:52:00Z", now)).toBe("08:52 AM".replace(" AM", clock("2026-11-22T08:52:00Z").slice(5)));
		expect(when("2026-11-21T17:20:00Z", now)).toMatch(/^yesterday 0?5:20|^yesterday 17:20/);
		expect(when("2026-11-19T11:05:00Z", now)).toContain("19");
		expect(when("2024-11-19T11:05:00Z", now)).toContain("2024");
	});

	it("counts days in the reader's zone, not in UTC", () => {
		setTimeZone("Pacific/Auckland");
		expect(when("2026-11-22T10:30:00Z", new Date("2026-11-22T11:30:00Z"))).toContain("yesterday");
		setTimeZone("Europe/London");
	});

	it("says how long ago, and how long still", () => {
		expect(ago("2026-11-22T10:03:40Z", now)).toBe("now");
		expect(ago("2026-11-22T09:38:00Z", now)).toBe("26 min ago");
		expect(left("2026-11-22T10:12:30Z", now)).toBe("9 min");
		expect(left("2026-11-22T13:04:00Z", now)).toBe("3 hr");
		expect(left("9999-12-31T23:59:59Z", now)).toBe("");
	});

	it("leaves out the year of this year", () => {
		expect(day("2026-11-03T00:00:00Z", now)).not.toContain("2026");
		expect(day("2025-11-03T00:00:00Z", now)).toContain("2025");
	});

	it("answers nothing for no time, and for what is none", () => {
		for (const none of ["", "never"])
			expect([when(none), day(none), clock(none), moment(none), ago(none), left(none)].join("")).toBe("");
	});

	it("keeps the machine's zone when told one that does not exist", () => {
		setTimeZone("Mars/Olympus");
		expect(clock(now)).not.toBe("");
		setTimeZone("Europe/London");
	});

	it("joins names as a sentence has them", () => {
		expect(list(["Ada", "Sam", "Noor"])).toBe("Ada, Sam, and Noor");
	});
});
