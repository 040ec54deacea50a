// Finding, setting up and changing people, as an administrator does it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, signIn, World } from "./world.mjs";

let w;
let page;

before(async () => {
	w = await World.begin();
	w.employ(
		["sam.okafor", "Sam", "Okafor", "102"],
		["mirela.dobre", "Mirela", "Dobre", "103"],
		["ewan.kerr", "Ewan", "Kerr", "110"],
		["kofi.asante", "Kofi", "Asante", "121"],
	);
	w.callgate(["queue", "add", "--tenant", "kestrel", "--queue", "600"]);
	page = await w.signedIn();
});
after(() => w?.end());

const row = (name) => page.getByRole("row").filter({ hasText: name }).first();
const tab = (name) => page.getByRole("tab", { name }).click();
const toast = (text) => page.getByText(text).first().waitFor();
const show = (login) => w.json(["user", "show", "--tenant", "kestrel", "--user", login]);

async function open(name) {
	await page.goto(`${w.url}/users`);
	await row(name).click();
	await page.getByRole("heading", { name, level: 2 }).waitFor();
}

test("the list is searched while typing, filtered, and says why it is empty", async () => {
	await page.goto(`${w.url}/users`);
	await page.getByRole("heading", { name: "Users" }).waitFor();
	await page.keyboard.press("/");
	await page.keyboard.type("okaf");
	await page.getByText("1 of 6").waitFor();
	assert.equal(await page.getByRole("row").filter({ hasText: "Kerr" }).count(), 0);
	await page.keyboard.press("Escape");
	await row("Kerr").waitFor();
	await page.getByRole("button", { name: "Any state" }).click();
	await page.getByRole("menuitem", { name: "Blocked" }).click();
	await page.getByText("No user is blocked.").waitFor();
	await page.getByRole("button", { name: "Clear the filter", exact: true }).click();
	await row("Kerr").waitFor();
	assert.deepEqual(await findings(page), []);
});

test("a user is added with a name alone and gets an activation code", async () => {
	await page.getByRole("button", { name: "Add user" }).click();
	await page.getByLabel("First name").fill("Zofia");
	await page.getByLabel("Last name").fill("Nowak");
	assert.equal(await page.getByLabel("Login", { exact: true }).inputValue(), "zofia.nowak");
	await page.getByLabel("Extension").fill("131");
	await page.getByRole("button", { name: "Add user" }).last().click();
	const code = (await page.locator("output").textContent())?.trim();
	assert.ok(code && code.length >= 8, `a code: ${code}`);
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Done" }).click();
	await page.getByRole("heading", { name: "Zofia Nowak", level: 2 }).waitFor();
	assert.deepEqual(show("zofia.nowak").extensions, ["131"]);
});

test("a login that is taken is refused at its field", async () => {
	await page.goto(`${w.url}/users/new`);
	await page.getByLabel("Login", { exact: true }).fill("sam.okafor");
	await page.getByRole("button", { name: "Add user" }).last().click();
	const login = page.getByLabel("Login", { exact: true });
	await page.waitForFunction((field) => field.getAttribute("aria-invalid") === "true", await login.elementHandle());
	await page.getByRole("button", { name: "Cancel" }).click();
	await page
		.getByRole("button", { name: /leave|discard/i })
		.first()
		.click();
});

test("plain fields save at once and can be taken back", async () => {
	await open("Sam Okafor");
	const field = page.getByLabel("Description", { exact: true });
	await field.fill("Night desk");
	await field.press("Enter");
	await toast("Description saved");
	assert.equal(show("sam.okafor").description, "Night desk");
	await page.getByRole("button", { name: "Undo" }).click();
	await page.waitForFunction((input) => input.value === "", await field.elementHandle());
	assert.equal(show("sam.okafor").description, "");
});

test("an override is set by keyboard in the tree and stands under one bar", async () => {
	await open("Sam Okafor");
	await tab(/^Overrides/);
	await page.getByPlaceholder("Module or permission").fill("recording");
	await page.getByText(/branches without a match/).waitFor();
	await page.locator('[data-permission="calls.recording:read"]').click();
	await page.keyboard.press("a");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("a");
	await page.locator('[data-permission="calls.recording_download:read"][data-look="allow"]').waitFor();
	// What is needed cannot be taken away; the inspector says by what.
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("d");
	await page.locator('[data-permission="calls.recording:read"][data-look="allow"]').waitFor();
	await page.getByText("Needed, so it cannot be taken away yet").waitFor();
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Save" }).click();
	await toast("In force on the next request");
	const check = w.tried([
		"check",
		"--tenant",
		"kestrel",
		"--user",
		"sam.okafor",
		"--do",
		"calls.recording:read",
		"--on",
		"extension:102",
		"--from",
		"127.0.0.1",
	]);
	assert.equal(check.status, 0, check.stdout + check.stderr);
});

