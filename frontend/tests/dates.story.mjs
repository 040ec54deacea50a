// Days as people write them: in their own language and order, from their own
// first day of the week, and the same day for whoever looks, wherever he is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { admin, findings, World } from "./world.mjs";

let w;
let page;
let other;

before(async () => {
	w = await World.begin();
	w.callgate(["user", "add", "--login", "sam.okafor", "--first", "Sam", "--last", "Okafor"]);
	page = await w.signedIn(admin, { language: "de-DE" });
	await prefers(page, { language: "de", timeZone: "Pacific/Pago_Pago" });
	// Eva looks from the other end of the world.
	w.callgate([
		"user",
		"add",
		"--login",
		"eva.lindqvist",
		"--first",
		"Eva",
		"--last",
		"Lindqvist",
		"--kind",
		"administrator",
	]);
	const eva = { login: "eva.lindqvist", password: "seven herons at low tide" };
	other = await w.person({ language: "en-US" });
	await other.goto(`${w.url}/sign-in`);
	const asked = (name, ...args) => World.call(other, name, ...args);
	const { code } = w.json(["user", "activate", "--user", eva.login]);
	for (const [name, ...args] of [
		["SignIn.Password", "", eva.login, code],
		["SignIn.ChoosePassword", eva.password],
	])
		assert.equal((await asked(name, ...args)).error, undefined, name);
	await prefers(other, { language: "en", timeZone: "Pacific/Kiritimati" });
});
after(() => w?.end());

const show = () => w.json(["user", "show", "--user", "sam.okafor"]);
const expires = (of = page) => of.getByLabel(/^(Expires on|Läuft ab am|Gültig bis)$/);

async function prefers(of, preferences) {
	const answer = await World.call(of, "Account.SetPreferences", {
		language: "",
		timeZone: "",
		theme: "",
		startPage: "",
		download: "",
		...preferences,
	});
	assert.equal(answer.error, undefined, JSON.stringify(answer));
}

async function open(of) {
	await of.goto(`${w.url}/users`);
	await of.getByRole("row").filter({ hasText: "Okafor" }).first().click();
	await of.getByRole("tab").first().waitFor();
	await expires(of).waitFor();
}

/** Waits until the program keeps this end. */
async function kept(at) {
	for (let tries = 0; tries < 50 && show().expires !== at; tries++) await page.waitForTimeout(100);
	assert.equal(show().expires, at);
}

test("a German writes and reads 31.12.2099; the tenant's day ends it, at both ends of the world", async () => {
	for (const [zone, end] of [
		["Pacific/Kiritimati", "2099-12-31T10:00:00Z"],
		["Pacific/Pago_Pago", "2100-01-01T11:00:00Z"],
	]) {
		w.callgate(["tenant", "edit", "--time-zone", zone]);
		await open(page);
		await expires().fill("31.12.99");
		await expires().press("Enter");
		await kept(end);
		assert.equal(await expires().inputValue(), "31.12.2099");
		assert.match(w.callgate(["user", "show", "--user", "sam.okafor"]), /2099-12-31\b(?!T)/);
		// Somebody at the other end reads the same day, in his own order.
		await open(other);
		assert.equal(await expires(other).inputValue(), "12/31/2099");
		await expires().fill("");
		await expires().press("Enter");
		await kept("");
	}
	w.callgate(["tenant", "edit", "--time-zone", "Europe/London"]);
});

test("what is no day, or over, is said in his own words", async () => {
	await open(page);
	await expires().fill("demnächst");
	await expires().press("Enter");
	await page.getByText(/„demnächst“ ist kein Datum\. Schreiben Sie es so: \d\d\.\d\d\.20\d\d\./).waitFor();
	await expires().fill("1.2.2020");
	await expires().press("Enter");
	await page.getByText(/Dieser Tag ist vorbei\. Wählen Sie den \d\d\.\d\d\.20\d\d oder einen späteren Tag\./).waitFor();
	await expires().press("Escape");
	assert.equal(await expires().inputValue(), "");
	assert.equal(show().expires, "");
	assert.deepEqual(await findings(page), []);
});

test("a day is picked with the keyboard, in a week that begins where the reader is", async () => {
	await open(page);
	await expires().fill("15.12.2099");
	await expires().press("Enter");
	await kept("2099-12-16T00:00:00Z");
	await expires().press("ArrowDown");
	const calendar = page.getByRole("dialog", { name: /^Kalender/ });
	await calendar.getByText("Dezember 2099").waitFor();
	assert.equal(await calendar.locator("thead th").first().textContent(), "Mo");
	assert.deepEqual(await findings(page), []);
	await w.picture(page, "calendar-de");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await kept("2099-12-24T00:00:00Z");
	assert.equal(await expires().inputValue(), "23.12.2099");
	assert.equal(await expires().evaluate((field) => field === document.activeElement), true);

	await open(other);
	await expires(other).press("ArrowDown");
	const month = other.getByRole("dialog", { name: /^Calendar/ });
	await month.getByText("December 2099").waitFor();
	assert.equal(await month.locator("thead th").first().textContent(), "Sun");
	await month.getByRole("button", { name: "In a week" }).click();
	await other.getByText(/Undo/).first().waitFor();
	const week = new Date();
	week.setUTCDate(week.getUTCDate() + 7);
	await kept(
		new Date(Date.UTC(week.getUTCFullYear(), week.getUTCMonth(), week.getUTCDate() + 1))
			.toISOString()
			.replace(".000", ""),
	);
});
