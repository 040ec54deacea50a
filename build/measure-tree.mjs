// Measures how long the tree of permissions takes to open, in a real browser,
// with a made catalogue in place of ours:
//   node build/measure-tree.mjs PROGRAM [permissions]
// From the press on a person's Overrides to the frame in which the tree stands.
// Work is what the page's main thread computes for it in processor time.
import { resolve } from "node:path";
import { median, office, signIn } from "./office.mjs";

const program = resolve(process.argv[2] ?? "build/bin/callgate");
const permissions = Number(process.argv[3] ?? 1000);

// Modules of three actions in twenty branches; write and delete need read.
const catalogue = Array.from({ length: permissions }, (_, i) => {
	const module = `made.module_${Math.floor(i / 3)}`;
	const action = ["read", "write", "delete"][i % 3];
	return { id: `${module}:${action}`, module, action, group: `made_${Math.floor((i * 20) / permissions)}`, needs: action === "read" ? [] : [[`${module}:read`]], scoped: i % 5 === 0, terms: "", enforced: "here" };
});
const rights = catalogue.map((leaf, i) => ({ permission: leaf.id, held: i % 3 === 0, lost: "", reach: [], sources: i % 3 === 0 ? [{ kind: "role", id: "made", name: "Made", allow: true }] : [] }));

const { url, browser, end } = await office(program);
try {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
	const page = await context.newPage();
	const answers = (name, result) => page.route(`**/call/api.${name}`, (route) => route.fulfill({ json: { result } }));
	await answers("Roles.Catalogue", catalogue);
	await answers("Users.Effective", { rights, held: 1, of: permissions });
	await signIn(page, url);
	await page.getByText("Sam Okafor", { exact: true }).first().click();
	await page.getByRole("tab").first().waitFor();
	const tools = await context.newCDPSession(page);
	await tools.send("Performance.enable", { timeDomain: "threadTicks" });
	const computed = async () => (await tools.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value * 1000;
	const took = [];
	const work = [];
	let rows = 0;
	for (let round = 0; round < 7; round++) {
		const before = await computed();
		const [ms, n] = await page.evaluate(
			() =>
				new Promise((done) => {
					const tab = [...document.querySelectorAll("[role=tab]")].find((each) => /^Overrides/.test(each.textContent));
					const from = performance.now();
					tab.click();
					const look = () => {
						if (document.querySelector("[role=treegrid] [role=row][aria-level='2']"))
							requestAnimationFrame(() => setTimeout(() => done([performance.now() - from, document.querySelectorAll("[role=treegrid] [role=row]").length]), 0));
						else setTimeout(look, 1);
					};
					look();
				}),
		);
		const spent = (await computed()) - before;
		if (round > 1) {
			took.push(ms);
			work.push(spent);
		}
		await page.waitForTimeout(600);
		rows = await page.locator("[role=treegrid] [role=row]").count();
		if (n === 0) throw new Error("no rows");
		await page.getByRole("tab", { name: /^Profile|^Sign-in/ }).first().click();
		await page.waitForTimeout(300);
	}
	console.log(`${permissions} permissions, ${rows} rows in the end: opens in ${median(took).toFixed(0)} ms, median (best ${Math.min(...took).toFixed(0)}, worst ${Math.max(...took).toFixed(0)}); work ${median(work).toFixed(0)} ms   asked: <= 50`);
} finally {
	await end();
}
