// The invented office, served on a scratch folder with a real browser in front:
// what the pictures and the measurements of pages stand on.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(new URL("../frontend/package.json", import.meta.url))("playwright-core");

/** Its administrator; everybody has this password. */
export const admin = { login: "ada.whitlock", password: "quiet copper lantern" };

/** Starts the program on the office: {url, browser, end}. end() stops both and removes the folder. */
export async function office(program) {
	const data = mkdtempSync(join(tmpdir(), "callgate-office-"));
	execFileSync(program, ["demo", "--data", data]);
	const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
	const url = await new Promise((found, failed) => {
		server.stdout.on("data", (chunk) => {
			const address = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk)?.[0];
			if (address) found(address);
		});
		server.once("exit", (code) => failed(new Error(`the program ended with ${code}`)));
	});
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
	});
	const end = async () => {
		await browser.close();
		const ended = new Promise((done) => server.once("exit", done));
		server.kill("SIGTERM");
		await ended;
		rmSync(data, { recursive: true, force: true });
	};
	return { url, browser, end };
}

/** Signs the administrator in as a person does. */
export async function signIn(page, url) {
	await page.goto(`${url}/sign-in`);
	await page.getByLabel("Login").fill(admin.login);
	await page.getByLabel("Password").first().fill(admin.password);
	await page.keyboard.press("Enter");
}

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
