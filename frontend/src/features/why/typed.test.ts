import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type QuestionWords, typedQuestion } from "./typed";

const folder = join(import.meta.dirname, "../../i18n");
const read = (language: string, file: string) =>
	JSON.parse(readFileSync(join(folder, language, file), "utf8")) as Record<string, string>;
const words = (language: string) =>
	Object.fromEntries(
		Object.entries(read(language, "question.json")).map(([key, value]) => [key.slice("question.".length), value]),
	) as unknown as QuestionWords;
const languages = readdirSync(folder).filter((name) => /^[a-z]{2}$/.test(name));

describe("a typed question", () => {
	it.each(languages)("in %s is read as the search field shows it", (language) => {
		const example = /[“«„"](.*?[?？].*?)[”»“"]/.exec(read(language, "shell.json")["shell.find"]!)![1]!;
		expect(typedQuestion(example, words(language))).toEqual({
			login: "sam",
			permission: "calls.recording:read",
			on: "queue:600",
		});
	});

	it("names a permission and an address", () => {
		expect(typedQuestion("can sam.okafor calls.log:read extension 101 from 192.0.2.7?", words("en"))).toEqual({
			login: "sam.okafor",
			permission: "calls.log:read",
			on: "extension:101",
			from: "192.0.2.7",
		});
		expect(typedQuestion("sam okafor", words("en"))).toBeUndefined();
		expect(typedQuestion("Ada May", words("en"))).toBeUndefined();
		expect(typedQuestion("candice smith", words("en"))).toBeUndefined();
		expect(typedQuestion("may", words("en"))).toBeUndefined();
	});
});
