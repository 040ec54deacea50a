import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { ask, CallError, reasonSentence, refusalOf, sentence } from "./ask";

const sentences: Record<string, string> = {
	"error.taken": "“{{name}}” is taken.",
	"error.denied": "You may not do this.",
	"error.internal": "Something went wrong.",
	"reason.user_enabled": "{{who}} is enabled.",
	"reason.user_enabled.not": "{{who}} is disabled.",
};
const t = ((key: string, options: Record<string, string> = {}) =>
	(sentences[key] ?? options.defaultValue ?? key).replace(
		/\{\{(\w+)\}\}/g,
		(_, name: string) => options[name] ?? "",
	)) as unknown as TFunction;

describe("ask", () => {
	it("hands on what the call answers", async () => {
		expect(await ask(async () => 7)).toBe(7);
	});

	it("reads the JSON string both doors throw", async () => {
		const refused = ask(() =>
			Promise.reject(JSON.stringify({ code: "taken", field: "login", params: { name: "sam" } })),
		);
		await expect(refused).rejects.toMatchObject({
			code: "taken",
			field: "login",
			params: { name: "sam" },
			reasons: [],
		});
	});

	it("reads the same from an Error and from an object", () => {
		expect(refusalOf(new Error('{"code":"denied"}')).code).toBe("denied");
		expect(refusalOf({ code: "conflict" }).code).toBe("conflict");
	});

	it("takes anything else as a call that did not arrive", () => {
		for (const thrown of ["", "{", "{}", "[object Object]", new TypeError("fetch failed"), null, 5, undefined]) {
			expect(refusalOf(thrown).code).toBe("unreachable");
		}
	});

	it("leaves a refusal it has read alone", () => {
		const refusal = new CallError({ code: "busy" });
		expect(refusalOf(refusal)).toBe(refusal);
	});
});

describe("sentence", () => {
	it("fills the parameters in", () => {
		expect(sentence(new CallError({ code: "taken", params: { name: "sam" } }), t)).toBe("“sam” is taken.");
	});

	it("says a code it does not know as an inner error", () => {
		expect(sentence(new CallError({ code: "no_such_code" }), t)).toBe("Something went wrong.");
	});

	it("adds the rules that did not hold", () => {
		const reasons = [
			{ gate: "state", code: "user_enabled", held: false, params: { who: "Sam" } },
			{ gate: "state", code: "user_enabled", held: true, params: { who: "Ada" } },
		];
		expect(sentence(new CallError({ code: "denied", reasons }), t)).toBe("You may not do this. Sam is disabled.");
		expect(reasonSentence(reasons[1]!, t)).toBe("Ada is enabled.");
	});
});
