import type { TFunction } from "i18next";
import { Fragment, type ReactNode } from "react";
import type { callgate } from "../../../wailsjs/go/models";
import { reasonSentence } from "../../api/ask";
import { until } from "../../app/days";
import { list } from "../../app/format";
import { entityName } from "../tree/entity-name";

const entity = /^(?:queue|extension|number|user):/;

/** Parameters as a person says them: "queue 600 and extension 101", "the local operator". */
function spoken(params: Record<string, string> | undefined, t: TFunction): Record<string, string> {
	const out: Record<string, string> = { ...params };
	for (const [key, value] of Object.entries(out)) {
		if (key === "list") {
			const names = value.split(", ").filter(Boolean);
			out[key] =
				names.length > 0
					? list(names.map((name) => (entity.test(name) ? entityName(t, name) : name)))
					: t("why.nothing");
		} else if (key === "entity") out[key] = entityName(t, value);
		else if (key === "by" && value === "local operator") out[key] = t("why.localOperator");
		else if (key === "expires") out[key] = until(value) || value;
	}
	return out;
}

/** The sentence of one rule, with permissions and addresses in the face they are typed in. */
export function ruleWords(reason: callgate.Reason, t: TFunction): ReactNode {
	const params = spoken(reason.params, t);
	const text = reasonSentence({ ...reason, params }, t);
	return typed(text.charAt(0).toLocaleUpperCase() + text.slice(1));
}

/** The same for a way. */
export function wayWords(way: callgate.Way, t: TFunction): string {
	return t(`way.${way.code}`, spoken(way.params, t));
}

const code =
	/((?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?|[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*(?:\/\d+)?|[a-z_]+(?:\.[a-z_]+)*:(?:read|write|delete|use)\b)/;

function typed(text: string): ReactNode {
	return text.split(code).map((part, i) =>
		// biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name but their place
		i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>,
	);
}

const isShut = (gate: callgate.Gate) => gate.state === "shut" || gate.state === "not_given";

/** How many gates are shut, and in a second sentence what that means. */
export function verdictWords(
	gates: callgate.Gate[],
	q: callgate.Question,
	name: string,
	t: TFunction,
): [string, string] {
	const shut = gates.filter(isShut).map((g) => g.name);
	if (shut.length === 0)
		return [t("why.everyGateOpen", { count: gates.filter((g) => g.state !== "not_asked").length }), ""];
	return [t("why.gatesShut", { count: shut.length }), meaning(shut, q, name, t)];
}

function meaning(shut: string[], q: callgate.Question, name: string, t: TFunction): string {
	if (shut.includes("state")) return t("why.outOfUse", { name });
	if (shut.includes("rights")) return t("why.noRight", { name });
	const clauses = shut.map((gate) => {
		if (gate === "reach") return q.on ? t("why.but.reach", { entity: entityName(t, q.on) }) : t("why.but.anything");
		if (gate === "address") return q.from ? t("why.but.address") : t("why.but.noAddress");
		return t(`why.but.${gate}`);
	});
	return t("why.holdsBut", { name, clauses: list(clauses) });
}
