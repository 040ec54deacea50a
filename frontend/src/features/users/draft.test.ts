import { describe, expect, it } from "vitest";
import { type Access, backOf, inputOf, merged, sameAccess } from "./draft";

const base: Access = {
	kind: "standard",
	seat: "full",
	roles: [{ role: "a", expires: "" }],
	overrides: [],
	reachEverything: false,
	reach: ["queue:600"],
	exclusions: [],
	hosts: [],
};

describe("the access of a user as edited", () => {
	it("sends only what differs", () => {
		expect(inputOf(base, { seat: "full", reach: ["queue:600", "queue:610"] }, 4)).toEqual({
			revision: 4,
			reach: ["queue:600", "queue:610"],
		});
	});

	it("takes back the parts that were touched, without who set an override and when", () => {
		const set = { permission: "apps:use", allow: true, by: "ada", at: "2026-11-22T10:00:00Z", expires: "" };
		expect(backOf({ ...base, overrides: [set] }, { overrides: [], seat: "lite" }, 5)).toEqual({
			revision: 5,
			seat: "full",
			overrides: [{ permission: "apps:use", allow: true, expires: "" }],
		});
	});

	it("does not call another order a change", () => {
		const two = { ...base, reach: ["queue:600", "extension:101"] };
		expect(sameAccess(two, { ...two, reach: ["extension:101", "queue:600"] })).toBe(true);
	});

	it("merges entry by entry: mine over theirs", () => {
		const theirs: Access = { ...base, reach: ["queue:600", "queue:700"], roles: [] };
		const mine = { reach: ["queue:610"], seat: "lite" };
		expect(merged(base, mine, theirs)).toEqual({ seat: "lite", reach: ["queue:700", "queue:610"] });
	});
});
