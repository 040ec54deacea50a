import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

// A sentence nobody says is dead weight in eight languages. A key is said where
// it stands in a source, or where a source puts one together that fits:
// `users.tab.${tab}` on the page, "notice." + kind in Go. What fills a hole must
// itself be a word of the sources, else anything would fit. Commands and flags of
// the command line have a test of their own (app/words_test.go).

const repo = join(import.meta.dirname, "../../..");

function filesIn(folder: string, wanted: RegExp, leftOut: RegExp): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return filesIn(path, wanted, leftOut);
		return wanted.test(name) && !leftOut.test(name) ? [readFileSync(path, "utf8")] : [];
	});
}

const page = filesIn(join(repo, "frontend/src"), /\.tsx?$/, /\.test\.tsx?$/);
const program = ["app", "backend"].flatMap((folder) => filesIn(join(repo, folder), /\.go$/, /_test\.go$/));

const words = new Set<string>();
const literals = new Set<string>();
const patterns: RegExp[] = [];

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const hole = "([\\w.: -]+?)";

for (const text of [...page, ...program]) {
	for (const [word] of text.matchAll(/\w+/g)) words.add(word);
	for (const match of text.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g))
		literals.add(match[1] ?? match[2]!);
}
for (const text of page) {
	// `…${…}…`: a hole ends at its brace; one hole right behind another is one.
	for (const match of text.matchAll(/`([\w.]+[._]\$\{[^`]*)`/g)) {
		const parts = match[1]!.split(/\$\{[^{}`]*\}/);
		const shape = parts
			.map(plain)
			.join(hole)
			.replaceAll(hole + hole, hole);
		patterns.push(new RegExp(`^${shape}$`));
	}
}
for (const text of program) {
	// "…" + x + "…": what is no literal of the chain is a hole.
	for (const match of text.matchAll(/"([\w.]+[._])"(?=\s*\+\s*([^,\n;]*))/g)) {
		const chain = match[2]!.split(/\s*\+\s*/).map((part) => /^"([\w.]*)"/.exec(part)?.[1]);
		for (let length = 1; length <= chain.length; length++) {
			const shape = chain.slice(0, length).map((part) => (part === undefined ? hole : plain(part)));
			patterns.push(new RegExp(`^${plain(match[1]!)}${shape.join("")}$`));
		}
	}
	for (const match of text.matchAll(/[\w)\]]\s*\+\s*"(_\w+)"/g))
		patterns.push(new RegExp(`^${hole}${plain(match[1]!)}$`));
}

const isWord = (text: string) => words.has(text) || literals.has(text) || literals.has(text.replaceAll("_", "-"));

/** What fills a hole: a word, a permission, or put together itself. */
function fills(value: string, depth = 0): boolean {
	if (isWord(value)) return true;
	if (/[.:]/.test(value) && value.split(/[:]/).every((part) => isWord(part))) return true;
	return depth < 2 && builds(value, depth + 1);
}

function builds(key: string, depth = 0): boolean {
	return patterns.some((pattern) => {
		const match = pattern.exec(key);
		return match?.slice(1).every((value) => fills(value, depth)) ?? false;
	});
}

it("every sentence is said somewhere", () => {
	const dead: string[] = [];
	const folder = join(import.meta.dirname, "en");
	for (const file of readdirSync(folder)) {
		const keys = Object.keys(JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, string>);
		for (const key of keys) {
			const counted = key.replace(/_(zero|one|two|few|many|other)$/, "");
			const base = keys.includes(`${counted}_other`) ? counted : key;
			if (/^cli\.(command|flag)\./.test(base) || literals.has(base) || builds(base)) continue;
			dead.push(`${base} in ${file}`);
		}
	}
	expect([...new Set(dead)].join("\n")).toBe("");
});

// cli.json is the command line's alone; every page fetches all the rest. What
// only ends a command, or keeps the program from starting, is told on no page.
const commandLine = /^(app\/(?!window\.go)|backend\/api\/local_root\.go|backend\/store\/(folder|header|lock)\.go)/;

it("what only the command line says is not shipped to the page", () => {
	const commands = new Set<string>();
	const elsewhere = new Set<string>();
	const literal = /["'`]([a-z]+(?:_[a-z]+)*)["'`]/g;
	const take = (text: string, into: Set<string>) => {
		for (const [, code] of text.matchAll(literal)) into.add(code!);
	};
	for (const text of page) take(text, elsewhere);
	for (const folder of ["app", "backend"]) {
		for (const file of readdirSync(join(repo, folder), { recursive: true })) {
			const name = `${folder}/${String(file)}`;
			if (!name.endsWith(".go") || name.endsWith("_test.go")) continue;
			take(readFileSync(join(repo, name), "utf8"), commandLine.test(name) ? commands : elsewhere);
		}
	}
	const shipped: string[] = [];
	const english = join(import.meta.dirname, "en");
	for (const file of readdirSync(english).filter((name) => name !== "cli.json")) {
		for (const key of Object.keys(JSON.parse(readFileSync(join(english, file), "utf8")) as Record<string, string>)) {
			const code = /^error\.(.*)$/.exec(key)?.[1];
			if (code && commands.has(code) && !elsewhere.has(code)) shipped.push(`${key} in ${file}`);
		}
	}
	expect(shipped.join("\n")).toBe("");
});
