// The main job from beginning to end, on the sample of a thousand people: an
// empty folder becomes an office, one of its people comes in with a second
// factor from where he may, is blocked and thrown out, and everybody who asks
// "may he?" gets one answer. Each step stands on the ones before it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hundredEdits, hundredThings, twoHundredQuestions } from "./main-job.people.mjs";
import { Authenticator, admin, findings, program, signIn, World } from "./world.mjs";

const samples = join(import.meta.dirname, "../../../shared/samples/persons_mock_1000.csv");
const bringIn = ["import", "users", "--map", "first=1,last=2,phone=3"];
const inside = { headers: { "X-Forwarded-For": "198.51.100.23" } };
const outside = { headers: { "X-Forwarded-For": "203.0.113.200" } };

let w;
let setUpAt; // the printed one-time address
let page; // the administrator's
let recoveryOfAdmin;
const person = { password: "violet anchor drifting 58" }; // one of the thousand
let his; // his page
let hundred; // logins

before(async () => {
	// A proxy on this machine says where people come from, as in front of a real site.
	w = await World.begin({ setUp: false, args: ["--trusted-proxy", "127.0.0.1/32"] });
});
after(() => w?.end());

// What stands on a step that did not hold has nothing to tell.
let over = "";
function step(sentence, act) {
	test(sentence, async (t) => {
		if (over) return t.skip(over);
		try {
			await act(t);
		} catch (failed) {
			over = `stopped at: ${sentence}`;
			t.diagnostic(`on the pages: ${JSON.stringify([page?.problems, his?.problems])}`);
			if (process.env.PICTURES)
				await Promise.all([page && w.picture(page, "failed-administrator"), his && w.picture(his, "failed-person")]);
			throw failed;
		}
	});
}

const call = (who, name, ...args) => World.call(who, name, ...args);
const codeOf = (answer) => answer.error?.code ?? "none";
const row = (name) => page.getByRole("row").filter({ hasText: name }).first();
const alertOf = async (who) => (await who.getByRole("alert").first().textContent())?.trim();
const typeCode = (who, code) => who.getByLabel("Digit 1 of 6").fill(code);
const keyShownTo = async (who) => {
	const shown = who.getByRole("heading", { name: "Or type this key" }).locator("xpath=following-sibling::span[1]");
	await shown.filter({ hasText: /[A-Z2-7]{4} / }).waitFor();
	return (await shown.textContent()).replaceAll(" ", "");
};
const codesShownTo = async (who) => {
	const list = who.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
	await list.first().waitFor();
	const codes = await list.allTextContents();
	assert.equal(new Set(codes).size, 10);
	await who.getByLabel("I kept them where I find them without my phone").check();
	return codes;
};

/** A fresh sign-in with the password; answers what stands on the page as refusal. */
async function refused(options, password) {
	const visitor = await w.person(options);
	await visitor.goto(`${w.url}/sign-in`);
	await signIn(visitor, { login: person.login, password });
	const words = await alertOf(visitor);
	await visitor.context().close();
	return words;
}

/** What the page asks next is refused, and the sign-in is what he sees. */
async function thrownOut(who) {
	assert.equal(codeOf(await call(who, "Account.Get")), "not_signed_in");
	await who.getByRole("heading", { name: "Sign in" }).waitFor();
}

