// A world for one file of stories: a fresh data folder, the real program
// serving it, a real browser in front.
import assert from "node:assert/strict";
import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findings as found } from "./axe.mjs";

export const program = process.env.CALLGATE;

const answerLimit = 64 << 20; // a list of everybody is long

/** The administrator that set-up makes here. */
export const admin = { login: "ada.whitlock", password: "quiet harbour morning 41" };

export class World {
	static async begin({ setUp = true, args = [] } = {}) {
		const w = new World();
		w.data = mkdtempSync(join(tmpdir(), "callgate-world-"));
		if (setUp) {
			w.callgate(
				[
					"setup",
					"--tenant",
					"kestrel",
					"--name",
					"Kestrel Freight",
					"--login",
					admin.login,
					"--country",
					"GB",
					"--language",
					"en",
					"--time-zone",
					"Europe/London",
				],
				`${admin.password}\n`,
			);
		}
		await w.serve(args);
		w.browser = await chromium.launch({
			executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
			args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
		});
		return w;
	}

	/** Starts the server and waits for the address it prints. */
	async serve(args = []) {
		this.server = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data", this.data, ...args], {
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.printed = "";
		await new Promise((resolve, reject) => {
			const hear = (chunk) => {
				this.printed += chunk;
				const found = /http:\/\/127\.0\.0\.1:\d+/.exec(this.printed);
				if (found && this.printed.includes("\n", found.index)) {
					this.url = found[0];
					resolve();
				}
			};
			this.server.stdout.on("data", hear);
			this.server.stderr.on("data", hear);
			this.server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${this.printed}`)));
		});
	}

	/** Waits until the server prints what fits; gives the first group, or all of it. */
	async prints(pattern) {
		for (;;) {
			const found = pattern.exec(this.printed);
			if (found) return found[1] ?? found[0];
			await Promise.race([once(this.server.stdout, "data"), once(this.server.stderr, "data")]);
		}
	}

	/** Runs the command line on the same folder, beside the server. */
	callgate(args, input = "") {
		const ran = this.tried(args, input);
		if (ran.status !== 0) throw new Error(`callgate ${args.join(" ")}: exit ${ran.status}\n${ran.stderr}`);
		return ran.stdout;
	}

	/** Adds people: [login, first name, last name, extension, more flags...] each. */
	employ(...people) {
		for (const [login, first, last, extension, ...more] of people)
			this.callgate(
				["user", "add", "--login", login, "--first", first, "--last", last, "--extension", extension].concat(more),
			);
	}

	/** The same, whatever the exit code. */
	tried(args, input = "") {
		return spawnSync(program, [...args, "--data", this.data], { input, encoding: "utf8", maxBuffer: answerLimit });
	}

	/** The same for many at once, as many side by side as there are processors. */
	async all(questions) {
		const answers = new Array(questions.length);
		let next = 0;
		const lane = async () => {
			for (let at = next++; at < questions.length; at = next++)
				answers[at] = await spoken([...questions[at], "--data", this.data]);
		};
		await Promise.all(Array.from({ length: availableParallelism() }, lane));
		return answers;
	}

	json(args) {
		return JSON.parse(this.callgate([...args, "--json"]));
	}

	/** A browser of its own: cookies and storage apart from the others. */
	async person({ width = 1440, height = 900, dark = false, language = "en-GB", headers } = {}) {
		const context = await this.browser.newContext({
			viewport: { width, height },
			colorScheme: dark ? "dark" : "light",
			locale: language,
			reducedMotion: "reduce",
			extraHTTPHeaders: headers,
		});
		const page = await context.newPage();
		page.setDefaultTimeout(15_000);
		page.problems = [];
		page.on("pageerror", (error) => page.problems.push(String(error)));
		page.on("console", (message) => {
			if (message.type() === "error") page.problems.push(message.text());
		});
		return page;
	}

	/** A person who is signed in with the password alone. */
	async signedIn(who = admin, options = {}) {
		const page = await this.person(options);
		await page.goto(`${this.url}/sign-in`);
		await signIn(page, who);
		await page.getByRole("navigation").first().waitFor();
		return page;
	}

	/** Opens a page and waits for its title. */
	async goto(page, path, title) {
		await page.goto(`${this.url}${path}`);
		await page.getByRole("heading", { level: 1, name: title }).waitFor();
	}

	/** Asks the program as the page does, from inside a page's session. */
	static call(page, name, ...args) {
		return page.evaluate(
			async ([name, args]) => {
				const answer = await fetch(`/call/api.${name}`, {
					method: "POST",
					headers: { "Content-Type": "application/json" },
					body: JSON.stringify(args),
				});
				return answer.json();
			},
			[name, args],
		);
	}

	async picture(page, name) {
		const folder = process.env.PICTURES;
		if (!folder) return;
		mkdirSync(folder, { recursive: true });
		await page.screenshot({ path: join(folder, `${name}.png`) });
	}

	async end() {
		await this.browser?.close();
		await this.stop();
		rmSync(this.data, { recursive: true, force: true });
	}

	/** Ends the server as an administrator would; serve starts it anew. */
	async stop() {
		if (this.server && this.server.exitCode === null) {
			const gone = new Promise((resolve) => this.server.once("exit", resolve));
			this.server.removeAllListeners("exit");
			this.server.once("exit", () => {});
			const left = new Promise((resolve) => this.server.once("close", resolve));
			this.server.kill("SIGTERM");
			await Promise.race([gone, left]);
		}
	}
}

function spoken(args) {
	return new Promise((resolve) => {
		execFile(program, args, { encoding: "utf8", maxBuffer: answerLimit }, (error, stdout, stderr) =>
			resolve({ status: error ? error.code : 0, stdout, stderr }),
		);
	});
}

/** Types login and password into the sign-in page. */
export async function signIn(page, { login, password }) {
	await page.getByLabel(/^(Login|Anmeldename)$/).fill(login);
	await page
		.getByLabel(/^(Password|Passwort)/)
		.first()
		.fill(password);
	await page.keyboard.press("Enter");
}

/** The code an authenticator app would show now, made by oathtool. */
export function totp(key, at = "now") {
	return execFileSync("oathtool", ["--totp", "-b", "-N", at, key.replaceAll(" ", "")], { encoding: "utf8" }).trim();
}

/** An authenticator app with one key. A code counts once, so each one given is
 * later than the one before; the next step's is taken already. */
export class Authenticator {
	#last = 0;
	constructor(key) {
		this.key = key;
	}

	async code() {
		const step = () => Math.floor(Date.now() / 30_000);
		// Two steps ahead is not taken yet: people look at the app until it shows the next.
		while (this.#last > step()) await new Promise((shown) => setTimeout(shown, 30_000 - (Date.now() % 30_000)));
		this.#last = Math.max(this.#last + 1, step());
		return totp(this.key, `@${this.#last * 30}`);
	}
}

/** Serious and critical findings of axe-core on the page as it stands. */
export const findings = (page) => found(page, ["serious", "critical"]);

/** No such finding on the page as it stands, light and dark. */
export async function accessible(page) {
	for (const colorScheme of ["light", "dark"]) {
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		assert.deepEqual(await findings(page), [], colorScheme);
	}
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
