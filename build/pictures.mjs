// Photographs every page of the invented office, for looking at them:
//   node build/pictures.mjs PROGRAM FOLDER [part of a name]...
// Each page in light and dark, wide and on a phone, in German, Russian, French and Chinese.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { admin, office } from "./office.mjs";

const [program, folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error("node build/pictures.mjs PROGRAM FOLDER [part of a name]...");
mkdirSync(folder, { recursive: true });

// What is photographed: a name, an address, and what is done there first.
const panel = (tab) => async (page) => {
	await page.locator("main input").first().fill("okafor");
	await page.getByText("Sam Okafor", { exact: true }).first().click();
	await page.getByRole("tab").first().waitFor();
	if (tab) await page.getByRole("tab").nth(tab).click();
};
const scenes = [
	["sign-in", "/sign-in"],
	["users", "/users"],
	["users-checked", "/users?check=no_second_factor"],
	...["profile", "sign-in", "roles", "switches", "overrides", "reach", "hosts", "effective"].map((tab, i) => [`user-${tab}`, "/users", panel(i)]),
	["user-new", "/users/new"],
	["roles", "/roles"],
	["role", "/roles", (page) => page.getByText("QueueManager").first().click()],
	["why", "/why?user=sam.okafor&do=calls.recording:read&on=extension:210&from=203.0.113.77"],
	...["hosts", "things", "checks", "access", "expectations", "reviews", "requests", "ends", "audit", "settings", "account"].map((name) => [name, `/${name}`]),
	["palette", "/users", (page) => page.keyboard.press("Control+k")],
].filter(([name]) => wanted.length === 0 || wanted.some((w) => name.includes(w)));
const looks = [
	{ name: "light", width: 1440, height: 900 },
	{ name: "dark", width: 1440, height: 900, colorScheme: "dark" },
	{ name: "phone", width: 390, height: 844 },
	{ name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
	{ name: "de", width: 1200, height: 900, language: "de" },
	{ name: "ru", width: 1200, height: 900, language: "ru" },
	{ name: "fr", width: 1200, height: 900, language: "fr" },
	{ name: "zh", width: 1200, height: 900, language: "zh" },
	{ name: "4k", width: 3840, height: 2160 },
].filter((look) => !process.env.LOOKS || process.env.LOOKS.split(",").includes(look.name));

const { url, browser, end } = await office(program);
try {
	for (const { name: look, width, height, colorScheme = "light", language } of looks) {
		const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: language ?? "en-GB", reducedMotion: "reduce" });
		const page = await context.newPage();
		page.setDefaultTimeout(8000);
		await page.goto(`${url}/sign-in`);
		const call = (name, ...args) =>
			page.evaluate(
				async ([name, args]) => (await fetch(`/call/api.${name}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(args) })).json(),
				[name, args],
			);
		const signedIn = scenes.some(([name]) => name !== "sign-in");
		for (const [name, address, act] of scenes.filter(([name]) => name === "sign-in")) await take(page, look, name, address, act);
		if (!signedIn) continue;
		await call("SignIn.Password", "", admin.login, admin.password);
		if (language) await call("Account.SetPreferences", { language, timeZone: "", theme: "", startPage: "", download: "" });
		for (const [name, address, act] of scenes.filter(([name]) => name !== "sign-in")) await take(page, look, name, address, act);
		if (language) await call("Account.SetPreferences", { language: "en", timeZone: "", theme: "", startPage: "", download: "" });
		await context.close();
	}
} finally {
	await end();
}

async function take(page, look, name, address, act) {
	try {
		await page.goto(url + address);
		await page.waitForLoadState("networkidle");
		if (act) await act(page);
		await page.waitForLoadState("networkidle");
	} catch (failed) {
		console.error(`${name} (${look}): ${String(failed).split("\n")[0]}`);
	}
	await page.screenshot({ path: resolve(folder, `${name}-${look}.png`) });
}
