// Roles, allowed hosts, Why? and the audit, as an administrator uses them. The
// browser comes from 192.0.2.44, told by a trusted proxy.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible, admin, findings, World } from "./world.mjs";

const here = "192.0.2.44";
const headers = { "X-Forwarded-For": here };

let w;
let page;

before(async () => {
	w = await World.begin({ args: ["--trusted-proxy", "127.0.0.0/8"] });
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
		["kofi.asante", "Kofi", "Asante", "121"],
	);
	for (const queue of ["600", "620"]) w.callgate(["queue", "add", "--queue", queue]);
	page = await w.signedIn(admin, { headers });
});
after(() => w?.end());

const button = (name, exact = true) => page.getByRole("button", { name, exact });
const said = (text) => page.getByText(text).first().waitFor();
const right = (permission) => page.locator(`[data-permission="${permission}"]`);
const role = (name) => w.json(["role", "show", "--role", name]);
const goto = (path, title) => w.goto(page, path, title);

test("a predefined role is copied, changed and given a reach of its own", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^StandardUser/ }).click();
	await page.getByRole("heading", { level: 2, name: "StandardUser" }).waitFor();
	await said("PortSIP defines this role, so it stays as it is.");
	await accessible(page);
	await button("Clone").click();
	assert.equal(await page.getByLabel("Name").inputValue(), "Copy of StandardUser");
	await page.getByLabel("Name").fill("Front desk");
	await right("calls.log:read").click();
	await page.keyboard.press("a");
	await right("calls.log:read")
		.and(page.locator('[data-look="given"], [data-look="allow"], [aria-label*="given"]'))
		.waitFor();
	await page.getByRole("radio", { name: "a list" }).check({ force: true });
	await said("First name something in its reach");
	await page
		.getByRole("textbox", { name: "Add a queue, extension or number" })
		.or(page.getByRole("combobox", { name: "Add a queue, extension or number" }))
		.first()
		.fill("600");
	await page.getByRole("option", { name: /queue 600/ }).click();
	await button("Leave out queue 600").waitFor();
	await accessible(page);
	await button("Save role").click();
	await said("Front desk saved.");
	const saved = role("Front desk");
	assert.ok(saved.permissions.includes("calls.log:read"));
	assert.deepEqual([saved.reach, saved.reachList], ["list", ["queue:600"]]);
});

test("a right that another one needs is pinned, and a saved change is undone", async () => {
	await page.getByRole("heading", { level: 2, name: "Front desk" }).waitFor();
	await button("Edit rights").click();
	await right("calls.recording:read").click();
	await page.keyboard.press("a");
	await said("1 right added.");
	// Recordings need the log or own calls; domestic calls need internal ones.
	await right("dial.internal:use").click();
	await page.keyboard.press("i");
	await said(/stays: .* needs it/);
	await button("Save role").click();
	await said("Front desk saved.");
	assert.ok(role("Front desk").permissions.includes("calls.recording:read"));
	assert.ok(role("Front desk").permissions.includes("dial.internal:use"));
	await button("Undo", false).last().click();
	await said("Undone.");
	assert.ok(!role("Front desk").permissions.includes("calls.recording:read"));
});

test("people are moved into a role, and the matrix counts them", async () => {
	await page.getByRole("heading", { level: 2, name: "Front desk" }).waitFor();
	await page.getByRole("checkbox", { name: "Sam Okafor" }).check({ force: true });
	await page.getByRole("checkbox", { name: "Ewan Kerr" }).check({ force: true });
	await button("Add 2").click();
	await said("2 users have Front desk now.");
	await page.getByRole("region", { name: "Users in this role" }).getByText("Sam Okafor").waitFor();
	const head = page.getByRole("columnheader", { name: /Front desk/ });
	await head.getByText("2", { exact: false }).waitFor();
	assert.equal(await head.getAttribute("aria-selected"), "true");
	// One cell holds the focus; arrows read down the column.
	await head.focus();
	await page.keyboard.press("ArrowDown");
	assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /Read/);
	// A word narrows the modules, or the roles when it names none.
	await page.getByRole("searchbox", { name: "Module or role" }).fill("recordings");
	await page.getByRole("rowheader", { name: "Dashboard" }).waitFor({ state: "detached" });
	await page.getByRole("rowheader", { name: "Recordings", exact: true }).waitFor();
	await page.getByRole("searchbox", { name: "Module or role" }).fill("nothing like it");
	await said("No module and no role is called “nothing like it”.");
	await button("Clear the search").first().click();
	await page.getByRole("rowheader", { name: "Dashboard" }).waitFor();
	await accessible(page);
});

