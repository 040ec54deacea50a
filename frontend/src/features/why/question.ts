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

/** A question can be put once it has a user and something he would do. */
export function complete(q: callgate.Question): boolean {
	return q.login !== "" && (q.permission !== "" || q.dial !== "");
}

const kinds: Record<string, string> = { warteschlange: "queue", nebenstelle: "extension", nummer: "number" };

/** Reads what a person types into the search field of the frame, such as
 * "may sam listen to queue 600?": the first word that is a login, an entity,
 * an address. Undefined when it is no question. */
export function questionFromText(text: string): Partial<callgate.Question> | undefined {
	const m = /^\s*(?:may|can|darf|kann)\s+(\S+)\s*(.*?)\??\s*$/i.exec(text);
	if (!m?.[1]) return undefined;
	const rest = m[2] ?? "";
	const q: Partial<callgate.Question> = { login: m[1] };
	const entity = /\b(queue|extension|number|warteschlange|nebenstelle|nummer)\s+(\+?\d+)/i.exec(rest);
	if (entity?.[1] && entity[2]) {
		const word = entity[1].toLowerCase();
		q.on = `${kinds[word] ?? word}:${entity[2]}`;
	}
	const permission = /\b([a-z_]+(?:\.[a-z_]+)*:(?:read|write|delete|use))\b/.exec(rest);
	if (permission?.[1]) q.permission = permission[1];
	else if (/listen|play|record|hör|aufnahme/i.test(rest)) q.permission = "calls.recording:read";
	else if (/log|anruf/i.test(rest)) q.permission = "calls.log:read";
	const from = /(?:from|von)\s+([0-9a-f.:]+)/i.exec(rest);
	if (from?.[1]) q.from = from[1];
	return q;
}
