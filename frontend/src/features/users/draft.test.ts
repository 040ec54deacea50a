import { describe, expect, it } from "vitest";
import { type Access, inputOf, merged, sameAccess } from "./draft";

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
