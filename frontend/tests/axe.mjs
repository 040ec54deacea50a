// axe-core over every page, light and dark, wide and narrow:
//   node frontend/tests/axe.mjs URL LOGIN PASSWORD      a server that is set up
// or from a story: (await everyPage(page, url)).
import { AxeBuilder } from "@axe-core/playwright";

/** The pages of somebody who may open all of them, and those before the sign-in. */
export const inside = [
	"/users",
	"/roles",
	"/why",
	"/why?who=may&do=calls.log:read&from=anywhere",
	"/hosts",
	"/expectations",
	"/reviews",
	"/audit",
	"/settings",
	"/account",
	"/no-such-page",
];
export const outside = ["/sign-in"];

const sizes = [
	{ width: 1440, height: 900 },
	{ width: 1024, height: 768 },
	{ width: 390, height: 844 },
];

/** What axe-core finds on the page as it stands, in one line each. */
export async function findings(page, impacts = ["moderate", "serious", "critical"]) {
	const { violations } = await new AxeBuilder({ page })
		.options({ resultTypes: ["violations"] }) // what passes need not be described
		.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
		.setLegacyMode(true) // our pages have no frames: in one page, five times as fast
		.analyze();
	return violations
		.filter((found) => impacts.includes(found.impact))
		.map((found) => {
			const where = found.nodes.slice(0, 3).map((node) => node.target.join(" "));
			return `${found.impact} ${found.id}: ${found.help} (${found.nodes.length}: ${where.join("; ")})`;
		});
}

/** Visits the paths in both schemes and all sizes; answers what was found, by place. */
export async function everyPage(page, url, paths = inside) {
	const found = {};
	for (const scheme of ["light", "dark"]) {
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
		for (const size of sizes) {
			await page.setViewportSize(size);
			for (const path of paths) {
				await page.goto(`${url}${path}`);
				await page.locator("main").first().waitFor();
				await page.waitForLoadState("networkidle").catch(() => {});
				const here = await findings(page);
				if (here.length > 0) found[`${path} ${scheme} ${size.width}`] = here;
			}
		}
	}
	return found;
}

if (process.argv[1] === import.meta.filename) {
	const [url, login, password] = process.argv.slice(2);
	const { chromium } = await import("playwright-core");
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
	});
	const page = await (await browser.newContext()).newPage();
	const found = await everyPage(page, url, outside);
	await page.goto(`${url}/sign-in`);
	await page.getByLabel(/^(Login|Anmeldename)$/).fill(login);
	await page
		.getByLabel(/^(Password|Passwort)/)
		.first()
		.fill(password);
	await page.keyboard.press("Enter");
	await page.getByRole("navigation").first().waitFor();
	Object.assign(found, await everyPage(page, url));
	await browser.close();
	console.log(Object.keys(found).length === 0 ? "axe-core finds nothing" : JSON.stringify(found, null, "\t"));
	process.exit(Object.keys(found).length === 0 ? 0 : 1);
}
