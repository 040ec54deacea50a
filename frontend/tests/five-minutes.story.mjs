// The README's "Five minutes to a second user", word by word: from an empty
// folder to a second person who is in with a second factor and an allowed host.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Authenticator, signIn, World } from "./world.mjs";

let w;
before(async () => {
	w = await World.begin({ setUp: false });
});
after(() => w?.end());

const typeCode = (page, code) => page.getByLabel("Digit 1 of 6").fill(code);
const keyShownTo = async (page) => {
	const shown = page.getByRole("heading", { name: "Or type this key" }).locator("xpath=following-sibling::span[1]");
	await shown.filter({ hasText: /[A-Z2-7]{4} / }).waitFor();
	return (await shown.textContent()).replaceAll(" ", "");
};
const keep = (page) => page.getByLabel("I kept them where I find them without my phone").check();
const inside = (page) => page.getByRole("navigation", { name: "Pages" }).first().waitFor();

test("from nothing to a signed-in second user with TOTP and an allowed host", async (t) => {
	const began = performance.now();
	const ada = await w.person();
	await ada.goto(await w.prints(/(http:\S+\/set-up#token=\S+)/));
	await ada.getByLabel("Name", { exact: true }).fill("Kestrel Freight");
	await ada.getByRole("button", { name: "Continue" }).click();
	await ada.getByLabel("First name").fill("Ada");
	await ada.getByLabel("Last name").fill("Whitlock");
	await ada.getByLabel("Password", { exact: true }).fill("quiet harbour morning 41");
	await ada.getByText("Nothing to improve.").waitFor();
	await ada.getByRole("button", { name: "Continue" }).click();
	await typeCode(ada, await new Authenticator(await keyShownTo(ada)).code());
	await keep(ada);
	await ada.getByRole("button", { name: "Continue" }).click();
	await ada.getByRole("button", { name: "Go to Users" }).click();

	await ada.getByRole("button", { name: "Add user" }).first().click();
	await ada.getByLabel("First name").fill("Sam");
	await ada.getByLabel("Last name").fill("Okafor");
	await ada.getByLabel("Extension").fill("102");
	await ada.getByRole("button", { name: "Add user" }).last().click();
	const code = (await ada.getByRole("status", { name: "Activation code" }).textContent()).trim();
	await ada.getByRole("button", { name: "Done" }).click();
	await ada.getByRole("heading", { name: "Sam Okafor", level: 2 }).waitFor();
	await ada.getByRole("tab", { name: /^Hosts/ }).click();
	await ada.getByLabel(/Add hosts/).fill("127.0.0.1");
	await ada.getByRole("button", { name: "Save" }).click();
	await ada.getByText("In force on the next request").first().waitFor();

	const sam = await w.person();
	await sam.goto(w.url);
	await signIn(sam, { login: "sam.okafor", password: code });
	await sam.getByLabel("New password").fill("violet anchor drifting 58");
	await sam.getByText("Nothing to improve.").waitFor();
	await sam.getByRole("button", { name: "Continue" }).click();
	await inside(sam);
	await sam.goto(`${w.url}/account`);
	await sam.getByRole("button", { name: "Add…" }).click();
	const app = new Authenticator(await keyShownTo(sam));
	await typeCode(sam, await app.code());
	await keep(sam);
	await sam.getByRole("button", { name: "Done" }).click();

	await sam.getByRole("button", { name: /my menu/ }).click();
	await sam.getByRole("menuitem", { name: "Sign out" }).click();
	await signIn(sam, { login: "sam.okafor", password: "violet anchor drifting 58" });
	await sam.getByRole("heading", { name: "Type the code from your app" }).waitFor();
	await typeCode(sam, await app.code());
	await inside(sam);

	const shown = w.json(["user", "show", "--user", "sam.okafor"]);
	assert.deepEqual([shown.hasFactor, shown.hosts], [true, ["127.0.0.1"]]);
	const elsewhere = ["check", "--user", "sam.okafor", "--do", "calls.own:read", "--from", "198.51.100.20", "--why"];
	assert.equal(w.tried(elsewhere).status, 1);
	t.diagnostic(`without a person's thinking: ${Math.round((performance.now() - began) / 1000)} s`);
});
