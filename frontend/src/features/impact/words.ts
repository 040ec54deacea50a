// What happens to people, in sentences.
import type { i18n, TFunction } from "i18next";
import type { api } from "../../../wailsjs/go/models";
import { list, number } from "../../app/format";
import { entityName } from "../tree/entity-name";
import { rightPhrase } from "../tree/names";

/** Outcomes that take something away. */
const harms = ["shut_out", "lowered", "loses", "shorter", "narrower", "removed"];

/** harmful tells whether an outcome takes something away. */
export function harmful(kind: string): boolean {
	return harms.includes(kind);
}

const namedUpTo = 2;
const listedUpTo = 3;

/** peopleWords names one or two, and counts more. */
export function peopleWords(outcome: api.PreviewOutcome, t: TFunction): string {
	const first = outcome.first ?? [];
	if (outcome.count <= namedUpTo && first.length === outcome.count) return list(first.map((p) => p.name));
	return t("impact.people", { count: outcome.count, n: number(outcome.count) });
}

/** outcomeWords is one outcome as a sentence: "3 people gain play recordings." */
export function outcomeWords(outcome: api.PreviewOutcome, t: TFunction, lang: i18n): string {
	const what =
		outcome.kind === "loses" || outcome.kind === "gains"
			? shortList(
					(outcome.permissions ?? []).map((p) => rightPhrase(t, lang, p)),
					"rights",
					t,
				)
			: shortList(
					(outcome.on ?? []).map((e) => reachWords(e, t)),
					"things",
					t,
				);
	return t(`impact.${outcome.kind}`, { count: outcome.count, who: peopleWords(outcome, t), what });
}

/** reachWords names a piece of reach; "" is everything. */
export function reachWords(on: string, t: TFunction): string {
	return on === "" ? t("impact.everything") : entityName(t, on);
}

function shortList(words: string[], kind: "rights" | "things", t: TFunction): string {
	if (words.length <= listedUpTo) return list(words);
	const more = words.length - listedUpTo + 1;
	return list([...words.slice(0, listedUpTo - 1), t(`impact.more.${kind}`, { count: more })]);
}

/** The worst that happens and the best, for one line. */
export function headline(preview: api.Preview, t: TFunction, lang: i18n): { harm: string; good: string } {
	const outcomes = preview.outcomes ?? [];
	const words = (outcome: api.PreviewOutcome | undefined) => (outcome ? outcomeWords(outcome, t, lang) : "");
	const harm = [
		...(preview.thrown > 0 ? [t("impact.thrown", { count: preview.thrown, n: number(preview.thrown) })] : []),
		words(outcomes.find((o) => harmful(o.kind))),
	];
	return { harm: harm.filter(Boolean).join(" "), good: words(outcomes.find((o) => !harmful(o.kind))) };
}
