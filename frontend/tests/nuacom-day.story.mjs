// A day of somebody who knows NUACOM's user permissions: switches for each
// user, what he manages, his caller ID, the access matrix, and the tips.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findings, World } from "./world.mjs";

let w;
let page;
const tenant = ["--tenant", "kestrel"];
const show = (login) => w.json(["user", "show", ...tenant, "--user", login]);
const switchOf = (name) => page.getByRole("switch", { name, exact: true });
const may = (login, permission, on) =>
	w.tried(["check", ...tenant, "--user", login, "--do", permission, ...(on ? ["--on", on] : []), "--from", "anywhere"])
		.status === 0;

async function open(login, tab = "") {
	await page.goto(`${w.url}/users/${show(login).id}${tab && `/${tab}`}`);
	await page.getByRole("tabpanel").waitFor();
}

before(async () => {
	w = await World.begin();
	w.employ(["sam.okafor", "Sam", "Okafor", "102"], ["mirela.dobre", "Mirela", "Dobre", "103"]);
	w.callgate(["user", "add", ...tenant, "--login", "no.phone"]);
	w.callgate(["queue", "add", ...tenant, "--queue", "600"]);
	page = await w.signedIn();
});
after(() => w?.end());

test("the checks say who makes calls but has no extension, and lead to him", async () => {
	await page.goto(`${w.url}/checks`);
	await page.getByText("1 user may make calls but has no extension").click();
	await page.waitForURL(/check=dials_no_extension/);
	await page.getByText(/^1 of \d$/).waitFor();
	await page.getByRole("row").filter({ hasText: "no.phone" }).waitFor();
});

test("Manage queues puts those queues in reach with log and reports, and goes without trace", async () => {
	await open("sam.okafor", "switches");
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), false);
	await switchOf("Manage queues").click();
	await page.getByRole("button", { name: /Add.*Manage queues/ }).click();
	await page.keyboard.type("600");
	await page.keyboard.press("Enter");
	await page.getByText("Manage queues is on for Sam Okafor.").first().waitFor();
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), true);
	assert.equal(may("sam.okafor", "reports.call:read", "queue:600"), true);
	assert.equal(may("sam.okafor", "calls.recording:read", "queue:600"), false);
	await switchOf("Manage queues").click();
	await page.getByText("Manage queues is off for Sam Okafor.").first().waitFor();
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), false);
	assert.equal(show("sam.okafor").overrides?.length ?? 0, 0);
});

test("Manage numbers puts a number in reach, typed as people do, and says which are there", async () => {
	await open("sam.okafor", "switches");
	await switchOf("Manage numbers").click();
	await page.getByRole("button", { name: /Add.*Manage numbers/ }).click();
	await page.keyboard.type("020 7946 0000");
	await page.keyboard.press("Enter");
	await page.getByText("Manage numbers is on for Sam Okafor.").first().waitFor();
	await page.getByText("+442079460000").first().waitFor();
	assert.equal(may("sam.okafor", "calls.log:read", "number:+442079460000"), true);
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), false);
	assert.deepEqual(show("sam.okafor").numbers ?? [], []);
	await switchOf("Manage numbers").click();
	await page.getByText("Manage numbers is off for Sam Okafor.").first().waitFor();
	assert.equal(may("sam.okafor", "calls.log:read", "number:+442079460000"), false);
});

test("Full call report access reaches everything, and Undo takes it back", async () => {
	await open("sam.okafor", "switches");
	await switchOf("Full call report access").click();
	await page.getByText("Full call report access is on for Sam Okafor.").first().waitFor();
	assert.equal(may("sam.okafor", "reports.asr_acd:read"), true);
	assert.equal(show("sam.okafor").reachEverything, true);
	await page.getByRole("button", { name: /undo/i }).last().click();
	await page.waitForFunction(() => !document.querySelector('[data-state="on"] [role=switch]'));
	assert.equal(show("sam.okafor").reachEverything, false);
});