test("on paper stands the whole matrix and nothing else", async () => {
	await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
	await page.emulateMedia({ media: "print" });
	await page.locator("body > section h1").filter({ hasText: "Roles, Kestrel Freight" }).waitFor();
	assert.equal(await page.locator("#root").isVisible(), false);
	await page.emulateMedia({ media: "screen" });
	await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
	await page.locator("body > section h1").waitFor({ state: "detached" });
});

test("hosts are typed in any spelling, each line read while it is typed", async () => {
	await goto("/hosts", "Allowed hosts");
	await said("No list: everyone may come from anywhere.");
	await accessible(page);
	await page.getByLabel(/Add hosts/).fill("198.51.100.64-127\n::ffff:198.51.100.200\n198.51.100.5/33\n010.1.1.1");
	await said("2 lines are in the list below, 2 need a correction.");
	await said("64 addresses, was a range");
	await said("1 address, was IPv4 written as IPv6");
	await said("An IPv4 prefix ends at /32. For this one address write 198.51.100.5.");
	await page.getByRole("row", { name: /198\.51\.100\.64\/26/ }).waitFor();
	// What was corrected joins the list; a line taken off the list leaves the box.
	await page.getByLabel(/Add hosts/).fill("198.51.100.64-127\n::ffff:198.51.100.200\n198.51.100.5");
	await page.getByRole("row", { name: /198\.51\.100\.5 / }).waitFor();
	await button("Remove 198.51.100.200").click();
	await page.getByRole("row", { name: /198\.51\.100\.200/ }).waitFor({ state: "detached" });
	assert.equal(await page.getByLabel(/Add hosts/).inputValue(), "198.51.100.64-127\n198.51.100.5");
});

test("nobody shuts himself out, and saving asks for the password", async () => {
	await said("You would shut yourself out");
	assert.ok(await button("Save hosts").isDisabled());
	await accessible(page);
	await button("Keep only my address").click();
	await page
		.getByRole("row", { name: new RegExp(here) })
		.getByText("You are here")
		.waitFor();
	await page.getByLabel(`Note for ${here}`).fill("Leeds office");
	await page.getByText("You would shut yourself out").first().waitFor({ state: "detached" });
	// A sign-in counts as proof for ten minutes; here they are over.
	const over = { result: null, error: { code: "sign_in_again" } };
	await page.route("**/call/api.Hosts.Save", (route) => route.fulfill({ json: over }), { times: 1 });
	await button("Save hosts").click();
	await page.getByRole("dialog").getByText("Is it still you?").waitFor();
	await page.getByLabel("Your password").fill("not this one at all");
	await button("Continue").click();
	await page.getByRole("dialog").getByText("That is not your current password. Type it again.").waitFor();
	assert.equal(w.json(["tenant", "show"]).hosts?.length ?? 0, 0);
	await page.getByLabel("Your password").fill(admin.password);
	await button("Continue").click();
	await said("Allowed hosts saved.");
	const hosts = w.json(["tenant", "show"]).hosts;
	assert.deepEqual(hosts.map((h) => h.cidr).sort(), [here, "198.51.100.5", "198.51.100.64/26"]);
	assert.equal(hosts.find((h) => h.cidr === here).note, "Leeds office");
	assert.equal(await page.getByLabel(/Add hosts/).inputValue(), "");
});

test("an address is tested against the list as it stands on screen", async () => {
	await page.getByLabel("Address to test").fill("198.51.100.70");
	await page.getByText("Yes", { exact: true }).waitFor();
	await button("Remove 198.51.100.64/26").click();
	await page.getByText("No", { exact: true }).waitFor();
	await button("Put back").click();
	await page.getByText("Yes", { exact: true }).waitFor();
	w.callgate(["user", "hosts", "--user", "sam.okafor", "--add", "203.0.113.0/24"]);
	await page.getByRole("button", { name: /^as:/ }).click();
	await page.getByRole("option", { name: /Sam Okafor/ }).click();
	await said("No, not as Sam Okafor");
	await said("Both lists must let an address in.");
	await page.getByRole("tab", { name: /^Per user/ }).click();
	await page.getByRole("row", { name: /Sam Okafor.*203\.0\.113\.0\/24/ }).waitFor();
	await accessible(page);
	w.callgate(["user", "hosts", "--user", "sam.okafor", "--clear"]);
});

