// Mail: a server set and tried, a forgotten password, notices, a right asked
// for and granted, sheets of paper, what ends soon, somebody who leaves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { MailServer } from "./mail-server.mjs";
import { Authenticator, admin, findings, signIn, World } from "./world.mjs";

let w;
let post;
let page;
const sam = { login: "sam.okafor", password: "nine lamps along the quay" };
const address = "sam@kestrel.example";

before(async () => {
	post = await MailServer.begin();
	w = await World.begin();
	const add = (login, first, last, ...more) =>
		w.callgate(["user", "add", "--login", login, "--first", first, "--last", last, ...more]);
	add(sam.login, "Sam", "Okafor", "--extension", "102", "--email", address);
	add("mirela.dobre", "Mirela", "Dobre", "--extension", "103", "--expires", soon(12));
	add("ewan.kerr", "Ewan", "Kerr", "--extension", "110");
	page = await w.signedIn();
});
after(async () => {
	await w?.end();
	await post?.end();
});

const soon = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const toast = (on, text) => on.getByText(text).first().waitFor();
const heading = (on, name) => on.getByRole("heading", { name }).first().waitFor();

// Nothing serious in either theme.
async function clean(on, name) {
	for (const colorScheme of ["light", "dark"]) {
		await on.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		assert.deepEqual(await findings(on), [], `${name}, ${colorScheme}`);
		await w.picture(on, `mail-${name}-${colorScheme}`);
	}
	await on.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

test("without a mail server a forgotten password leads to the administrator", async () => {
	const person = await w.person();
	await person.goto(`${w.url}/sign-in`);
	await person.getByRole("button", { name: "Forgot your password?" }).click();
	await toast(person, "Ask your administrator for an activation code");
	await person.getByRole("button", { name: "Back to sign-in" }).click();
	await heading(person, "Sign in");
	await person.context().close();
});

test("the administrator sets a mail server; a test says in words what it answered", async () => {
	await page.goto(`${w.url}/settings`);
	await page.getByRole("button", { name: "Set a mail server…" }).click();
	await page.getByRole("textbox", { name: "Server", exact: true }).fill("127.0.0.1");
	await page.getByLabel("Encryption").click();
	await page.getByRole("option", { name: "None, only on this machine" }).click();
	await page.getByRole("textbox", { name: "Port", exact: true }).fill(String(post.port));
	await page.getByLabel("Sender", { exact: true }).fill("callgate@kestrel.example");
	await page.getByLabel("Send a test to").fill("nobody@kestrel.example");
	await page.getByRole("button", { name: "Send a test" }).click();
	await toast(page, "nobody of that name here");
	await page.getByLabel("Send a test to").fill("ada@kestrel.example");
	await page.getByRole("button", { name: "Send a test" }).click();
	await toast(page, /accepted the e-mail for ada@kestrel\.example/);
	assert.match((await post.letter("ada@kestrel.example", /test/)).text, new RegExp(w.url));
	await page.getByRole("button", { name: "Save mail server" }).click();
	await toast(page, "Mail server saved.");
	await toast(page, "Nothing waits.");
	await clean(page, "settings");
});

test("an activation code is printed on a sheet, and its owner chooses a password", async () => {
	await page.goto(`${w.url}/users`);
	for (const name of ["Sam Okafor", "Ewan Kerr"])
		await page.getByRole("row").filter({ hasText: name }).getByRole("checkbox").check();
	await page.getByRole("button", { name: "More for the selected" }).click();
	await page.getByRole("menuitem", { name: "Activation codes…" }).click();
	await page.getByRole("button", { name: "Make codes" }).click();
	await page.getByRole("button", { name: "Print 2 sheets" }).waitFor();
	await clean(page, "codes");
	await page.emulateMedia({ media: "print" });
	const papers = page.locator("[data-sheets] article");
	assert.equal(await papers.count(), 2);
	const paper = papers.filter({ hasText: "Sam Okafor" });
	const printed = await paper.textContent();
	assert.match(printed, new RegExp(w.url));
	assert.ok((await paper.locator("img").getAttribute("src")).startsWith("data:image/png"));
	await w.picture(page, "mail-sheet");
	const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(printed)[0];
	await page.emulateMedia({ media: "screen" });
	await page.getByRole("button", { name: "Close, codes are gone" }).click();
	await page.getByRole("button", { name: "Print 2 sheets" }).waitFor({ state: "detached" });

	const person = await w.person();
	await person.goto(`${w.url}/sign-in`);
	await signIn(person, { login: sam.login, password: code });
	await heading(person, "Choose your password");
	await person.getByLabel("New password").fill("orchard gate at first light");
	await person.getByRole("button", { name: "Continue" }).click();
	await person.getByRole("navigation").first().waitFor();
	await person.context().close();
	assert.match((await post.letter(address, /activation code/)).text, /made an activation code for you/);
});

test("a forgotten password comes back by a link that counts once", async () => {
	const person = await w.person();
	await person.goto(`${w.url}/sign-in`);
	await person.getByRole("button", { name: "Forgot your password?" }).click();
	await heading(person, "A new password");
	await clean(person, "recover");
	await person.getByLabel("Login").fill("nobody.here");
	await person.getByRole("button", { name: "Send the link" }).click();
	await heading(person, "Check your e-mail"); // the same for a login nobody has
	await person.goto(`${w.url}/recover`);
	await person.getByLabel("Login").fill(sam.login);
	await person.getByRole("button", { name: "Send the link" }).click();
	await heading(person, "Check your e-mail");
	const link = /\S+\/recover#token=\S+/.exec((await post.letter(address, /new password/)).text)[0];
	await person.goto(link);
	await heading(person, "Choose a new password");
	assert.ok(!person.url().includes("token"), "the token left the address");
	await person.getByRole("button", { name: "Continue" }).click();
	await heading(person, "Choose your password");
	await person.getByLabel("New password").fill(sam.password);
	await person.getByRole("button", { name: "Continue" }).click();
	await person.getByRole("navigation").first().waitFor();
	await person.context().close();
	const again = await w.person();
	await again.goto(link);
	await again.getByRole("button", { name: "Continue" }).click();
	await heading(again, "This link no longer works");
	await again.context().close();
	assert.ok(post.letters.every((l) => l.to !== "nobody.here"));
	await post.letter(address, /password was changed/);
});

test("the bell tells what happened, and who is refused a page asks for it", async () => {
	const person = await w.signedIn(sam);
	const bell = person.getByRole("button", { name: /^Notices/ });
	await person.getByRole("button", { name: /^Notices, \d+ new$/ }).waitFor();
	await bell.click();
	await toast(person, "Your password was changed");
	await clean(person, "bell");
	await person.keyboard.press("Escape");
	await person.getByRole("button", { name: "Notices", exact: true }).waitFor();

	await person.goto(`${w.url}/audit`);
	await toast(person, "Audit is not yours to open");
	await clean(person, "refused");
	await person.getByRole("button", { name: "Ask for this…" }).click();
	await person.getByLabel("What do you need it for?").fill("The yearly check of our recordings");
	await person.getByRole("button", { name: "Ask", exact: true }).click();
	await toast(person, "Nobody has answered yet.");

	await page.getByRole("button", { name: /^Notices, \d+ new$/ }).click();
	await page
		.getByRole("button", { name: /Somebody asks for a right/ })
		.first()
		.click();
	await heading(page, "Requests");
	await page.getByRole("link", { name: "Requests 1", exact: true }).waitFor(); // the rail counts what waits
	await toast(page, "The yearly check of our recordings");
	await clean(page, "requests");
	await page.getByRole("button", { name: "Grant…" }).click();
	await page.getByLabel("Until", { exact: true }).fill(soon(20));
	await page.getByLabel("Answer").fill("For this month");
	await clean(page, "grant");
	await page.getByRole("button", { name: "Grant", exact: true }).click();
	await toast(page, "Granted. Sam Okafor is told.");
	await page.getByRole("link", { name: "Requests", exact: true }).waitFor();

	await person.getByRole("button", { name: /^Notices, 1 new$/ }).waitFor();
	await person.goto(`${w.url}/audit`);
	await heading(person, "Audit");
	await post.letter(address, /granted/);
	await person.context().close();
});

test("my account: what I am told, a session ended, recovery codes made anew", async () => {
	const person = await w.signedIn(sam);
	const other = await w.signedIn(sam);
	await person.goto(`${w.url}/account`);
	const byMail = person.getByLabel("Something of yours ends soon: By e-mail");
	await byMail.click();
	await person.locator("input:not(:checked)[aria-label='Something of yours ends soon: By e-mail']").waitFor();
	await person.reload();
	assert.equal(await person.getByLabel("Something of yours ends soon: By e-mail").isChecked(), false);
	await person
		.getByRole("button", { name: /^End .* from 127/ })
		.first()
		.click();
	await toast(person, "Session ended.");
	await person.getByRole("button", { name: "End all others" }).or(person.getByText("this one")).first().waitFor();
	await clean(person, "account");
	await other.context().close();

	await person.getByRole("button", { name: "Add…" }).click();
	const shown = person.getByRole("heading", { name: "Or type this key" }).locator("xpath=following-sibling::span[1]");
	await shown.filter({ hasText: /[A-Z2-7]{4}/ }).waitFor();
	const app = new Authenticator(await shown.textContent());
	await person.getByRole("dialog").getByRole("textbox").first().click();
	await person.keyboard.type(await app.code());
	await person.getByRole("list", { name: "Recovery codes" }).waitFor();
	const codes = () => person.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents();
	const first = await codes();
	await person.getByRole("checkbox", { name: /I kept them/ }).check();
	await person.getByRole("button", { name: "Done" }).click();
	await person.getByRole("button", { name: "New codes…" }).click();
	await person
		.getByRole("dialog")
		.getByLabel(/password/i)
		.first()
		.fill(sam.password);
	await person.getByRole("button", { name: "Make ten new codes" }).click();
	await person.getByRole("checkbox", { name: /I kept them/ }).waitFor();
	const next = await codes();
	assert.equal(next.length, 10);
	assert.ok(next.every((code) => !first.includes(code)));
	await person.context().close();
	await post.letter(address, /new recovery codes/);
});

test("what ends soon is one list, and an end is moved there", async () => {
	await page.goto(`${w.url}/users`);
	await page.getByRole("link", { name: /^\d+ ends? soon/ }).click();
	await heading(page, "What ends soon");
	const row = page.getByRole("row").filter({ hasText: "Mirela Dobre" });
	await row.getByText("The whole access").waitFor();
	await clean(page, "ends");
	await row.getByRole("button", { name: /^Extend/ }).click();
	await page.getByRole("switch", { name: "Without an end" }).check();
	await page.getByRole("button", { name: "Extend", exact: true }).click();
	await toast(page, "Extended.");
	await row.waitFor({ state: "detached" });
	assert.equal(
		w.json(["user", "ends", "--within", "30d"]).some((e) => e.login === "mirela.dobre"),
		false,
	);
});

test("who leaves hands over, it is said before, and can be taken back", async () => {
	await page.goto(`${w.url}/users`);
	await page.getByRole("row").filter({ hasText: "Ewan Kerr" }).click();
	await page.getByRole("button", { name: /^More/ }).last().click();
	await page.getByRole("menuitem", { name: "Leaver…" }).click();
	await page.getByRole("combobox", { name: "Successor" }).fill("mirela.dobre");
	await toast(page, "Extension 110 goes to Mirela Dobre");
	await clean(page, "leaver");
	await page.getByRole("button", { name: "Ewan Kerr leaves" }).click();
	await toast(page, "Ewan Kerr has left.");
	const show = (login) => w.json(["user", "show", "--user", login]);
	assert.deepEqual(show("mirela.dobre").extensions, ["103", "110"]);
	await page.getByRole("button", { name: "Undo" }).click();
	await toast(page, "Undone");
	assert.deepEqual(show("mirela.dobre").extensions, ["103"]);
	assert.equal(show("ewan.kerr").blocked, false);
});

test("on a phone nothing is cut off", async () => {
	const phone = await w.signedIn(admin, { width: 390, height: 844 });
	for (const path of ["requests", "ends", "account", "settings"]) {
		await phone.goto(`${w.url}/${path}`);
		await phone.locator("main h1").first().waitFor();
		const wide = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
		await w.picture(phone, `mail-phone-${path}`);
	}
	// What the top bar holds elsewhere stands behind More.
	await phone.getByRole("button", { name: "More" }).click();
	await phone.getByRole("menuitem", { name: /^Notices/ }).click();
	await phone.getByRole("dialog", { name: "Notices" }).getByRole("listitem").first().waitFor();
	assert.deepEqual(await findings(phone), []);
	await w.picture(phone, "mail-phone-notices");
	await phone.getByRole("button", { name: "Close" }).click();
	await phone.getByRole("button", { name: "More" }).click();
	await phone.getByRole("menuitem", { name: "Find" }).click();
	await phone.getByRole("combobox").first().fill("audit");
	await phone.getByRole("option").first().waitFor();
	await phone.context().close();
	assert.deepEqual(page.problems, []);
});
