// The day of an administrator who comes from PortSIP: its roles, its bulk
// upload and bulk role assignment, the first sign-in with the password of the
// file, and the way back out.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { accessible, signIn, World } from "./world.mjs";

let w;
let page;

before(async () => {
	w = await World.begin();
	page = await w.signedIn();
});
after(() => w?.end());

const button = (name) => page.getByRole("button", { name, exact: true });
const said = (text) => page.getByText(text).first().waitFor();
const show = (login) => w.json(["user", "show", "--user", login]);
const goto = (path, title) => w.goto(page, path, title);

/** Chooses a file in the open dialog and waits until it was read. */
async function choose(name, text) {
	await page
		.getByLabel("Choose a file")
		.last()
		.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
	await page.getByLabel("Read as").first().waitFor();
}

async function bringIn() {
	await goto("/users", "Users");
	await button("Import").click();
	await said("Or start from a template");
}

const people = `name,enabled,password,extension_number,extension_password,email,display_name,enable_audio_recording,voicemail_pin,role
mira.kent,TRUE,Sesame1!,201,sip-secret,mira@example.com,Mira Kent,FALSE,1234,StandardUser
bruno.hale,TRUE,Sesame2!,0202,sip-secret,bruno@example.com,Bruno Hale,FALSE,,
`;

test("PortSIP's roles are there under its badge and stay as they are; a copy is changed", async () => {
	await goto("/roles", "Roles");
	for (const name of ["SystemAdmin", "Admin", "QueueManager", "StandardInternationalUser", "StandardUser"])
		await page.locator(`th[title="${name}"]`).waitFor();
	await page.getByRole("columnheader", { name: /^QueueManager/ }).click();
	await said("PortSIP defines this role, so it stays as it is.");
	const refused = w.tried(["role", "edit", "--role", "QueueManager", "--deny", "calls.log:read"]);
	assert.equal(refused.status, 2, "no other door changes it either");
	await button("Clone").click();
	await page.getByLabel("Name").fill("Claims desk");
	await button("Save role").click();
	await said("Claims desk saved.");
});

test("the default role for new users is chosen in the settings", async () => {
	await goto("/settings", "Settings");
	await page.getByText("Role of new users").first().waitFor();
});

test("a bulk file is recognised, shown row by row and applied", async () => {
	await bringIn();
	await choose("people.csv", `${people}di,TRUE,x,203,,not an address,Di,FALSE,,StandardUser\n`);
	await said("Its first row has extension_number beside display_name");
	await said("Left out, because SIP secrets are never read: extension_password, voicemail_pin.");
	await said("Take the passwords of 2 new users along");
	await page.getByRole("row").filter({ hasText: "not an address" }).filter({ hasText: "to correct" }).waitFor();
	await w.picture(page, "bulk-bad-row");
	assert.ok(await button("Import 2 users").isDisabled(), "a bad row stops the file");
	await accessible(page);
	await button("Another file").click();
	await choose("people.csv", people);
	await button("Import 2 users").click();
	await said("2 users are in.");
	await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
	const bruno = show("bruno.hale");
	assert.deepEqual([bruno.extensions[0].name ?? bruno.extensions[0], bruno.mustChange], ["0202", true]);
});

test("the password of the file signs in once and must be changed", async () => {
	const mira = await w.person();
	await mira.goto(`${w.url}/sign-in`);
	await signIn(mira, { login: "mira.kent", password: "Sesame1!" });
	await mira
		.getByLabel(/^New password/)
		.first()
		.waitFor();
	await mira.context().close();
});

test("the same file with a change shows the field before and after", async () => {
	await bringIn();
	await choose("people.csv", people.replace("Bruno Hale", "Bruno Bright").replace(/Sesame\d!/g, ""));
	await page.getByText("Change people who are there already").click();
	const row = page.getByRole("row").filter({ hasText: "bruno.hale" });
	await row.getByText("changed", { exact: true }).waitFor();
	await row.locator("del", { hasText: "Bruno Hale" }).waitFor();
	await row.locator("ins", { hasText: "Bruno Bright" }).waitFor();
	await page.getByRole("row").filter({ hasText: "mira.kent" }).getByText("as it is").waitFor();
	await w.picture(page, "bulk-change");
	await button("Apply 1 row").click();
	await said("1 user is changed.");
	await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
	assert.equal(show("bruno.hale").name, "Bruno Bright");
});