test("why not? is asked in one sentence and answered gate by gate", async () => {
	await goto("/why", /^May/);
	await accessible(page);
	await page.getByRole("button", { name: /^Who:/ }).click();
	await page.keyboard.type("sam");
	await page.getByRole("option", { name: /Sam Okafor/ }).click();
	await page.getByRole("button", { name: /^What:/ }).click();
	await page.keyboard.type("calls.recording:read");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: /^Of what:/ }).click();
	await page.keyboard.type("620");
	await page.getByRole("option", { name: /^queue 620/ }).click();
	await page.getByText("Denied", { exact: true }).waitFor();
	await said("Sam Okafor does not hold the right.");
	await said("At the rights");
	await said("At the reach");
	await accessible(page);
	assert.match(page.url(), /user=sam\.okafor.*do=calls\.recording%3Aread.*on=queue%3A620.*from=anywhere/);
	await page.reload();
	await page.getByText("Denied", { exact: true }).waitFor();
	await page.getByRole("button", { name: /^Rights:/ }).click();
	await said(/The role Front desk does not give/);
});

test("the command line gives the same answer, and the change makes it allowed", async () => {
	const asked = async () => {
		const line = (await page.locator("pre").last().textContent()).trim().split(/\s+/);
		assert.equal(line.shift(), "callgate");
		return w.tried(line);
	};
	const refused = await asked();
	assert.equal(refused.status, 1, refused.stderr);
	assert.match(refused.stdout, /^denied/i);
	await page.getByRole("link", { name: /^Open: Allow/ }).click();
	await page.getByRole("heading", { name: "Sam Okafor" }).first().waitFor();
	w.callgate(["user", "edit", "--user", "sam.okafor", "--allow", "calls.recording:read", "--reach", "queue:620"]);
	await page.goBack();
	await page.getByText("Allowed", { exact: true }).waitFor();
	const allowed = await asked();
	assert.equal(allowed.status, 0, allowed.stderr);
	assert.match(allowed.stdout, /^allowed/i);
	await page.getByRole("button", { name: /^From where:/ }).click();
	await page.keyboard.type("203.0.113.9");
	await page.keyboard.press("Enter");
	await page.getByText("Denied", { exact: true }).waitFor();
	await said("but not from this address");
	assert.equal((await asked()).status, 1);
});

test("the audit is filtered, and a record tells what changed", async () => {
	await goto("/audit", "Audit");
	await page.getByRole("searchbox", { name: "Whom or what" }).fill("Front desk");
	await page.getByRole("row", { name: /Members of a role changed/ }).click();
	await page.getByRole("heading", { level: 2, name: "Members of a role changed" }).waitFor();
	await page.locator("[data-side=after]").getByText("sam.okafor").waitFor();
	await page
		.getByRole("row", { name: /Role changed/ })
		.first()
		.click();
	await page.getByRole("rowheader", { name: "Rights" }).waitFor();
	await page.locator("[data-side=before]").getByText("calls.recording:read").waitFor();
	assert.equal(await page.locator("[data-side]").getByText("calls.log:read").count(), 0);
	await accessible(page);
	assert.match(page.url(), /target=Front/);
	await page.reload();
	await page.getByRole("row", { name: /Role added/ }).waitFor();
	await page.getByRole("searchbox", { name: "Whom or what" }).fill("nobody like that");
	await said("No record fits these filters.");
	await button("Clear the filters").first().click();
	await page
		.getByRole("row", { name: /User changed/ })
		.first()
		.waitFor();
});

test("the audit is verified and taken away", async () => {
	await button("Verify").click();
	await said(/The chain is whole: \d+ records/);
	const [download] = await Promise.all([page.waitForEvent("download"), button("Export").click()]);
	assert.match(download.suggestedFilename(), /^callgate-kestrel-audit-.*\.csv$/);
	assert.match(readFileSync(await download.path(), "utf8"), /hosts\.save/);
});

