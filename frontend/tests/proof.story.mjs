// An administrator proves that access is as it should be: asks who hears the
// recordings of 101, writes down that it stays so, is refused a save that would
// change it, and reviews who has what.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { accessible, admin, World } from "./world.mjs";

let w;
let page;

before(async () => {
	w = await World.begin();
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["mira.lindqvist", "Mira", "Lindqvist", "101", "--allow", "calls.log:read", "--allow", "calls.recording:read"],
		["ewan.kerr", "Ewan", "Kerr", "110", "--role", "QueueManager"],
	);
	page = await w.signedIn();
});
after(() => w?.end());

const button = (name) => page.getByRole("button", { name, exact: true });
const said = (text) => page.getByText(text).first().waitFor();
const goto = (path, title) => w.goto(page, path, title);

test("she asks who hears the recordings of 101, and by what", async () => {
	await goto("/why", /^May/);
	await button("Ask the reverse: who may?").click();
	await page.getByRole("button", { name: /^Of what:/ }).click();
	await page.keyboard.type("101");
	await page.getByRole("option", { name: /extension 101/ }).click();
	await said(/^2 of \d people may$/);
	await page.getByRole("row", { name: /Mira Lindqvist.*Override.*own/ }).waitFor();
	await page.getByRole("row", { name: /Administrator/ }).waitFor();
	assert.equal(await page.getByRole("row", { name: /Sam Okafor/ }).count(), 0);
	await accessible(page);
	const line = (await page.locator("pre").last().textContent()).trim().split(/\s+/).slice(1);
	assert.deepEqual(
		w.json(line).map((row) => row.login),
		[admin.login, "mira.lindqvist"],
	);
	await button("Who may grant it?").click();
	await said(/^1 of \d people may grant it$/);
	await button("Who may do it?").click();
});

test("she keeps the answer as a sentence, read while she types", async () => {
	await button("Write as an expectation").click();
	await page.getByRole("heading", { level: 1, name: "Expectations" }).waitFor();
	const sentence = page.getByRole("textbox", { name: /^Add a sentence/ });
	const kept = `nobody but ${admin.login}, mira.lindqvist can calls.recording:read extension:101`;
	assert.equal(await sentence.inputValue(), kept);
	await said(/^Nobody but .* and Mira Lindqvist can play recordings of extension 101\.$/);
	await said("Holds now");
	await sentence.fill("nobody except mira.lindqvist can calls.recording:read extension:101");
	await said("“except” is not understood here");
	await accessible(page);
	assert.equal(await button("Keep it").isDisabled(), true);
	await sentence.fill("nobody but mira.lindqvist can calls.recording:read extension:101");
	await said(/Does not hold now/);
	await sentence.fill(kept);
	await said("Holds now");
	await page.getByRole("textbox", { name: "Why it is expected" }).fill("as the works council agreed");
	await button("Keep it").click();
	await said("as the works council agreed");
	await said(/1 sentence, none broken/);
	await accessible(page);
});

test("a save that would break it is refused with the sentence", async () => {
	const refused = w.tried(["user", "edit", "--user", "sam.okafor", "--full-report-access"]);
	assert.equal(refused.status, 2);
	assert.match(refused.stderr, /nobody but .* can calls\.recording:read extension:101”: Sam Okafor/);
	w.callgate(["user", "edit", "--user", "sam.okafor", "--reach", "extension:101"]); // a reach alone grants nothing
	await page.goto(`${w.url}/users`);
	const { result: sam } = await World.call(page, "Users.Find", "sam.okafor");
	await page.goto(`${w.url}/users/${sam.user.id}/overrides`);
	await page.locator('[data-permission="calls.recording:read"]').click();
	await page.keyboard.press("a");
	await said(/This would break the expectation “nobody but .*extension:101”: Sam Okafor/);
	await page.getByRole("button", { name: "Discard" }).first().click();
	const answer = await World.call(page, "Users.SetAccess", sam.user.id, {
		revision: sam.user.revision,
		kind: "administrator",
		seat: null,
		roles: null,
		overrides: null,
		reachEverything: null,
		reach: [],
		exclusions: null,
		hosts: null,
	});
	assert.equal(answer.error?.code, "expectation_broken");
	assert.match(answer.error.params.sentence, /^nobody but/);
	assert.equal(w.tried(["expectation", "check"]).status, 0);
	await page.getByRole("tab", { name: "In sight" }).click();
	await said("See own calls");
	await accessible(page);
});