step("nobody sets Callgate up without the printed address", async () => {
	setUpAt = await w.prints(/(http:\S+\/set-up#token=\S+)/);
	const stranger = await w.person();
	await stranger.goto(w.url);
	await stranger.getByRole("heading", { name: "Whose phone system is this?" }).waitFor();
	await stranger.getByLabel("Set-up token").fill("a-guess");
	await stranger.getByLabel("Name", { exact: true }).fill("Somebody Else");
	await stranger.getByRole("button", { name: "Continue" }).click();
	await stranger.getByLabel("First name").fill("Mal");
	await stranger.getByLabel("Last name").fill("Ory");
	await stranger.getByLabel("Password", { exact: true }).fill(admin.password);
	await stranger.getByRole("button", { name: "Continue" }).click();
	assert.match(await alertOf(stranger), /not the address that Callgate printed last/);
	const guessed = {
		tenantSlug: "",
		tenantName: "Else",
		country: "GB",
		language: "en",
		timeZone: "UTC",
		first: "M",
		last: "O",
		login: "mal.ory",
		password: admin.password,
		factorKey: "",
		factorCode: "",
	};
	for (const token of ["", "a-guess"])
		assert.equal(codeOf(await call(stranger, "SignIn.SetUp", { ...guessed, token })), "set_up_token");
	await stranger.context().close();
});

step("the printed address makes the tenant and its administrator, with a second factor, and signs her in", async () => {
	page = await w.person(inside);
	await page.goto(setUpAt);
	await page.getByLabel("Name", { exact: true }).fill("Kestrel Freight");
	assert.match(await page.getByRole("combobox", { name: "Country" }).inputValue(), /United Kingdom/);
	assert.deepEqual(await findings(page), []);
	await page.getByRole("button", { name: "Continue" }).click();
	await page.getByLabel("First name").fill("Ada");
	await page.getByLabel("Last name").fill("Whitlock");
	assert.equal(await page.getByLabel("Login").inputValue(), admin.login);
	const password = page.getByLabel("Password", { exact: true });
	await password.fill("whitlock1");
	await page.getByText("9 of 15 characters").waitFor();
	assert.equal(await page.getByRole("button", { name: "Continue" }).isDisabled(), true);
	await password.fill(admin.password);
	await page.getByText("Nothing to improve.").waitFor();
	await page.getByRole("button", { name: "Continue" }).click();
	admin.app = new Authenticator(await keyShownTo(page));
	assert.deepEqual(await findings(page), []);
	await w.picture(page, "set-up-factor");
	await typeCode(page, await admin.app.code());
	recoveryOfAdmin = await codesShownTo(page);
	await page.getByRole("button", { name: "Continue" }).click();
	await page.getByRole("button", { name: "Go to Users" }).click();
	await row("Ada Whitlock").waitFor();
});

step("afterwards the address is gone", async () => {
	const late = await w.person();
	await late.goto(setUpAt);
	await late.getByRole("heading", { name: "Sign in" }).waitFor();
	const token = setUpAt.split("token=")[1];
	const again = {
		token,
		tenantSlug: "",
		tenantName: "Twice",
		country: "GB",
		language: "en",
		timeZone: "UTC",
		first: "M",
		last: "O",
		login: "mal.ory",
		password: admin.password,
		factorKey: "",
		factorCode: "",
	};
	assert.equal(codeOf(await call(late, "SignIn.SetUp", again)), "already_set_up");
	assert.equal(codeOf(await call(late, "SignIn.SetUpFactor", token, "Twice", "mal.ory")), "already_set_up");
	await late.context().close();
});

step("a thousand people come in beside the running server, and the open list shows them", async (t) => {
	if (!existsSync(samples)) {
		over = "the sample files are not here";
		return t.skip(over);
	}
	await page.evaluate(() => {
		window.sameDocument = true;
	});
	const dry = w.callgate([...bringIn, "--dry-run", samples]);
	assert.match(dry, /^1 +add +finn\.gidden +Finn Gidden +119-967-1497 *$/m);
	assert.match(dry, /^Would add 1000, change 0, skip 0; 0 bad\. Nothing was changed\.$/m);
	assert.equal(w.json(["user", "list"]).length, 2); // her and Remote Assistance
	const began = performance.now();
	assert.deepEqual(w.json([...bringIn, samples]), { added: 1000, changed: 0, same: 0, skipped: 0, bad: 0 });
	t.diagnostic(`import of 1,000: ${Math.round(performance.now() - began)} ms`);
	await page.getByText("1,002", { exact: true }).first().waitFor();
	await row("Ada Whitlock").waitFor();
	assert.equal(await page.evaluate(() => window.sameDocument), true, "the page was not loaded again");
	assert.deepEqual(w.json([...bringIn, samples]), { added: 0, changed: 0, same: 0, skipped: 1000, bad: 0 });

	const people = w.json(["user", "list"]).filter((u) => ![admin.login, "remote.assistance"].includes(u.login));
	assert.equal(new Set(people.map((u) => u.login)).size, 1000);
	assert.ok(
		people.every((u) => u.name === u.name.trim()),
		"names came without the spaces around them",
	);
	const finn = w.json(["user", "show", "--user", "finn.gidden"]);
	assert.deepEqual([finn.first, finn.last, finn.phones], ["Finn", "Gidden", ["119-967-1497"]]);
	// Every tenth of them, the first one first.
	hundred = people
		.map((u) => u.login)
		.sort()
		.filter((_, i) => i % 10 === 0);
});

step("on the command line a hundred of them get a role, allowed hosts and a reach", async (t) => {
	for (const thing of hundredThings) w.callgate(thing);
	const began = performance.now();
	const edits = hundredEdits(hundred);
	for (const [i, done] of (await w.all(edits)).entries())
		assert.equal(done.status, 0, `${edits[i].join(" ")}: ${done.stderr}`);
	t.diagnostic(`100 users changed by the command line: ${Math.round(performance.now() - began)} ms`);
	await page.getByRole("button", { name: "Any role" }).click();
	await page.getByRole("menuitem", { name: /^Claims desk/ }).click();
	await page.getByText("100 of 1,002").waitFor();
	await page
		.getByRole("button", { name: /Clear all filters|Claims desk/ })
		.first()
		.waitFor();
	await w.picture(page, "hundred");
	await page.goto(`${w.url}/users`);
});

step("the administrator demands a second factor from everybody", async () => {
	await page.goto(`${w.url}/settings`);
	await page.getByRole("combobox", { name: "Required for" }).click();
	await page.getByRole("option", { name: "Everybody" }).click();
	await page.getByRole("button", { name: "Save settings" }).click();
	await page.getByText("Settings saved.").waitFor();
});

step("she issues an activation code for one of them", async () => {
	person.login = hundred[0];
	Object.assign(person, w.json(["user", "show", "--user", person.login]));
	person.name = `${person.first} ${person.last}`;
	await page.goto(`${w.url}/users`);
	await page.getByRole("searchbox", { name: "Name, login or e-mail" }).fill(person.login);
	await page.getByText("1 of 1,002").waitFor();
	await row(person.name).click();
	await page.getByRole("heading", { name: person.name, level: 2 }).waitFor();
	await page.getByRole("tab", { name: "Sign-in" }).click();
	await page.getByRole("button", { name: "Issue activation code" }).click();
	await page.getByRole("button", { name: "Issue the code" }).click();
	person.activation = (await page.getByRole("status", { name: "Activation code" }).textContent()).trim();
	await w.picture(page, "activation");
	await page.getByRole("button", { name: "Done" }).click();
});

step("in a browser of his own he comes in with it: a password, a second factor, recovery codes, in", async () => {
	his = await w.person(inside);
	await his.goto(`${w.url}/sign-in`);
	await signIn(his, { login: person.login, password: person.activation });
	await his.getByRole("heading", { name: "Choose your password" }).waitFor();
	assert.deepEqual(await findings(his), []);
	await his.getByLabel("New password").fill(person.password);
	await his.getByText("Nothing to improve.").waitFor();
	await his.getByRole("button", { name: "Continue" }).click();
	await his.getByRole("heading", { name: "Add your second factor" }).waitFor();
	person.app = new Authenticator(await keyShownTo(his));
	await typeCode(his, await person.app.code());
	person.recovery = await codesShownTo(his);
	await his.getByRole("button", { name: "Sign in" }).click();
	await his.getByRole("navigation", { name: "Pages" }).first().waitFor();
	assert.equal((await call(his, "Account.Get")).result.login, person.login);
	await w.picture(his, "person-in");
	// The code was good once.
	assert.equal(await refused(inside, person.activation), await refused(inside, "something else 41"));
});

step(
	"he signs in again from an allowed address; from another one the words are those of a wrong password",
	async () => {
		await his.getByRole("button", { name: /my menu/ }).click();
		await his.getByRole("menuitem", { name: "Sign out" }).click();
		await his.getByRole("heading", { name: "Sign in" }).waitFor();
		await signIn(his, person);
		await his.getByRole("heading", { name: "Type the code from your app" }).waitFor();
		assert.deepEqual(await findings(his), []);
		await typeCode(his, await person.app.code());
		await his.getByRole("navigation", { name: "Pages" }).first().waitFor();

		const elsewhere = await refused(outside, person.password);
		assert.match(elsewhere, /That did not fit/);
		assert.equal(elsewhere, await refused(inside, "wrong harbour evening 14"));
		assert.equal(elsewhere, await refused(outside, "wrong harbour evening 14"));
		// A session taken to another address opens nothing there, and still works at home.
		await his.context().setExtraHTTPHeaders(outside.headers);
		assert.notEqual(codeOf(await call(his, "Account.Get")), "none");
		await his.context().setExtraHTTPHeaders(inside.headers);
		assert.equal(codeOf(await call(his, "Account.Get")), "none");
	},
);

step("blocked with a reason, he is thrown out on the next request and told so after the right password", async () => {
	await page.getByRole("button", { name: "Block…" }).click();
	await page.getByLabel("Reason").fill("Telephone stolen");
	await page.getByRole("button", { name: `Block ${person.name}` }).click();
	await page.getByText(`${person.name} is blocked.`).first().waitFor();
	await thrownOut(his);
	assert.match(await refused(inside, person.password), /You are blocked\. *Contact your administrator\./);
	assert.match(await refused(inside, "wrong harbour evening 14"), /That did not fit/);
	assert.match(await refused(outside, person.password), /That did not fit/);
	const shown = w.json(["user", "show", "--user", person.login]);
	assert.deepEqual([shown.blocked, shown.blockReason], [true, "Telephone stolen"]);
	await row(person.name).getByText("Blocked").waitFor();
});

step(
	"callgate user unblock lets him in again, with a recovery code; callgate user block holds on the next request",
	async () => {
		w.callgate(["user", "unblock", "--user", person.login]);
		await row(person.name).getByText("Blocked").waitFor({ state: "detached" });
		await signIn(his, person);
		await his.getByRole("button", { name: "Use a recovery code" }).click();
		await his.getByLabel("Recovery code").fill(person.recovery[0]);
		await his.getByRole("button", { name: "Sign in" }).click();
		await his.getByRole("navigation", { name: "Pages" }).first().waitFor();
		assert.equal(codeOf(await call(his, "Account.Get")), "none");
		w.callgate(["user", "block", "--user", person.login, "--reason", "Once more"]);
		await thrownOut(his);
		await row(person.name).getByText("Blocked").waitFor();
		w.callgate(["user", "unblock", "--user", person.login]);
	},
);

let asked; // every question with its answer, for the page Why?

step("the command line and the page answer two hundred random questions alike", async (t) => {
	const { result: catalogue } = await call(page, "Roles.Catalogue");
	const questions = twoHundredQuestions(
		hundred,
		w.json(["user", "list"]).map((u) => u.login),
		catalogue.map((leaf) => leaf.id),
	);
	assert.equal(questions.length, 200);
	const began = performance.now();
	const spoken = await w.all(questions.map((q) => ["check", "--json", ...flagsOf(q)]));
	t.diagnostic(`200 answers of the command line: ${Math.round(performance.now() - began)} ms`);
	asked = [];
	for (const [i, q] of questions.entries()) {
		const { result } = await call(page, "Check.Ask", { ...q, anyAddress: false });
		assert.equal(spoken[i].status, result.allow ? 0 : 1, `${result.command}: ${spoken[i].stderr}`);
		assert.deepEqual(JSON.parse(spoken[i].stdout), result);
		asked.push({ q, allow: result.allow });
	}
	const allowed = asked.filter((a) => a.allow).length;
	t.diagnostic(`${allowed} allowed, ${200 - allowed} denied`);
	assert.ok(allowed >= 40 && allowed <= 160, `${allowed} of 200 allowed: the questions test one side only`);
});

step("the page Why? says the same, and the command it prints too", async () => {
	const three = [
		asked.find((a) => a.allow && a.q.on && a.q.from),
		asked.find((a) => !a.allow && a.q.on && a.q.from),
		asked.find((a) => a.q.dial && a.q.showing),
	];
	for (const { q, allow } of three) {
		await page.goto(
			`${w.url}/why?${new URLSearchParams({ user: q.login, do: q.permission, on: q.on, from: q.from, dial: q.dial, showing: q.showing })}`,
		);
		await page
			.locator("strong", { hasText: allow ? /^Allowed$/ : /^Denied$/ })
			.first()
			.waitFor();
		const command = await page.locator("pre").textContent();
		const ran = spawnSync("sh", ["-c", `callgate() { "$PROGRAM" "$@" --data "$DATA"; }\n${command}`], {
			env: { ...process.env, PROGRAM: program, DATA: w.data },
			encoding: "utf8",
		});
		assert.equal(ran.status, allow ? 0 : 1, command + ran.stderr);
		assert.match(ran.stdout, allow ? /^allowed$/m : /^denied$/m);
	}
});

const flagsOf = (q) =>
	Object.entries({ user: q.login, do: q.permission, on: q.on, dial: q.dial, "caller-id": q.showing, from: q.from })
		.filter(([, value]) => value !== "")
		.flatMap(([flag, value]) => [`--${flag}`, value]);

step("the audit tells who did it, and its chain is whole on the command line and on the page", async () => {
	assert.match(w.callgate(["audit", "verify"]), /chain is whole/);
	const blocks = w.json(["audit", "list"]).filter((r) => r.what === "user.block");
	assert.deepEqual(blocks.map((r) => [r.who, r.target]).sort(), [
		[admin.login, person.login],
		["local operator", person.login],
	]);
	await page.goto(`${w.url}/audit`);
	await page.getByRole("button", { name: "Verify" }).click();
	await page.getByText(/^The chain is whole: [\d,]+ records/).waitFor();
	await w.picture(page, "audit");
});

/** The page as it stands, in both themes. */
async function looked(name, who = page) {
	const found = {};
	for (const colorScheme of ["light", "dark"]) {
		await who.emulateMedia({ colorScheme });
		await who.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
		const here = await findings(who);
		if (here.length > 0) found[`${name}, ${colorScheme}`] = here;
		await w.picture(who, `${name}-${colorScheme}`.replaceAll(/[^a-z-]+/gi, "-"));
	}
	return found;
}

const heading = (name) => page.getByRole("heading", { name, level: 1 }).waitFor();

step("axe-core finds nothing on any page of the job, light and dark", async () => {
	const found = {};
	const look = async (name, who) => Object.assign(found, await looked(name, who));
	await page.goto(`${w.url}/users`);
	await row("Ada Whitlock").waitFor();
	await look("users");
	const { id } = (await call(page, "Users.Find", person.login)).result.user;
	for (const tab of ["profile", "sign-in", "roles", "overrides", "reach", "hosts", "effective"]) {
		await page.goto(`${w.url}/users/${id}/${tab}`);
		await page.getByRole("tabpanel").waitFor();
		await page.getByRole("heading", { name: person.name }).first().waitFor();
		await look(`user ${tab}`);
	}
	await page.goto(`${w.url}/roles`);
	await page.getByRole("main").getByText("Claims desk").first().waitFor();
	await look("roles matrix");
	await page.getByText("List", { exact: true }).click();
	await row("Claims desk").click();
	await page.getByRole("heading", { name: "Claims desk" }).waitFor();
	await look("roles list");
	await page.getByRole("button", { name: "Edit rights" }).click();
	await page.getByRole("treegrid").or(page.getByRole("tree")).or(page.getByRole("grid")).first().waitFor();
	await look("role editor");
	const denied = asked.find((a) => !a.allow && a.q.on && a.q.from).q;
	await page.goto(
		`${w.url}/why?${new URLSearchParams({ user: denied.login, do: denied.permission, on: denied.on, from: denied.from })}`,
	);
	await page.locator("strong", { hasText: "Denied" }).first().waitFor();
	await look("why");
	for (const [path, title] of [
		["hosts", "Allowed hosts"],
		["audit", "Audit"],
		["settings", "Settings"],
		["account", "My account"],
	]) {
		await page.goto(`${w.url}/${path}`);
		await heading(title);
		await page.getByRole("main").getByText(/./).nth(3).waitFor();
		await look(path);
	}
	const visitor = await w.person();
	await visitor.goto(`${w.url}/sign-in`);
	await visitor.getByRole("heading", { name: "Sign in" }).waitFor();
	await look("sign-in", visitor);
	assert.deepEqual(visitor.problems, []);
	assert.deepEqual(found, {});
});

step("her recovery codes are ways in, each once", async () => {
	const again = await w.person(inside);
	for (const [code, words] of [
		[recoveryOfAdmin[0], undefined],
		[recoveryOfAdmin[0], /did not fit/],
	]) {
		await again.goto(`${w.url}/sign-in`);
		await signIn(again, admin);
		await again.getByRole("button", { name: "Use a recovery code" }).click();
		await again.getByLabel("Recovery code").fill(code);
		await again.getByRole("button", { name: "Sign in" }).click();
		if (words) assert.match(await alertOf(again), words);
		else {
			await again.getByRole("navigation", { name: "Pages" }).first().waitFor();
			await call(again, "SignIn.SignOut");
		}
	}
	await again.context().close();
});

step("nothing went wrong on the pages meanwhile", () => {
	assert.deepEqual(page.problems, []);
	assert.deepEqual(his.problems, []);
});
