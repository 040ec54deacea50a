import { describe, expect, it } from "vitest";
import type { callgate } from "../../../wailsjs/go/models";
import { setOverrides, userSheet } from "./cells";
import { bringsAlong, closed, fallsWith, gapsOf, holders } from "./needs";

const leaf = (id: string, ...needs: string[][]): callgate.Leaf => {
	const [module = "", action = ""] = id.split(":");
	return { id, module, action, group: "calls", scoped: true, enforced: "here", terms: "", needs };
};

const catalogue = [
	leaf("calls.own:read"),
	leaf("calls.log:read"),
	leaf("calls.recording:read", ["calls.log:read", "calls.own:read"]),
	leaf("calls.recording:delete", ["calls.recording:read"]),
	leaf("calls.recording_download:read", ["calls.recording:read"]),
];
const set = (...ids: string[]) => new Set(ids);

describe("what needs what", () => {
	it("names the gaps of an open set", () => {
		expect(gapsOf(catalogue, set("calls.recording:read"))).toEqual([
			{ permission: "calls.recording:read", needs: ["calls.log:read", "calls.own:read"] },
		]);
	});

	it("leaves out in turn what lacks its need", () => {
		expect(closed(catalogue, set("calls.recording:read", "calls.recording_download:read"))).toEqual(set());
	});

	it("pins a right only where no other alternative is held", () => {
		expect(holders(catalogue, set("calls.own:read", "calls.recording:read")).get("calls.own:read")).toEqual([
			"calls.recording:read",
		]);
		expect(
			holders(catalogue, set("calls.own:read", "calls.log:read", "calls.recording:read")).get("calls.own:read"),
		).toBeUndefined();
	});

	it("brings along what there is no choice about", () => {
		expect(bringsAlong(catalogue, set(), "calls.recording:delete")).toEqual(["calls.recording:read"]);
	});

	it("takes along everything that would fall", () => {
		const held = set("calls.own:read", "calls.recording:read", "calls.recording_download:read");
		expect(fallsWith(catalogue, held, "calls.own:read").sort()).toEqual([...held].sort());
	});
});

describe("a user's overrides over what his roles give", () => {
	const effective: callgate.Effective[] = [
		{
			permission: "calls.own:read",
			held: true,
			override: "",
			sources: [{ kind: "role", id: "r", name: "StandardUser" }],
			lost: "",
			neededBy: [],
			reach: ["own"],
		},
	];
	const allow = (permission: string): callgate.Override => ({
		permission,
		allow: true,
		expires: "",
		by: "Ada",
		at: "",
	});

	it("shows roles thin, overrides filled and a missing need as lost", () => {
		const sheet = userSheet(catalogue, effective, [allow("calls.recording_download:read")], []);
		expect(sheet.cell("calls.own:read").look).toBe("role");
		expect(sheet.cell("calls.log:read").look).toBe("none");
		expect(sheet.cell("calls.recording_download:read")).toMatchObject({
			look: "lost",
			lost: "need:calls.recording:read",
			changed: true,
		});
	});

	it("puts a saved override back as it was", () => {
		const saved = [allow("calls.log:read")];
		const gone = setOverrides(saved, ["calls.log:read"], "inherit", saved);
		expect(gone).toEqual([]);
		expect(setOverrides(gone, ["calls.log:read"], "allow", saved)).toEqual(saved);
	});
});