test("a feature inherits what his role gives, says so, and can be denied", async () => {
	await open("sam.okafor", "switches");
	const feature = page.getByRole("radiogroup", { name: "Dial within the country" });
	await feature.getByRole("radio", { name: "Inherit: on" }).waitFor({ state: "attached" });
	const id = show("sam.okafor").id;
	const state = async () =>
		(await World.call(page, "Users.Switches", id)).result.features.find((f) => f.permission === "dial.domestic:use");
	assert.deepEqual(await state(), { permission: "dial.domestic:use", override: "", inherited: true, held: true });
	await feature.getByText("Deny").click();
	await feature.getByRole("radio", { name: "Deny", checked: true }).waitFor({ state: "attached" });
	await page.getByText(/Sam Okafor loses: .*dial within the country/).waitFor();
	await w.picture(page, "nuacom-feature-denied");
	assert.deepEqual(await state(), { permission: "dial.domestic:use", override: "deny", inherited: true, held: false });
	await feature.getByText("Inherit: on").click();
	await feature.getByRole("radio", { name: "Inherit: on", checked: true }).waitFor({ state: "attached" });
	assert.equal((await state()).held, true);
});

test("he asks whether Sam may dial a number, with and without a caller ID; emergencies go always", async () => {
	await open("sam.okafor", "switches");
	const field = page.getByLabel("May Sam Okafor dial …?");
	await field.fill("020 7946 0018");
	await page.getByText("May not dial").waitFor();
	await World.call(page, "Users.Edit", show("sam.okafor").id, {
		numbers: ["+442079460000"],
		callerId: "+442079460000",
	});
	await page.reload();
	await field.fill("020 7946 0018");
	await page.getByText("May dial", { exact: true }).waitFor();
	await field.fill("999");
	await page.getByText("May dial", { exact: true }).waitFor();
	await page.getByText("Emergency numbers of the country may always be dialled", { exact: false }).waitFor();
});

test("the access matrix tells of any user what is granted and what he sees", async () => {
	await page.goto(`${w.url}/access?user=sam.okafor`);
	await page.getByRole("heading", { name: "Access of Sam Okafor" }).waitFor();
	const own = page.getByRole("row").filter({ hasText: "calls.own" });
	await own.getByText("Own call history: own calls").waitFor();
	await page.goto(`${w.url}/access`);
	await page.getByRole("heading", { name: "My access" }).waitFor();
	await page
		.getByRole("row")
		.filter({ hasText: "calls.log" })
		.getByText("everything in the tenant", { exact: false })
		.waitFor();
});

test("an administrator has nothing to switch, and the page says why", async () => {
	await open("ada.whitlock", "switches");
	await page.getByText("An administrator holds everything and reaches everything", { exact: false }).waitFor();
	assert.equal(await switchOf("Manage queues").isDisabled(), true);
});

test("a queue gets a label, and the label stays", async () => {
	await page.goto(`${w.url}/things`);
	await page.getByText("Queues", { exact: true }).click();
	await page.getByRole("row").filter({ hasText: "600" }).click();
	await page.getByRole("textbox", { name: "Label" }).click();
	await page.keyboard.type("Claims");
	await page.keyboard.press("Enter");
	await page.getByText("Label of queue 600 saved.").first().waitFor();
	await page.reload();
	await page.getByText("Queues", { exact: true }).click();
	await page.getByRole("row").filter({ hasText: "Claims" }).waitFor();
});

test("before a queue goes stands who no longer reaches it, and it comes back with them", async () => {
	const sam = show("sam.okafor");
	await World.call(page, "Users.SetPreset", sam.id, sam.revision, "manage_queues", true, ["queue:600"]);
	await page.goto(`${w.url}/things`);
	await page.getByText("Queues", { exact: true }).click();
	await page.getByRole("row").filter({ hasText: "600" }).click();
	await page.getByRole("button", { name: "Delete queue 600" }).click();
	await page.getByRole("dialog").getByText("Sam Okafor no longer reaches queue 600.").waitFor();
	await w.picture(page, "nuacom-queue-goes");
	await page.getByRole("dialog").getByRole("button", { name: "Delete queue 600" }).click();
	await page.getByRole("dialog").waitFor({ state: "detached" });
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), false);
	await page.getByRole("button", { name: /undo/i }).last().click();
	await page.getByRole("row").filter({ hasText: "600" }).waitFor();
	assert.equal(may("sam.okafor", "calls.log:read", "queue:600"), true);
});

test("his pages have no serious finding, in both themes", async () => {
	const sam = show("sam.okafor").id;
	for (const scheme of ["light", "dark"]) {
		await page.emulateMedia({ colorScheme: scheme });
		for (const path of ["/checks", "/access?user=sam.okafor", `/users/${sam}/switches`, "/things"]) {
			await page.goto(w.url + path);
			await page.getByRole("heading", { level: 1 }).first().waitFor();
			await page.waitForLoadState("networkidle");
			assert.deepEqual(await findings(page), [], `${path} ${scheme}`);
		}
	}
});
