import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { languages as offered } from "../app/language";

const here = import.meta.dirname;
const languages = readdirSync(here).filter((name) => statSync(join(here, name)).isDirectory());

type Sentences = Record<string, string>;
const files = (language: string) => readdirSync(join(here, language)).filter((name) => name.endsWith(".json"));
const read = (language: string, file: string): Sentences =>
	JSON.parse(readFileSync(join(here, language, file), "utf8"));
const all = (language: string): Sentences => Object.assign({}, ...files(language).map((file) => read(language, file)));

// A language has plural forms of its own: they count as one key.
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

function sources(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return sources(path);
		return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [path] : [];
	});
}

const english = all("en");
const known = new Set(Object.keys(english).flatMap((key) => [key, base(key)]));

describe("the sentences", () => {
	it("are of the languages that the page offers", () => {
		expect(languages.sort()).toEqual(Object.keys(offered).sort());
	});

	it.each(languages)("%s has every plural form it counts in", (language) => {
		const own = all(language);
		const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
		const missing = Object.keys(english)
			.filter((key) => key.endsWith("_other"))
			.flatMap((key) => forms.map((form) => `${base(key)}_${form}`))
			.filter((key) => !(key in own));
		expect(missing.join("\n")).toBe("");
	});

	it.each(languages)("%s has the keys of English, in the same files", (language) => {
		expect(files(language)).toEqual(files("en"));
		for (const file of files("en")) {
			const keys = (sentences: Sentences) => [...new Set(Object.keys(sentences).map(base))].sort();
			expect(keys(read(language, file)), `${language}/${file}`).toEqual(keys(read("en", file)));
		}
	});

	it.each(languages)("%s says each key once", (language) => {
		const seen = new Map<string, string>();
		const twice: string[] = [];
		for (const file of files(language)) {
			for (const key of Object.keys(read(language, file))) {
				if (seen.has(key)) twice.push(`${key}: ${seen.get(key)} and ${file}`);
				seen.set(key, file);
			}
		}
		expect(twice.join("\n")).toBe("");
	});

	it.each(languages)("%s fills the same holes as English", (language) => {
		const own = all(language);
		const wrong = Object.keys(own).filter((key) => {
			// "One person" may leave the figure out.
			if (/_(zero|one|two)$/.test(key)) return false;
			const model = english[key] ?? english[`${base(key)}_other`];
			return model !== undefined && holes(own[key]!).join() !== holes(model).join();
		});
		expect(wrong.map(String).join("\n")).toBe("");
	});

	it('are there for every t("…") of the pages', () => {
		const missing = new Set<string>();
		for (const path of sources(join(here, ".."))) {
			const text = readFileSync(path, "utf8");
			for (const match of text.matchAll(/(?:\bt\(|i18nKey=)\s*"([^"$]+)"/g)) {
				if (!known.has(match[1]!)) missing.add(`${match[1]} in ${path.slice(path.indexOf("src"))}`);
			}
			// t(condition ? "one" : "other")
			for (const match of text.matchAll(/(?:\bt\(|i18nKey=\{)[^()"`]*\?\s*"([^"]+)"\s*:\s*"([^"]+)"/g)) {
				for (const key of [match[1]!, match[2]!])
					if (!known.has(key)) missing.add(`${key} in ${path.slice(path.indexOf("src"))}`);
			}
		}
		expect([...missing].join("\n")).toBe("");
	});

	it("are there for the beginning of every key that the pages put together", () => {
		const missing = new Set<string>();
		for (const path of sources(join(here, ".."))) {
			for (const match of readFileSync(path, "utf8").matchAll(/\bt\(\s*`([^`$]+)\$\{/g)) {
				const start = match[1]!;
				if (![...known].some((key) => key.startsWith(start)))
					missing.add(`${start}… in ${path.slice(path.indexOf("src"))}`);
			}
		}
		expect([...missing].join("\n")).toBe("");
	});

	it.each(languages)("%s has no please, oops, invalid or exclamation mark", (language) => {
		const wrong = Object.entries(all(language)).filter(([, text]) =>
			/\b(please|oops|invalid|bitte|hoppla|ungültig|veuillez|invalide|por favor|inv[aá]lid[oa]|per favore|non valid[oa])\b|s['’]il vous pla[iî]t|пожалуйста|недействительн|(?<!申)请(?!求)|无效|[!！¡]/iu.test(
				text,
			),
		);
		expect(wrong.map(String).join("\n")).toBe("");
	});
});
