// What happens to people, in sentences.
import type { i18n, TFunction } from "i18next";
import type { api } from "../../../wailsjs/go/models";
import { over, until } from "../../app/days";
import { list, number } from "../../app/format";
import { entityName } from "../tree/entity-name";
import { rightPhrase } from "../tree/names";

/** Outcomes that take something away. */
const harms = ["shut_out", "lowered", "loses", "shorter", "narrower", "removed", "unseen"];

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
	return t(`impact.${outcome.kind}`, {
		count: outcome.count,
		who: peopleWords(outcome, t),
		what: whatWords(outcome, t, lang),
	});
}

// The rights, the reach or the people an outcome is about.
function whatWords(outcome: api.PreviewOutcome, t: TFunction, lang: i18n): string {
	if (outcome.kind === "unseen" || outcome.kind === "seen")
		return peopleWords({ ...outcome, first: outcome.whom ?? [], count: outcome.whomCount }, t);
	if (outcome.kind === "loses" || outcome.kind === "gains")
		return shortList(
			(outcome.permissions ?? []).map((p) => rightPhrase(t, lang, p)),
			"rights",
			t,
		);
	return shortList(
		(outcome.on ?? []).map((e) => reachWords(e, t)),
		"things",
		t,
	);
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
export function headline(
	preview: Pick<api.Preview, "thrown" | "outcomes">,
	t: TFunction,
	lang: i18n,
): { harm: string; good: string } {
	const outcomes = preview.outcomes ?? [];
	const words = (outcome: api.PreviewOutcome | undefined) => (outcome ? outcomeWords(outcome, t, lang) : "");
	// What colleagues lose is easily overlooked: it stands beside what he himself loses.
	const worst = outcomes.find((o) => harmful(o.kind));
	const colleagues = outcomes.find((o) => o.kind === "unseen");
	const harm = [
		...(preview.thrown > 0 ? [t("impact.thrown", { count: preview.thrown, n: number(preview.thrown) })] : []),
		words(worst),
		...(colleagues !== worst ? [words(colleagues)] : []),
	];
	return { harm: harm.filter(Boolean).join(" "), good: words(outcomes.find((o) => !harmful(o.kind))) };
}

/** What happens at one moment to come: an end that is set, moved or taken away. */
export function laterWords(later: api.PreviewLater, t: TFunction, lang: i18n): { harm: string; good: string } {
	const [last, from] = [until(later.at), over(later.at)];
	const outcomes = later.outcomes ?? [];
	const worst = outcomes.find((o) => harmful(o.kind));
	const best = outcomes.find((o) => !harmful(o.kind));
	const good = () => {
		if (!best) return "";
		const who = peopleWords(best, t);
		if (best.kind === "gains")
			return t("impact.stays", { count: best.count, who, day: last, what: whatWords(best, t, lang) });
		if (best.kind === "let_in") return t("impact.stays_in", { count: best.count, who, day: last });
		return t("impact.later", { day: from, what: outcomeWords(best, t, lang) });
	};
	return {
		harm: worst ? t("impact.later", { day: from, what: outcomeWords(worst, t, lang) }) : "",
		good: good(),
	};
}

// What a sentence like "Sam Okafor is disabled" says already, when it happens to one.
const said = ["shut_out", "let_in", "removed", "added"];

/** The effect of a deed in the sentences that follow it: whom else it touches, what comes and goes. */
export function toldWords(preview: api.Preview, t: TFunction, lang: i18n): string {
	if (preview.refused) return "";
	const outcomes = (preview.outcomes ?? []).filter((o) => o.count > 1 || !said.includes(o.kind));
	const { harm, good } = headline({ thrown: preview.thrown > 1 ? preview.thrown : 0, outcomes }, t, lang);
	const later = (preview.later ?? []).flatMap((l) => Object.values(laterWords(l, t, lang)));
	return [harm, good, ...later].filter(Boolean).join(" ");
}
