// The day of an administrator who comes from a softswitch's Web Users page:
// the list, block and unblock in it, log in as, remote assistance, held
// addresses, access levels, and how each person likes to read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, signIn, World } from "./world.mjs";

let w;
let page;

const call = (...args) => World.call(page, ...args);
const row = (name) => page.getByRole("row").filter({ hasText: name }).first();
const toast = (text) => page.getByText(text).first().waitFor();
const show = (login) => w.json(["user", "show", "--user", login]);

before(async () => {
	w = await World.begin();
	for (const [login, first, last, extension] of [
		["sam.okafor", "Sam", "Okafor", "102"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
		["kofi.asante", "Kofi", "Asante", "121"],
	]) {
		w.callgate(["user", "add", "--login", login, "--first", first, "--last", last, "--extension", extension]);
	}
	page = await w.signedIn();
});
after(() => w?.end());

test("a web user is blocked and unblocked in the list, with one click and a reason", async () => {
	await page.goto(`${w.url}/users`);
	await row("Kofi Asante").hover();
	await page.getByRole("button", { name: "Kofi Asante: block" }).click();
	await page.getByLabel("Reason").fill("laptop stolen");
	await page.getByRole("button", { name: "Block Kofi Asante" }).click();
	await row("Kofi Asante").getByText("Blocked").waitFor();
	assert.equal(show("kofi.asante").blockReason, "laptop stolen");
	await page.getByRole("button", { name: "Kofi Asante: unblock" }).click();
	await row("Kofi Asante").getByText("Blocked").waitFor({ state: "detached" });
	assert.equal(show("kofi.asante").blocked, false);
});

test("logged in as a user, the banner stays on every page and over every question, and Stop leads back", async () => {
	await page.goto(`${w.url}/users`);
	await row("Sam Okafor").hover();
	await page.getByRole("button", { name: "Sam Okafor: more" }).click();
	await page.getByRole("menuitem", { name: "Log in as…" }).click();
	await page.getByText("Every change is recorded with both names.").waitFor();
	await page.getByRole("button", { name: "Log in as Sam Okafor" }).click();
	const banner = page.getByText(/^You act as Sam Okafor, (29|30) min left\.$/);
	await banner.waitFor();
	const box = await page.getByRole("status").filter({ has: banner }).boundingBox();
	assert.equal(box.y, 0);
	assert.equal(box.height, 32);
	// His pages, not the administrator's.
	await page.goto(`${w.url}/users`);
	await page.getByText("There is no such page").waitFor();
	await page.goto(`${w.url}/account`);
	await page.getByText("Password, second factor and sessions are Sam Okafor's own.").waitFor();
	await banner.waitFor();
	assert.deepEqual(await findings(page), []);
	await w.picture(page, "sippy-acting");
	await page.getByLabel("First name").fill("Samuel");
	await page.getByLabel("First name").press("Enter");
	await page.getByText(/^You act as Samuel Okafor/).waitFor();
	await page.getByRole("button", { name: "Stop" }).click();
	await toast("You are yourself again.");
	await page.getByRole("button", { name: /Ada|ada/ }).first().waitFor();
	const records = w.json(["audit", "list", "--who", "ada.whitlock"]);
	const edit = records.find((r) => r.what === "account.profile");
	assert.equal(edit.who, "ada.whitlock");
	assert.equal(edit.onBehalf, "sam.okafor");
	w.callgate(["user", "edit", "--user", "sam.okafor", "--first", "Sam"]);
});

test("view as user shows his pages and changes nothing", async () => {
	await page.goto(`${w.url}/users`);
	await row("Ewan Kerr").hover();
	await page.getByRole("button", { name: "Ewan Kerr: more" }).click();
	await page.getByRole("menuitem", { name: "View as user" }).click();
	await page.getByText(/You see the pages as Ewan Kerr does, \d+ min left\. Nothing can be changed\./).waitFor();
	const refused = await call("Account.SetPreferences", { language: "de", timeZone: "", theme: "", startPage: "", download: "" });
	assert.equal(refused.error.code, "looks_only");
	await page.getByRole("button", { name: "Stop" }).click();
	await toast("You are yourself again.");
});

test("acting ends when the user is blocked elsewhere, and the page says so", async () => {
	await page.goto(`${w.url}/users`);
	await row("Kofi Asante").hover();
	await page.getByRole("button", { name: "Kofi Asante: more" }).click();
	await page.getByRole("menuitem", { name: "View as user" }).click();
	await page.getByText(/as Kofi Asante does/).waitFor();
	w.callgate(["user", "block", "--user", "kofi.asante"]);
	await toast("The time was over. You are yourself again.");
	w.callgate(["user", "unblock", "--user", "kofi.asante"]);
});

test("nothing was thrown on the page meanwhile", () => {
	assert.deepEqual(page.problems.filter((p) => !/Failed to load resource/.test(p)), []);
});
