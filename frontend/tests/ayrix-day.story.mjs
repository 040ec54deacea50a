// The day of an administrator who comes from AYRIX's User Authorization:
// groups are roles with their tree, people move between "users in group" and
// "available users", memberships add up, and before each save he sees whom it
// touches. A second administrator works at the same time.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, admin, World } from "./world.mjs";

let w;
let page;

before(async () => {
	w = await World.begin();
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
		["kofi.asante", "Kofi", "Asante", "121"],
	);
	w.callgate(["queue", "add", "--queue", "600"]);
	w.callgate(["queue", "add", "--queue", "610"]);
	page = await w.signedIn();
});
after(() => w?.end());

const button = (name, exact = true) => page.getByRole("button", { name, exact });
const said = (text) => page.getByText(text).first().waitFor();
const right = (permission) => page.locator(`[data-permission="${permission}"]`);
const show = (login) => w.json(["user", "show", "--user", login]);
const role = (name) => w.json(["role", "show", "--role", name]);
const call = (name, ...args) => World.call(page, name, ...args);
const dialog = () => page.getByRole("dialog");

const goto = (path, title) => w.goto(page, path, title);

/** Opens a user's panel on one of its tabs. */
async function open(login, name, tab) {
	await page.goto(`${w.url}/users/${show(login).id}`);
	await page.getByRole("heading", { level: 2, name }).waitFor();
	await page.getByRole("tab", { name: tab }).click();
}

/** Gives a right in the open tree. */
async function give(permission) {
	await page.getByPlaceholder("Module or permission").fill(permission.split(":")[0]);
	await right(permission).click();
	await page.keyboard.press("a");
}

test("AYRIX's Administrators are there with everything, and stay as they are", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Administrators/ }).click();
	await said("AYRIX defines this role, so it stays as it is.");
});

test("a group is a role: its rights are ticked in the tree", async () => {
	for (const [name, permissions] of [
		["Dispatch", ["calls.log:read", "calls.wallboard:read"]],
		["Quality", ["calls.own:read", "calls.recording:read"]],
	]) {
		await goto("/roles", "Roles");
		await button("Add role").click();
		await page.getByLabel("Name", { exact: true }).fill(name);
		for (const permission of permissions) await give(permission);
		await said("Nobody gains or loses anything by this.");
		await button("Save role").click();
		await said(`${name} saved.`);
	}
	assert.ok(role("Dispatch").permissions.includes("calls.wallboard:read"));
	assert.ok(role("Dispatch").permissions.includes("dashboard:read"), "a new group begins with the Dashboard");
});

test("users in the group and available users, found as one types", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Dispatch/ }).click();
	const available = page.getByRole("region", { name: "Available users" });
	await available.getByText("Kofi Asante").waitFor();
	await available.getByRole("searchbox").fill("oka");
	await available.getByText("Kofi Asante").waitFor({ state: "detached" });
	await page.getByRole("checkbox", { name: "Sam Okafor" }).check({ force: true });
	await said(/Sam Okafor gains: .*see the wallboard/);
	await w.picture(page, "ayrix-who-moves");
	await button("Add 1").click();
	await page.getByRole("region", { name: "Users in this role" }).getByText("Sam Okafor").waitFor();
	for (const login of ["sam.okafor", "ewan.kerr"]) w.callgate(["user", "edit", "--user", login, "--role", "Quality"]);
	w.callgate(["user", "edit", "--user", "ewan.kerr", "--role", "Dispatch"]);
});

test("several memberships add up, and beside each right stands what gives it", async () => {
	await open("sam.okafor", "Sam Okafor", /^Effective/);
	const row = (permission) => page.getByRole("row").filter({ hasText: permission });
	await row("calls.log:read").filter({ hasText: "Dispatch" }).first().waitFor();
	await row("calls.recording:read").filter({ hasText: "Quality" }).first().waitFor();
	await w.picture(page, "ayrix-adds-up");
	await accessible(page);
});

test("the Dashboard is not lost, even where it is denied", async () => {
	const sam = show("sam.okafor");
	await call("Users.SetAccess", sam.id, {
		revision: sam.revision,
		overrides: [{ permission: "dashboard:read", allow: false, expires: "" }],
	});
	await open("sam.okafor", "Sam Okafor", /^Effective/);
	await page.getByRole("row").filter({ hasText: "dashboard:read" }).filter({ hasText: "held" }).first().waitFor();
	const now = show("sam.okafor");
	await call("Users.SetAccess", sam.id, { revision: now.revision, overrides: [] });
});

test("before a group is saved stands whom it touches, the harm first; then it is undone", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Dispatch/ }).click();
	await button("Edit rights").click();
	await give("routing.trunks:read");
	await page.getByPlaceholder("Module or permission").fill("calls.wallboard");
	await right("calls.wallboard:read").click();
	await page.keyboard.press("i");
	await said(/(Sam Okafor and Ewan Kerr|Ewan Kerr and Sam Okafor) lose: see the wallboard/);
	await button("What changes").click();
	await dialog().getByText("You changed").waitFor();
	await dialog()
		.getByText(/^2 of \d$/)
		.waitFor();
	await dialog().getByRole("row").filter({ hasText: "Ewan Kerr" }).filter({ hasText: "Trunks" }).waitFor();
	await w.picture(page, "ayrix-before-you-save");
	await accessible(page);
	await dialog().getByRole("button", { name: "Save role" }).click();
	await said("Dispatch saved.");
	assert.ok(!role("Dispatch").permissions.includes("calls.wallboard:read"));
	await button("Undo", false).last().click();
	await said("Undone.");
	assert.ok(role("Dispatch").permissions.includes("calls.wallboard:read"));
	assert.ok(!role("Dispatch").permissions.includes("routing.trunks:read"));
});