test("how long the audit is kept is chosen, and taken back", async () => {
	await goto("/settings", "Settings");
	await page.getByRole("combobox", { name: "How long audit records are kept" }).click();
	await page.getByRole("option", { name: "1 year" }).click();
	await said("No record is older than that now.");
	await button("Save").click();
	await said(/Older records go from .* on/);
	assert.match(w.callgate(["audit", "retention"]), /365 days/);
	// Keeping them longer asks nobody; to take that back is to keep them shorter.
	await page.getByRole("combobox", { name: "How long audit records are kept" }).click();
	await page.getByRole("option", { name: "2 years" }).click();
	await button("Save").click();
	await said("Audit records are kept: 2 years.");
	const over = { result: null, error: { code: "sign_in_again" } };
	await page.route("**/call/api.Audit.Retain", (route) => route.fulfill({ json: over }), { times: 1 });
	await button("Undo").last().click();
	await page.getByRole("dialog").getByText("Is it still you?").waitFor();
	assert.match(w.callgate(["audit", "retention"]), /730 days/);
	await page.getByLabel("Your password").fill(admin.password);
	await button("Continue").click();
	await said("Undone.");
	assert.match(w.callgate(["audit", "retention"]), /365 days/);
	await button("Undo").last().click();
	await said(/The oldest record was made on/);
	assert.match(w.callgate(["audit", "retention"]), /for ever/);
});

test("the office's own picture, and whom to ask, stand where people sign in", async () => {
	const drawing =
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><rect width="300" height="80" fill="teal"/></svg>';
	const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button("Choose a picture…").click()]);
	await chooser.setFiles({ name: "kestrel.svg", mimeType: "image/svg+xml", buffer: Buffer.from(drawing) });
	await page.getByLabel("Whom to ask").fill("Reception, extension 100");
	await said("Picture and help: default to picture, Reception, extension 100.");
	await accessible(page);
	await button("Save settings").click();
	await page.getByRole("navigation").getByRole("img", { name: "Kestrel Freight" }).waitFor();
	const front = await w.person({ headers });
	await front.goto(`${w.url}/sign-in`);
	await front.getByText("Help: Reception, extension 100").waitFor();
	await front.waitForFunction(() => [...document.images].some((image) => image.naturalWidth === 450));
	await front.context().close();
});

test("an audit that somebody changed outside is said where retention is set, and among the checks", async () => {
	const broken = await World.begin();
	try {
		broken.callgate(["user", "add", "--login", "sam.okafor"]);
		broken.callgate(["user", "block", "--user", "sam.okafor", "--reason", "Lost his telephone"]);
		await broken.stop();
		const file = join(broken.data, "callgate.db");
		const content = readFileSync(file, "latin1");
		assert.ok(content.includes("Lost his telephone"));
		writeFileSync(file, content.replaceAll("Lost his telephone", "Kept his telephone"), "latin1");
		assert.equal(broken.tried(["audit", "verify"]).status, 1);
		await broken.serve();
		const ada = await broken.signedIn(admin);
		await ada.goto(`${broken.url}/settings`);
		await ada.getByText(/The audit’s chain does not hold since/).waitFor();
		await ada.getByText("No old record is removed until it holds again").scrollIntoViewIfNeeded();
		assert.deepEqual(await findings(ada), []);
		await broken.picture(ada, "chain-settings");
		await ada.goto(`${broken.url}/checks`);
		const check = ada.getByRole("link", { name: /The audit’s chain does not hold since/ });
		await check.waitFor();
		await broken.picture(ada, "chain-checks");
		assert.deepEqual(await findings(ada), []);
		await check.click();
		await ada.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
		await ada.getByText(/was changed after it was written/).waitFor();
	} finally {
		await broken.end();
	}
});

test("on a phone every page is one column", async () => {
	await page.setViewportSize({ width: 390, height: 844 });
	await goto("/roles", "Roles");
	await page
		.getByRole("combobox", { name: "Role" })
		.or(page.getByLabel("Role", { exact: true }))
		.first()
		.waitFor();
	await accessible(page);
	for (const [path, title] of [
		["/hosts", "Allowed hosts"],
		["/why?user=sam.okafor&do=calls.recording:read&on=queue:620&from=203.0.113.9", /^May/],
		["/audit", "Audit"],
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
