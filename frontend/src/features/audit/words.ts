import type { TFunction } from "i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { isDay, until } from "../../app/days";
import { moment } from "../../app/format";
import { nameWords } from "../../app/who";
import { entityName } from "../tree/entity-name";

/** What was done, in words; a denial names its rule. */
export function deedWords(what: string, t: TFunction): string {
	return t(`audit.${what}`, { defaultValue: what });
}

/** Who did it, and for whom. */
export function whoWords(record: callgate.AuditRecord, t: TFunction): string {
	const itself = record.whoId === "" && record.who === "callgate"; // nobody asked
	const name = itself ? t("audit.itself") : nameWords(record.who, t);
	return record.onBehalf ? t("audit.onBehalf", { who: name, user: record.onBehalf }) : name;
}

/** Where from: an address, or one of the ways without one. */
export function fromWords(from: string, t: TFunction): string {
	return from === "command line" ? t("audit.commandLine") : from;
}

/** One field that a record tells about. */
export interface Change {
	field: string;
	/** what went and what came; a plain value stands in both */
	before: string[];
	after: string[];
	/** entries of a list that stayed */
	same: number;
}

/** What differs between the two sides. Of lists only what went and what came
 * is told, so that one right among a hundred is seen. */
export function changesOf(record: callgate.AuditRecord, t: TFunction): Change[] {
	const before = fields(record.before);
	const after = fields(record.after);
	const out: Change[] = [];
	for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
		const was = before[field];
		const is = after[field];
		if (Array.isArray(was) && Array.isArray(is)) {
			const [old, now] = [was.map((v) => plain(v, t)), is.map((v) => plain(v, t))];
			const [gone, come] = [old.filter((v) => !now.includes(v)), now.filter((v) => !old.includes(v))];
			out.push({ field, before: gone, after: come, same: old.length - gone.length });
		} else out.push({ field, before: sides(was, t), after: sides(is, t), same: 0 });
	}
	return out.filter((c) => c.before.length + c.after.length + c.same > 0);
}

function sides(value: unknown, t: TFunction): string[] {
	const list = Array.isArray(value) ? value.map((v) => plain(v, t)) : [plain(value, t)];
	return list.filter((text) => text !== "");
}

function fields(json: string): Record<string, unknown> {
	if (json === "") return {};
	try {
		const read: unknown = JSON.parse(json);
		if (typeof read === "object" && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
		return { value: read };
	} catch {
		return { value: json };
	}
}

function plain(value: unknown, t: TFunction): string {
	if (value === null || value === undefined) return "";
	if (typeof value === "boolean") return t(value ? "audit.yes" : "audit.no");
	if (Array.isArray(value)) return value.map((v) => plain(v, t)).join(", ");
	if (typeof value === "object")
		return Object.values(value)
			.map((v) => plain(v, t))
			.filter(Boolean)
			.join(" ");
	const text = String(value);
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return moment(text);
	if (isDay(text)) return until(text);
	const [, what, end] = /^(.+) until (\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/.exec(text) ?? [];
	if (what && end) return `${plain(what, t)} ${t("until")} ${until(end)}`;
	return /^(?:queue|extension|number|user):\S+$/.test(text) ? entityName(t, text) : text;
}