test("another administrator saves the same group meanwhile: both changes are shown and merged", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Dispatch/ }).click();
	await button("Edit rights").click();
	await give("routing.trunks:read");
	w.callgate(["role", "edit", "--role", "Dispatch", "--allow", "diagnostics.sip_logs:read"]);
	const meanwhile = page.getByRole("alert").filter({ hasText: "saved this meanwhile" });
	await meanwhile.waitFor();
	await meanwhile.getByText("Gives Trunks").waitFor();
	await w.picture(page, "ayrix-meanwhile");
	await accessible(page);
	await meanwhile.getByRole("button", { name: "Merge" }).click();
	await button("Save role").click();
	await said("Dispatch saved.");
	const saved = role("Dispatch").permissions;
	assert.ok(saved.includes("routing.trunks:read") && saved.includes("diagnostics.sip_logs:read"), saved.join());
});

test("taking back what somebody changed since is refused in words", async () => {
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Dispatch/ }).click();
	await button("Edit rights").click();
	await give("integrations:read");
	await button("Save role").click();
	await said("Dispatch saved.");
	w.callgate(["role", "edit", "--role", "Dispatch", "--description", "Sends the cars"]);
	await button("Undo", false).last().click();
	await said(/saved this meanwhile .* and changed: description/);
	assert.equal(role("Dispatch").description, "Sends the cars");
});

test("a user like another one: everything but login, password and e-mail", async () => {
	await open("sam.okafor", "Sam Okafor", /^Profile/);
	await button("Duplicate").click();
	await dialog().getByLabel("Login", { exact: true }).fill("dara.quinn");
	await dialog().getByLabel("First name").fill("Dara");
	await dialog().getByLabel("Last name").fill("Quinn");
	await said("Dara Quinn gains");
	await w.picture(page, "duplicate");
	await button("Create the user").click();
	await said("Dara Quinn was created.");
	const roles = (login) => show(login).roles.length;
	assert.equal(roles("dara.quinn"), roles("sam.okafor"));
	assert.equal(show("dara.quinn").hasPassword, false);
});

test("a password is changed by a code, and nobody is deleted for it", async () => {
	const before = show("sam.okafor").id;
	await open("sam.okafor", "Sam Okafor", /^Sign-in/);
	await button("Issue activation code").click();
	const ask = page.getByRole("button", { name: "Issue the code" });
	await ask.click();
	const code = (await page.locator("output").textContent())?.trim();
	assert.ok(code && code.length >= 8);
	await button("Done").click();
	assert.equal(show("sam.okafor").id, before);
});

test("the first Admin is not removed, blocked or demoted while he is the last one", async () => {
	const ada = show(admin.login);
	for (const [name, ...args] of [
		["Users.Delete", ada.id, ada.login],
		["Users.Block", ada.id, "gone"],
		["Users.SetEnabled", ada.id, false],
		["Users.SetAccess", ada.id, { revision: ada.revision, kind: "standard" }],
	]) {
		const answer = await call(name, ...args);
		assert.ok(answer.error, `${name} is refused`);
	}
	await open(admin.login, /Whitlock|ada\.whitlock/, /^Profile/);
	await page.getByRole("button", { name: /^More for/ }).click();
	await page.getByRole("menuitem").first().waitFor();
	assert.equal(await page.getByRole("menuitem", { name: "Delete…" }).count(), 0);
	await page.keyboard.press("Escape");
});

test("a move and a deleted group come back with the ends of the memberships", async () => {
	const dispatch = role("Dispatch").id;
	const ewan = show("ewan.kerr").id;
	await call("Users.Extend", ewan, "role", dispatch, "2099-01-01");
	const until = async () =>
		(await call("Users.Get", ewan)).result.user.roles.find((m) => m.role === dispatch)?.expires.slice(0, 10);
	assert.equal(await until(), "2099-01-02"); // when that day is over
	await goto("/roles", "Roles");
	await page.getByRole("columnheader", { name: /^Dispatch/ }).click();
	await page.getByRole("checkbox", { name: "Ewan Kerr" }).check({ force: true });
	await said(/Ewan Kerr loses: .*see the wallboard/);
	await button("Remove 1").click();
	await page.getByRole("region", { name: "Available users" }).getByText("Ewan Kerr").waitFor();
	assert.equal(await until(), undefined);
	await button("Undo", false).last().click();
	await page.getByRole("region", { name: "Users in this role" }).getByText("Ewan Kerr").waitFor();
	assert.equal(await until(), "2099-01-02"); // when that day is over

	await button("More for this role").click();
	await page.getByRole("menuitem", { name: "Delete…" }).click();
	await dialog()
		.getByText(/lose: .*see the wallboard/)
		.waitFor();
	await dialog().getByText("the role then comes back with its members", { exact: false }).waitFor();
	await w.picture(page, "ayrix-group-goes");
	await accessible(page);
	await dialog().getByRole("button", { name: "Delete Dispatch" }).click();
	await said("Dispatch deleted.");
	assert.equal(await until(), undefined);
	await button("Undo", false).last().click();
	await page.getByRole("columnheader", { name: /^Dispatch/ }).waitFor();
	assert.equal(await until(), "2099-01-02"); // when that day is over
	assert.equal(role("Dispatch").id, dispatch);
});

test("on a phone the same list is read in rows", async () => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`${w.url}/hosts`);
	await page
		.getByLabel(/Add hosts/)
		.first()
		.fill("192.0.2.0/24\n127.0.0.1");
	await said(/may come from fewer addresses/);
	await button("What changes").click();
	await dialog().getByText("You changed").waitFor();
	await w.picture(page, "ayrix-phone");
	await accessible(page);
	await dialog().getByRole("button", { name: "Back to editing" }).click();
	assert.deepEqual(page.problems, []);
});
