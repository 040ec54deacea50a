// A day of somebody who knows iSymphony's user page: a licence of full and lite
// seats, several addresses and phones, own and shared extensions, status
// colours, restricted users, and people who are not in use.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, World } from "./world.mjs";

let w;
let page;
const tenant = ["--tenant", "kestrel"];
const show = (login) => w.json(["user", "show", ...tenant, "--user", login]);
const row = (name) => page.getByRole("row").filter({ hasText: name }).first();

async function open(login, tab = "") {
	await page.goto(`${w.url}/users/${show(login).id}${tab && `/${tab}`}`);
	await page.getByRole("tabpanel").waitFor();
}

before(async () => {
	w = await World.begin();
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["mirela.dobre", "Mirela", "Dobre", "103"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
	);
	page = await w.signedIn();
});
after(() => w?.end());

test("he bounds the licence, and is told what happens to those who are too many", async () => {
	await page.goto(`${w.url}/settings`);
	await page.getByLabel("Enabled users at most").fill("3");
	await page.getByText("1 over the licence").waitFor();
	await page.getByText("Everybody who is in stays in.", { exact: false }).first().waitFor();
	await page.getByRole("button", { name: "Save", exact: false }).last().click();
	await page.getByText("Settings saved", { exact: false }).first().waitFor();
	const refused = w.tried(["user", "add", ...tenant, "--login", "one.more"]);
	assert.notEqual(refused.status, 0);
	assert.match(refused.stderr, /licence/i);
});

test("the list says so, and he picks whom to disable, those who came least lately first", async () => {
	await page.goto(`${w.url}/users`);
	await page.getByText("1 over the licence").waitFor();
	await page.getByRole("button", { name: "Choose whom to disable" }).click();
	await page.waitForURL(/check=over_licence/);
	await row("Kerr").click();
	await page.getByRole("switch", { name: "Enabled" }).click();
	await page.getByText("1 over the licence").waitFor({ state: "detached" });
	assert.equal(show("ewan.kerr").enabled, false);
});

test("a user has several addresses and phones: the first is primary, any can go", async () => {
	await open("sam.okafor");
	for (const address of ["sam@example.com", "okafor@example.net"]) {
		await page.getByRole("button", { name: "Add e-mail" }).click();
		await page.keyboard.type(address);
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: `Remove ${address}` }).waitFor();
	}
	await page.getByLabel("Tag of okafor@example.net").fill("home");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Add phone" }).click();
	await page.keyboard.type("ext. 7, ask for Sam");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Remove ext. 7, ask for Sam" }).waitFor();
	await page
		.getByRole("button", { name: /make primary/i })
		.first()
		.click();
	const emails = async () => (await World.call(page, "Users.Get", show("sam.okafor").id)).result.user.emails;
	await page.waitForFunction(() => {
		const at = (address) => document.querySelector(`button[aria-label="Remove ${address}"]`);
		return at("okafor@example.net").compareDocumentPosition(at("sam@example.com")) & Node.DOCUMENT_POSITION_FOLLOWING;
	});
	assert.equal((await emails())[0].tag, "home");
	await page.getByRole("button", { name: "Remove sam@example.com" }).click();
	await page.getByRole("button", { name: "Remove sam@example.com" }).waitFor({ state: "detached" });
	assert.equal((await emails()).length, 1);
});

test("own and shared extensions, the default one, and whether he may override it", async () => {
	await open("sam.okafor");
	await page.getByRole("switch", { name: "May choose another one" }).click();
	await page.getByRole("button", { name: /Add.*Shared recordings/ }).click();
	await page.keyboard.type("103");
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Remove 103" }).waitFor();
	const sam = show("sam.okafor");
	assert.deepEqual(sam.shared, ["103"]);
	assert.equal(sam.mayOverrideExtension, true);
	assert.equal(sam.defaultExtension, "102");
});

test("an extension is his since a day that may be set back", async () => {
	await page.getByRole("button", { name: "Change since when calls of 102 count" }).click();
	await page.getByRole("textbox", { name: "Own calls of 102 since" }).fill("2026-01-03");
	await page.keyboard.press("Enter");
	await page.getByText("Sam Okafor: Own extensions saved.").waitFor();
	await page.getByRole("button", { name: "Change since when calls of 102 count" }).getByText("since 3 Jan").waitFor();
	const records = w.json(["audit", "list", ...tenant, "--target", "sam.okafor", "--what", "user.edit"]);
	assert.match(records[0].after, /102.*2026-01-03T00:00:00Z/);
});