test("an answer of Why? is kept with one button", async () => {
	await goto("/why?user=sam.okafor&do=calls.recording:read&on=extension:110&from=anywhere", /^May/);
	await page.getByText("Denied", { exact: true }).waitFor();
	await button("Keep “Sam Okafor cannot play recordings of extension 110”").click();
	await said(/is kept as an expectation/);
	await goto("/why", /^May/);
	await said("Asked lately");
	await page.getByRole("link", { name: "Sam Okafor cannot play recordings of extension 110" }).first().click();
	await page.getByText("Denied", { exact: true }).waitFor();
	await goto("/expectations", "Expectations");
	await said("sam.okafor cannot calls.recording:read extension:110");
	await page.getByRole("button", { name: /^Delete… Sam Okafor cannot/ }).click();
	await button("Delete expectation").click();
	await said("Expectation deleted.");
	await said(/1 sentence, none broken/);
});

test("what holds and is worth keeping is kept with one button, and taken back", async () => {
	await goto("/expectations", "Expectations");
	const worth = page.getByRole("region", { name: "Worth keeping" });
	await worth.getByText(/^nobody but .* can directory\.roles:write$/).waitFor();
	await accessible(page);
	await worth.getByRole("button", { name: /^Keep it: Nobody but .* can change roles$/ }).click();
	await said(/2 sentences, none broken/);
	assert.match(w.callgate(["expectation", "list"]), /holds +nobody but .* can directory\.roles:write/);
	await worth.getByText(/directory\.roles:write/).waitFor({ state: "detached" });
	await page.getByRole("button", { name: "Undo" }).click();
	await said(/1 sentence, none broken/);
	await worth.getByText(/directory\.roles:write/).waitFor();
});

test("she reviews who has what, and takes one right away", async () => {
	await goto("/reviews", "Reviews");
	await page.getByLabel("Name", { exact: true }).fill("Autumn review");
	await page.getByLabel("Due", { exact: true }).fill("2099-10-31");
	await button("Start a review").click();
	await page.getByRole("heading", { level: 1, name: "Autumn review" }).waitFor();
	await said("Open, due 31 Oct 2099");
	await accessible(page);
	await page.getByRole("button", { name: "Withdraw: Ewan Kerr, Role QueueManager" }).click();
	await said("Taken from Ewan Kerr: Role QueueManager");
	await said(/1 withdrawn/);
	assert.equal(
		w.tried(["check", "--user", "ewan.kerr", "--do", "directory.users:write", "--from", "anywhere"]).status,
		1,
	);
	assert.match(w.callgate(["audit", "list", "--what", "review."]), /Autumn review/);
	assert.equal(await button("Finish…").isDisabled(), true);
	await page.getByRole("button", { name: /^Mira Lindqvist: Confirm all/ }).click();
	await page
		.getByRole("listitem")
		.filter({ hasText: "Mira Lindqvist" })
		.getByText("Confirmed", { exact: true })
		.nth(2)
		.waitFor();
	// A decided right never offers its button again, so they only get fewer.
	const open = page.getByRole("button", { name: /^Confirm: / });
	for (let left = await open.count(); left > 0; left--) {
		await open.first().click();
		await page.waitForFunction((n) => document.querySelectorAll('button[aria-label^="Confirm: "]').length < n, left);
		assert.equal(await open.count(), left - 1);
	}
	await button("Finish…").click();
	await button("Finish the review").click();
	await said(/Finished by/);
	assert.equal(await page.getByRole("button", { name: /^Withdraw: / }).count(), 0);
	await accessible(page);
});

test("the review goes out as a workbook and on paper", async () => {
	await World.call(page, "Account.SetPreferences", {
		language: "",
		timeZone: "",
		theme: "",
		startPage: "",
		download: "xlsx",
	});
	const [download] = await Promise.all([page.waitForEvent("download"), button("Export").click()]);
	assert.match(download.suggestedFilename(), /^callgate-kestrel-review-.*\.xlsx$/);
	const bytes = readFileSync(await download.path());
	assert.equal(bytes.subarray(0, 2).toString(), "PK");
	// What would be printed, at the moment of printing.
	await page.evaluate(() => {
		window.print = () => {
			window.printed = document.querySelector("[data-paper]").textContent;
		};
	});
	await button("Print").click();
	await page.waitForFunction(() => window.printed !== undefined);
	const paper = await page.evaluate(() => window.printed);
	for (const words of ["Autumn review", "Kestrel Freight", "Ewan Kerr", "Withdrawn", "Date, name, signature"])
		assert.ok(paper.includes(words), words);
	const sheet = await page.pdf({ format: "A4" });
	assert.ok(sheet.length > 2000);
});

test("on a phone every page is one column", async () => {
	await page.setViewportSize({ width: 390, height: 844 });
	for (const [path, title] of [
		["/why?who=may&do=calls.recording:read&on=extension:101&from=anywhere", /^Who may/],
		["/expectations", "Expectations"],
		["/reviews", "Reviews"],
	]) {
		await goto(path, title);
		const wide = await page.evaluate(() => document.querySelector("main").scrollWidth - innerWidth);
		assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
		await accessible(page);
	}
	assert.deepEqual(
		page.problems.filter((problem) => !problem.includes("401") && !problem.includes("403")),
		[],
	);
});
