// Measures how long a page takes to stand after its link in the rail was
// pressed, in a real browser on the invented office:
//   node build/measure-pages.mjs PROGRAM [rounds]
// A page stands when the frame is painted in which its title and its data are
// in and nothing is waited for. First: the first visit of a session, a second
// after signing in. Again: every later one. Work: what the page's main thread
// computes for it in processor time, whatever else the machine does.
import { resolve } from "node:path";
import { median, office, signIn } from "./office.mjs";

const program = resolve(process.argv[2] ?? "build/bin/callgate");
const rounds = Number(process.argv[3] ?? 5);

const { url, browser, end } = await office(program);

// From the press to the frame in which the page stands, measured in the page.
const press = (page, path) =>
	page.evaluate(
		(path) =>
			new Promise((done) => {
				const link = document.querySelector(`nav a[href="${path}"]`);
				const main = document.querySelector("main");
				link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
				const from = performance.now();
				link.click();
				const shown = performance.now();
				const look = () => {
					const stands = location.pathname === path && main.querySelector("h1") && !main.querySelector("[data-waiting], [aria-busy=true]");
					if (stands) requestAnimationFrame(() => setTimeout(() => done(performance.now() - from), 0));
					else if (performance.now() - shown > 5000) done(Number.NaN);
					else setTimeout(look, 1);
				};
				look();
			}),
		path,
	);

try {
	const first = {};
	const again = {};
	const work = {};
	for (let round = 0; round < 3; round++) {
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
		const page = await context.newPage();
		const tools = await context.newCDPSession(page);
		await tools.send("Performance.enable", { timeDomain: "threadTicks" });
		const computed = async () => (await tools.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value * 1000;
		await signIn(page, url);
		await page.locator("nav a").first().waitFor();
		await page.waitForTimeout(1500);
		const paths = await page.evaluate(() => [...document.querySelectorAll("nav[aria-label] li a")].map((a) => a.getAttribute("href")));
		const start = new URL(page.url()).pathname;
		for (const path of paths.filter((p) => p !== start)) {
			(first[path] ??= []).push(await press(page, path));
			await page.waitForTimeout(100);
		}
		for (let i = 0; i < rounds; i++)
			for (const path of paths) {
				const before = await computed();
				(again[path] ??= []).push(await press(page, path));
				(work[path] ??= []).push((await computed()) - before);
				await page.waitForTimeout(100);
			}
		await context.close();
	}
	console.log("page            first, ms   again, ms, median   work, ms   (worst)");
	for (const path of Object.keys(again)) {
		const worst = Math.max(...again[path]).toFixed(0);
		console.log(`${path.padEnd(16)}${(first[path] ? median(first[path]).toFixed(0) : "-").padStart(9)}   ${median(again[path]).toFixed(0).padStart(17)}${median(work[path]).toFixed(0).padStart(11)}   (${worst})`);
	}
	console.log(`median          ${median(Object.values(first).flat()).toFixed(0).padStart(9)}   ${median(Object.values(again).flat()).toFixed(0).padStart(17)}${median(Object.values(work).flat()).toFixed(0).padStart(11)}`);
} finally {
	await end();
}