test("a restricted user does for himself only what is ticked, whatever his role gives", async () => {
	const id = show("sam.okafor").id;
	await World.call(page, "Users.Edit", id, { restricted: true, selfAllowed: ["password"] });
	const ask = async (permission) =>
		(
			await World.call(page, "Check.Ask", {
				login: "sam.okafor",
				permission,
				on: "",
				dial: "",
				showing: "",
				from: "",
				anyAddress: true,
			})
		).result.allow;
	assert.equal(await ask("me.password:write"), true);
	for (const other of [
		"me.second_factor:write",
		"me.preferences:write",
		"me.conference_rooms:write",
		"me.extension_groups:write",
	])
		assert.equal(await ask(other), false, other);
});

test("status colours are seen as they are chosen, refused where they are not seen, and put back to the defaults", async () => {
	await page.goto(`${w.url}/account`);
	const away = page.getByLabel("Away", { exact: true });
	await away.fill("#EEEEEE");
	await away.blur();
	await page.getByRole("button", { name: "Save colours" }).click();
	await page.getByRole("alert").first().waitFor();
	await away.fill("#7A5CC0");
	await away.blur();
	await page.getByRole("button", { name: "Save colours" }).click();
	await page.getByText("Status colours saved.").first().waitFor();
	const own = async () => (await World.call(page, "Account.Colours")).result.own;
	assert.deepEqual(await own(), { away: "#7A5CC0" });
	await page.getByRole("button", { name: "Apply defaults" }).click();
	await page.waitForFunction(() => document.querySelector("button[data-disabled],button:disabled") !== null);
	await page.getByRole("button", { name: "Apply defaults" }).and(page.locator(":disabled")).waitFor();
	assert.deepEqual(await own(), {});
});

test("whoever only reads the list does not see people who are not in use", async () => {
	w.callgate(["user", "edit", ...tenant, "--user", "mirela.dobre", "--allow", "directory.users:read"]);
	const { code } = w.json(["user", "activate", ...tenant, "--user", "mirela.dobre"]);
	const reader = await w.person();
	await reader.goto(`${w.url}/sign-in`);
	await World.call(reader, "SignIn.Password", "kestrel", "mirela.dobre", code);
	await World.call(reader, "SignIn.ChoosePassword", "quiet orchard evening 57");
	await reader.goto(`${w.url}/users`);
	await reader.getByRole("row").filter({ hasText: "Okafor" }).first().waitFor();
	assert.equal(await reader.getByRole("row").filter({ hasText: "Kerr" }).count(), 0);
	assert.equal((await World.call(reader, "Users.Find", "ewan.kerr")).error.code, "not_found");
	await page.goto(`${w.url}/users`);
	await row("Kerr").waitFor();
	await reader.context().close();
});

test("who gets a lite seat or is disabled vanishes from colleagues' sight: how many is said before, and beside Undo", async () => {
	const mirela = show("mirela.dobre");
	const set = await World.call(page, "Users.SetAccess", mirela.id, {
		revision: mirela.revision,
		reachEverything: true,
		overrides: [{ permission: "calls.log:read", allow: true, expires: "" }],
	});
	assert.ok(set.result, JSON.stringify(set.error));
	await open("sam.okafor", "roles");
	await page.getByText("Lite", { exact: true }).first().click();
	await page.getByText("Mirela Dobre no longer sees Sam Okafor.").waitFor();
	await w.picture(page, "isymphony-out-of-sight");
	await page.getByRole("button", { name: "What changes" }).click();
	await page
		.getByRole("dialog")
		.getByRole("row")
		.filter({ hasText: "Mirela Dobre" })
		.getByText("sees fewer people")
		.waitFor();
	await page.getByRole("button", { name: "Back to editing" }).click();
	await page.getByRole("button", { name: "Discard" }).click();

	w.callgate(["user", "edit", ...tenant, "--user", "mirela.dobre", "--allow", "directory.users:read"]);
	await open("sam.okafor");
	await page.getByRole("button", { name: "More for Sam Okafor" }).click();
	await page.getByRole("menuitem", { name: "Disable", exact: true }).click();
	await page.getByText(/is disabled.*Mirela Dobre no longer sees Sam Okafor\./).waitFor();
	await w.picture(page, "isymphony-disabled");
	await page.getByRole("button", { name: /undo/i }).last().click();
	await page.getByText("Undone.").first().waitFor();
	assert.equal(show("sam.okafor").enabled, true);
});

test("his pages have no serious finding, in both themes", async () => {
	for (const scheme of ["light", "dark"]) {
		await page.emulateMedia({ colorScheme: scheme });
		for (const path of ["/settings", "/account", "/users?check=over_licence", "/things"]) {
			await page.goto(w.url + path);
			await page.getByRole("heading", { level: 1 }).waitFor();
			await page.waitForLoadState("networkidle");
			assert.deepEqual(await findings(page), [], `${path} ${scheme}`);
		}
	}
});