test("leaving with unsaved changes is asked about first, changing the tab is not", async () => {
	await open("Sam Okafor");
	await tab(/^Reach/);
	await page.getByRole("switch", { name: "Everything in the tenant" }).check({ force: true });
	await page.getByText("Reaches everything.").waitFor();
	await tab(/^Hosts/);
	await page.getByText("Reaches everything.").waitFor();
	await row("Ewan Kerr").click();
	await page.getByRole("dialog").waitFor();
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Discard" }).click();
	await page.getByText("Reaches everything.").waitFor({ state: "detached" });
});

test("reach is listed by name and hosts are read in any spelling", async () => {
	await open("Sam Okafor");
	await tab(/^Reach/);
	const add = page.getByRole("combobox", { name: "Add to: Extensions, queues, numbers" });
	await add.fill("600");
	await page.getByRole("option", { name: /queue 600/i }).click();
	await page.getByText("In reach: queue 600.").waitFor();
	await tab(/^Hosts/);
	await page.getByLabel(/Add hosts/).fill("127.0.0.0/8\n198.51.100.64-127\n198.51.100.5/33");
	await page.getByRole("table").getByText("198.51.100.64/26").waitFor();
	await page.getByLabel("May this address in?").fill("203.0.113.9");
	await page.getByText("is in none of these lines").waitFor();
	await page.getByRole("button", { name: "Save" }).click();
	await toast("In force on the next request");
	const sam = show("sam.okafor");
	assert.deepEqual(sam.reach, ["queue:600"]);
	assert.equal(sam.hosts.length, 2);
	assert.deepEqual(await findings(page), []);
});

test("two editors see each other, and the later one sees what changed", async () => {
	const mirela = await administrator("mirela.dobre", "amber ferry crossing 58");
	await open("Ewan Kerr");
	await tab(/^Roles/);
	await page.getByRole("button", { name: "Add role" }).click();
	await page.getByRole("menuitem", { name: /^NOC/ }).click();
	await page.getByText("Role NOC added.").waitFor();
	await mirela.goto(page.url().replace(/roles$/, "reach"));
	await mirela.getByRole("switch", { name: "Everything in the tenant" }).check({ force: true });
	await mirela.getByText("ada.whitlock is editing this user too.").waitFor();
	await mirela.getByRole("button", { name: "Save", exact: true }).click();
	await page.getByText(/Mirela Dobre saved this meanwhile/).waitFor();
	await page.getByText("Reaches everything.").waitFor();
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Merge" }).click();
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await toast("In force on the next request");
	const ewan = show("ewan.kerr");
	assert.equal(ewan.reachEverything, true);
	assert.ok(JSON.stringify(ewan.roles).includes("NOC"), JSON.stringify(ewan.roles));
	await mirela.context().close();
});

// Makes somebody an administrator, who then signs in with an activation code
// and a password of his own, in a browser of his own.
async function administrator(login, password) {
	w.callgate(["user", "edit", "--tenant", "kestrel", "--user", login, "--kind", "administrator"]);
	const code = w.callgate(["user", "activate", "--tenant", "kestrel", "--user", login]).trim();
	const other = await w.person();
	await other.goto(`${w.url}/sign-in`);
	await signIn(other, { login, password: code });
	const fields = other.locator("input[autocomplete=new-password]");
	await fields.first().waitFor();
	for (const field of await fields.all()) await field.fill(password);
	await other.getByRole("button", { name: "Continue" }).click();
	await other.getByRole("navigation").first().waitFor();
	return other;
}

test("a user is blocked with a reason, and unblocked by Undo", async () => {
	await open("Kofi Asante");
	await page.getByRole("button", { name: "Block…" }).click();
	await page.getByLabel("Reason").fill("laptop stolen");
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Block Kofi Asante" }).click();
	await toast("Kofi Asante is blocked.");
	await row("Kofi Asante").getByText("Blocked").waitFor();
	assert.equal(show("kofi.asante").blocked, true);
	await page.getByRole("button", { name: "Undo" }).click();
	await row("Kofi Asante").getByText("Blocked").waitFor({ state: "detached" });
	assert.equal(show("kofi.asante").blocked, false);
});

test("many at once: ticked by keyboard, given a role, the bar is closed by Escape", async () => {
	await page.goto(`${w.url}/users`);
	await row("ada.whitlock").focus();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press(" ");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Shift+ ");
	await page.getByText("3 selected").waitFor();
	await page.getByRole("button", { name: "Assign role" }).click();
	await page.getByRole("menuitem", { name: "Reporter", exact: true }).hover();
	await page
		.getByRole("menu")
		.getByText(/gain: .* more\./)
		.waitFor();
	await w.picture(page, "many-given-a-role");
	await page.getByRole("menuitem", { name: "Reporter", exact: true }).click();
	await toast("3 users are in Reporter.");
	assert.deepEqual(await findings(page), []);
	const given = w.json(["role", "show", "--tenant", "kestrel", "--role", "Reporter"]).members;
	await page.getByRole("button", { name: "Undo" }).click();
	await toast("Undone.");
	assert.equal(w.json(["role", "show", "--tenant", "kestrel", "--role", "Reporter"]).members, given - 3);
	await page.keyboard.press("Escape");
	await page.getByText("3 selected").waitFor({ state: "detached" });
});

