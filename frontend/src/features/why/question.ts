import type { callgate } from "../../../wailsjs/go/models";

/** The question as it stands in the page's address, so that it can be sent to
 * a colleague and survives a reload. A question nobody began is meant from
 * anywhere. */
export function questionOf(search: string): callgate.Question {
	const q = new URLSearchParams(search);
	const from = q.get("from") ?? (q.size === 0 ? "anywhere" : "");
	return {
		login: q.get("user") ?? "",
		permission: q.get("do") ?? "",
		on: q.get("on") ?? "",
		dial: q.get("dial") ?? "",
		showing: q.get("showing") ?? "",
		from: from === "anywhere" ? "" : from,
		anyAddress: from === "anywhere",
	};
}

/** The address for a question; empty slots leave no trace. */
export function searchOf(q: callgate.Question): string {
	const out = new URLSearchParams();
	const put = (key: string, value: string) => value !== "" && out.set(key, value);
	put("user", q.login);
	put("do", q.permission);
	put("on", q.on);
	put("from", q.anyAddress ? "anywhere" : q.from);
	put("dial", q.dial);
	put("showing", q.showing);
	return out.toString();
}

/** Is the page asked the reverse, who may? */
export function isReverse(search: string): boolean {
	return new URLSearchParams(search).has("who");
}

/** The address of the reverse of a question; grant asks who may give the right. */
export function whoSearch(q: callgate.Question, grant = false): string {
	const asked = searchOf({ ...q, login: "", dial: "", showing: "", permission: plain(q.permission) });
	return `who=${grant ? "grant" : "may"}&${asked}`;
}

const plain = (permission: string) => permission || "calls.recording:read";

/** A question can be put once it has a user and something he would do. */
export function complete(q: callgate.Question): boolean {
	return q.login !== "" && (q.permission !== "" || q.dial !== "");
}