test("roles are assigned by a template: download, fill in, look, apply", async () => {
	await bringIn();
	const coming = page.waitForEvent("download");
	await button("Template “Roles to assign” as CSV").click();
	const file = await coming;
	const path = join(w.data, "..", `roles-${process.pid}.csv`);
	await file.saveAs(path);
	const lines = readFileSync(path, "utf8").split("\r\n");
	assert.ok(
		lines.some((l) => l.startsWith('"# role","QueueManager"')),
		"the roles are listed",
	);
	const filled = lines.map((l) =>
		l.startsWith('"mira.kent"') ? l.replace(/"",""$/, '"QueueManager|2031-01-01","StandardUser"') : l,
	);
	writeFileSync(path, filled.join("\r\n"));
	await choose("roles.csv", filled.join("\r\n"));
	await said("was read as roles to assign");
	const row = page.getByRole("row").filter({ hasText: "mira.kent" });
	await row.locator("del", { hasText: "StandardUser" }).waitFor();
	await row.locator("ins", { hasText: "QueueManager until" }).waitFor();
	await w.picture(page, "bulk-roles");
	await accessible(page);
	await button("Apply 1 row").click();
	await said("1 user is changed.");
	await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
	assert.deepEqual(w.json(["role", "show", "--role", "QueueManager"]).members ?? 1, 1);
});

test("people go out in PortSIP's own columns, and what they cannot carry is told", async () => {
	await goto("/users", "Users");
	await button("Export").click();
	await page.getByLabel("Format").first().click();
	await page.getByRole("option", { name: "PortSIP, bulk file" }).click();
	const coming = page.waitForEvent("download");
	await page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click();
	const text = readFileSync(await (await coming).path(), "utf8");
	assert.match(text, /^name,enabled,password,extension_number,extension_password,email,display_name,/);
	assert.match(text, /\r\nmira\.kent,TRUE,,201,,mira@example\.com,Mira Kent,/);
	await said("2 people are in portsip-users.csv.");
	await said("1 person is not in it");
	await said("Left empty, because secrets are never written");
	await w.picture(page, "export");
	await accessible(page);
});

test("FreePBX's groups become roles: looked at first, made, taken back", async () => {
	const file = {
		name: "usermangroups.csv",
		mimeType: "text/csv",
		buffer: Buffer.from(
			"groupname,description,fax_enabled\nNight desk,Answers after six,no\nQueueManager,NULL,yes\nFront office,,no\n",
		),
	};
	const roles = () => w.json(["role", "list"]).map((role) => role.name);
	await bringIn();
	await page.getByLabel("Choose a file").last().setInputFiles(file);
	await said("was read as FreePBX’s groups.");
	await said("nobody gains or loses anything");
	await said("Left behind, because a role has no place for it: fax_enabled.");
	await page.getByRole("row").filter({ hasText: "Answers after six" }).getByText("added").waitFor();
	await page.getByRole("row").filter({ hasText: "QueueManager" }).getByText("skipped").waitFor();
	await accessible(page);
	await w.picture(page, "groups");
	assert.ok(!roles().includes("Night desk"), "looking made a role");
	await button("Make 2 roles").click();
	await said("2 roles made. They hold no right and nobody yet.");
	await page.getByRole("heading", { level: 1, name: "Roles" }).waitFor();
	assert.ok(["Night desk", "Front office"].every((name) => roles().includes(name)));
	assert.equal(w.json(["audit", "list", "--what", "role.add"]).length >= 2, true);
	await button("Undo").click();
	await said("Undone.");
	assert.ok(!["Night desk", "Front office"].some((name) => roles().includes(name)));
});

test("nothing was thrown on the page meanwhile", () => {
	assert.deepEqual(page.problems, []);
});
