// What keeps a page true, and what does not keep a session alive.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { World } from "./world.mjs";

let w;
let page;

before(async () => {
	w = await World.begin();
	w.callgate(["user", "add", "--login", "sam.okafor", "--first", "Sam", "--last", "Okafor"]);
	page = await w.signedIn();
});
after(() => w?.end());

test("a stream that was answered with an error is opened again, and what was missed is asked", async () => {
	let refused = 0;
	await page.route("**/events", (route) => {
		refused++;
		return route.fulfill({ status: 503, body: "starting" });
	});
	await page.goto(`${w.url}/users`);
	const sam = page.getByRole("row").filter({ hasText: "Sam Okafor" }).first();
	await sam.waitFor();
	while (refused < 2) await page.waitForEvent("requestfailed", { timeout: 200 }).catch(() => {});
	w.callgate(["user", "block", "--user", "sam.okafor"]);
	await page.unroute("**/events");
	await sam.getByText("Blocked").waitFor();
});

test("what a page asks by itself while nobody touches it says so, and the next touch takes it back", async () => {
	await page.clock.install();
	await page.goto(`${w.url}/users`);
	const sam = page.getByRole("row").filter({ hasText: "Sam Okafor" }).first();
	await sam.waitFor();
	await page.mouse.move(300, 300);
	const marked = () => page.evaluate(() => window.callgate.unattended);
	assert.equal(await marked(), false);
	await page.clock.fastForward(61_000);
	assert.equal(await marked(), true);
	const asked = page.waitForRequest((r) => r.url().endsWith("api.Users.List"));
	w.callgate(["user", "unblock", "--user", "sam.okafor"]);
	const ticks = setInterval(() => void page.clock.runFor(200).catch(() => {}), 100);
	assert.equal((await asked).headers()["callgate-unattended"], "1");
	clearInterval(ticks);
	await page.mouse.move(320, 300);
	assert.equal(await marked(), false);
});
