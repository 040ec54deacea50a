import { expect, test } from "vitest";
import { oneStop } from "./one-stop";

test("a sentence has one full stop", () => {
	expect(oneStop("Der älteste ist vom 23. Nov.. Ältere gehen.")).toBe("Der älteste ist vom 23. Nov. Ältere gehen.");
	expect(oneStop("Bis 23. Nov..")).toBe("Bis 23. Nov.");
	for (const same of ["Looking ...", "a..b is a file", "1..5", "One. Two."]) expect(oneStop(same)).toBe(same);
});
