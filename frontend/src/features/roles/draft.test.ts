import { describe, expect, it } from "vitest";
import { type Draft, mergedRole } from "./draft";

const base: Draft = {
	name: "Desk",
	description: "",
	permissions: ["a:read", "b:read"],
	ownOnly: [],
	reach: "list",
	reachList: ["queue:600"],
};

describe("two changes of one role", () => {
	it("are put together entry by entry", () => {
		const theirs = {
			...base,
			name: "Front desk",
			permissions: ["a:read", "b:read", "c:read"],
			reachList: ["queue:600", "queue:601"],
		};
		const mine = { permissions: ["a:read", "d:read"], reachList: ["queue:602"] };
		const merged = { ...theirs, ...mergedRole(base, mine, theirs) };
		expect(merged.name).toBe("Front desk");
		expect([...merged.permissions].sort()).toEqual(["a:read", "c:read", "d:read"]);
		expect([...merged.reachList].sort()).toEqual(["queue:601", "queue:602"]);
	});

	it("keep mine where both changed one field", () => {
		const merged = mergedRole(base, { name: "Mine" }, { ...base, name: "Theirs" });
		expect(merged).toEqual({ name: "Mine" });
	});

	it("take nothing away that only they added, and add nothing twice", () => {
		const theirs = { ...base, permissions: ["a:read", "b:read", "c:read"] };
		expect(mergedRole(base, { permissions: ["a:read", "b:read", "c:read"] }, theirs).permissions).toEqual([
			"a:read",
			"b:read",
			"c:read",
		]);
	});
});
