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
	w = await World.begin({ args: ["--trusted-proxy", "127.0.0.0/8"] });
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
		["kofi.asante", "Kofi", "Asante", "121"],
	);
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
	await page.getByText("Users is not yours to open").waitFor();
	await page.goto(`${w.url}/account`);
	await page.getByText("Password, second factor and sessions are Sam Okafor’s own.").waitFor();
	await banner.waitFor();
	assert.deepEqual(await findings(page), []);
	await w.picture(page, "sippy-acting");
	await page.getByLabel("First name").fill("Samuel");
	await page.getByLabel("First name").press("Enter");
	await page.getByText(/^You act as Samuel Okafor/).waitFor();
	await page.getByRole("button", { name: "Stop" }).click();
	await toast("You are yourself again.");
	await page
		.getByRole("button", { name: /Ada|ada/ })
		.first()
		.waitFor();
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
	const refused = await call("Account.SetPreferences", {
		language: "de",
		timeZone: "",
		theme: "",
		startPage: "",
		download: "",
	});
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
	await toast("Time is up. You are yourself again.");
	w.callgate(["user", "unblock", "--user", "kofi.asante"]);
});

test("Remote Assistance is listed, off; it is turned on for a day with a code that is shown once", async () => {
	await page.goto(`${w.url}/users`);
	await row("remote.assistance").getByText("Disabled").waitFor();
	await row("Ada").or(row("ada.whitlock")).first().getByText("Default User").waitFor();
	await row("remote.assistance").click();
	await page.getByRole("button", { name: "Turn on…" }).click();
	assert.equal(await page.getByLabel("For how many hours").inputValue(), "24");
	await page.getByText("Remote Assistance is let in").waitFor();
	await page.getByLabel("For how many hours").fill("721");
	await page.getByText("turned on for 1 to 720 hours").waitFor();
	await page.getByLabel("For how many hours").fill("24");
	await page.getByText("Remote Assistance is let in").waitFor();
	await page.getByRole("button", { name: "Turn on Remote Assistance" }).click();
	const code = (await page.locator("output").textContent()).trim();
	await page.getByRole("button", { name: "Done" }).click();
	await page.getByText(/^On until .* It turns itself off then\.$/).waitFor();
	assert.deepEqual(await findings(page), []);
	const helper = await w.person();
	await helper.goto(`${w.url}/sign-in`);
	await signIn(helper, { login: "remote.assistance", password: code });
	const fields = helper.locator("input[autocomplete=new-password]");
	await fields.first().waitFor();
	for (const field of await fields.all()) await field.fill("lamps along the winding quay");
	await helper.getByRole("button", { name: "Continue" }).click();
	await helper.getByRole("navigation").first().waitFor();
	// What is done from outside is marked, and can be looked at alone.
	await page.goto(`${w.url}/audit?by=assistance`);
	await page.getByRole("row").filter({ hasText: "Remote Assistance" }).first().waitFor();
	assert.deepEqual(await findings(page), []);
	await page.goto(`${w.url}/users`);
	await row("remote.assistance").click();
	await page.getByRole("button", { name: "Turn off now" }).click();
	await helper.getByLabel("Login").waitFor();
	await helper.context().close();
});

test("an address that failed too often is held, and released on the settings page", async () => {
	const tenant = (await call("Tenants.Current")).result;
	const policy = { ...tenant.policy, addressFailures: 3 };
	assert.equal((await call("Tenants.Edit", tenant.revision, { policy })).error, undefined);
	const guesser = await w.person({ headers: { "X-Forwarded-For": "203.0.113.9" } });
	await guesser.goto(`${w.url}/sign-in`);
	for (let n = 0; n < 3; n++) await World.call(guesser, "SignIn.Password", "", "nobody", "guess");
	await page.goto(`${w.url}/settings`);
	await page.getByText("Held addresses").waitFor();
	await page.getByRole("button", { name: "Release 203.0.113.9" }).waitFor();
	const refused = await World.call(guesser, "SignIn.Password", "", "nobody", "guess");
	assert.equal(refused.error.code, "address_held");
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Release 203.0.113.9" }).click();
	await toast("203.0.113.9 may try again.");
	const after = await World.call(guesser, "SignIn.Password", "", "nobody", "guess");
	assert.equal(after.error.code, "sign_in_refused");
	await guesser.context().close();
});

test("start page, download format, language and time zone are each person's own", async () => {
	await page.goto(`${w.url}/account`);
	await page.getByText("XLSX", { exact: true }).click();
	await page.goto(`${w.url}/audit`);
	const [file] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Export" }).click(),
	]);
	assert.match(file.suggestedFilename(), /\.xlsx$/);
	const refused = await call("Users.Edit", show("sam.okafor").id, { startPage: "audit" });
	assert.equal(refused.error.code, "start_page_user");
});

test("the five access levels stand with the basis of each cell, and inferred ones can be switched off", async () => {
	await page.goto(`${w.url}/roles`);
	for (const level of ["Reporter", "Billing", "Call Shop Operator", "NOC"])
		await page.getByText(level, { exact: true }).first().waitFor();
	const { result: roles } = await call("Roles.List");
	const reporter = roles.find((r) => r.id.startsWith("predefined:sippy:") && r.name === "Reporter");
	assert.ok(Object.values(reporter.basis).includes("reconstructed"), JSON.stringify(reporter.basis));
	await w.picture(page, "sippy-roles");
	assert.deepEqual(await findings(page), []);
	const tenant = (await call("Tenants.Current")).result;
	assert.equal((await call("Tenants.Edit", tenant.revision, { inferredOff: true })).error, undefined);
	const noc = (await call("Roles.List")).result.find((r) => r.id.startsWith("predefined:sippy:") && r.name === "NOC");
	assert.equal(noc.permissions.includes("diagnostics.sip_logs:read"), false);
});

test("every page of the day stands in the dark theme, too", async () => {
	await page.emulateMedia({ colorScheme: "dark" });
	for (const path of ["/users", "/settings", "/audit", "/account"]) {
		await page.goto(`${w.url}${path}`);
		await page.locator("main").waitFor();
		assert.deepEqual(await findings(page), [], path);
	}
});

test("nothing was thrown on the page meanwhile", () => {
	assert.deepEqual(
		page.problems.filter((p) => !/Failed to load resource/.test(p)),
		[],
	);
});