test("on a phone people are picked from the menu, or by resting a finger on one", async () => {
	const phone = await w.signedIn(undefined, { width: 390, height: 844 });
	const who = (name) => phone.getByRole("row").filter({ hasText: name }).first();
	await phone.goto(`${w.url}/users`);
	await who("Kerr").waitFor();
	await phone.getByRole("main").getByRole("button", { name: "More" }).click();
	await phone.getByRole("menuitem", { name: "Select people" }).click();
	await phone.getByText("Press whoever you mean").waitFor();
	await who("Kerr").click();
	await who("Asante").click();
	const bar = phone.getByRole("toolbar", { name: "For everybody selected" });
	await bar.getByText("2 selected").waitFor();
	assert.equal(new URL(phone.url()).pathname, "/users");
	assert.deepEqual(await findings(phone), []);
	await bar.getByRole("button", { name: "Clear the selection" }).click();
	await bar.waitFor({ state: "detached" });
	const { x, y } = await who("Okafor").boundingBox();
	const touch = await phone.context().newCDPSession(phone);
	await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 80, y: y + 20 }] });
	await bar.getByText("1 selected").waitFor();
	await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
	await who("Okafor").click();
	await bar.waitFor({ state: "detached" });
	await who("Okafor").click();
	await phone.getByRole("heading", { name: "Sam Okafor", level: 2 }).waitFor();
	await phone.context().close();
});

test("before many are disabled stands who is shut out, and who is left alone", async () => {
	await page.goto(`${w.url}/users`);
	for (const name of ["ada.whitlock", "Kofi Asante"]) await row(name).getByRole("checkbox").check({ force: true });
	await page.getByText("2 selected").waitFor();
	await page.getByRole("toolbar").getByRole("button").nth(-2).click();
	await page.getByRole("menuitem", { name: "Disable…" }).click();
	const asked = page.getByRole("dialog");
	await asked.getByText("Kofi Asante is shut out.").waitFor();
	await asked.getByText("1 person would stay unchanged", { exact: false }).waitFor();
	assert.deepEqual(await findings(page), []);
	await w.picture(page, "many-disabled");
	await asked.getByRole("button", { name: "Disable 2 users" }).click();
	await page.getByRole("dialog").getByText("ada.whitlock").waitFor();
	await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
	assert.equal(show("kofi.asante").enabled, false);
	await page.getByRole("button", { name: "Undo" }).last().click();
	await toast("Undone.");
	assert.equal(show("kofi.asante").enabled, true);
	await page.keyboard.press("Escape");
});

test("deleting wants the login typed, and can be taken back whole", async () => {
	const before = show("zofia.nowak");
	await open("Zofia Nowak");
	await page.getByRole("button", { name: "More for Zofia Nowak" }).click();
	await page.getByRole("menuitem", { name: "Delete…" }).click();
	const deed = page.getByRole("button", { name: "Delete Zofia Nowak" });
	assert.equal(await deed.isDisabled(), true);
	await page.getByLabel(/zofia\.nowak/).fill("zofia.nowak");
	await deed.click();
	await toast("Zofia Nowak is deleted.");
	assert.equal(w.tried(["user", "show", "--tenant", "kestrel", "--user", "zofia.nowak"]).status, 2);
	await page.getByRole("button", { name: "Undo" }).last().click();
	await toast("Undone.");
	const { revision: _, changed: __, changedBy: ___, ...back } = show("zofia.nowak");
	for (const [key, value] of Object.entries(back)) assert.deepEqual(value, before[key], key);
	await page.getByRole("row").filter({ hasText: "Zofia Nowak" }).waitFor();
});

test("people come in from a file, the bad rows shown first", async () => {
	await page.goto(`${w.url}/users`);
	await page.getByRole("button", { name: "Import" }).click();
	await page.locator("input[type=file]").setInputFiles({
		name: "people.csv",
		mimeType: "text/csv",
		buffer: Buffer.from(
			"first name,last name,phone\nHanne,Vestergaard,+44 20 7946 0001\nLuca,Ferrante,+44 20 7946 0002\n",
		),
	});
	await page.getByText("would be added").waitFor();
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Import 2 users" }).click();
	await page.getByText("2 users are in.").waitFor();
	await page.getByRole("button", { name: "Close" }).last().click();
	await row("Hanne Vestergaard").waitFor();
});

test("nothing was thrown on the page meanwhile", () => {
	assert.deepEqual(page.problems, []);
});
