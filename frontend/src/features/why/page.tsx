import { useMemo, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useStatus } from "../../api/queries";
import { EmptyState, Verdict } from "../../components";
import { Refusal } from "../../components/refusal";
import { entityName } from "../tree/entity-name";
import { rightPhrase } from "../tree/names";
import { Command } from "./command";
import { Gates } from "./gates";
import { complete, questionOf, searchOf } from "./question";
import { type Choice, Slot } from "./slot";
import { Ways } from "./ways";
import css from "./why.module.css";
import { verdictWords } from "./words";

/** Why?: ask in one sentence, see every gate. */
export default function WhyPage() {
	const { t } = useTranslation();
	const search = useSearch();
	const q = useMemo(() => questionOf(search), [search]);
	const ready = complete(q);
	const answer = useAsk(["why", q], () => modules.check.Ask(q), {
		enabled: ready,
		placeholderData: (before) => before,
	});
	const asked = useAsk(["user", "find", q.login], () => modules.users.Find(q.login), {
		enabled: q.login !== "",
		retry: false,
	});
	const given = ready && !answer.error ? answer.data : undefined;
	const name = given?.question.login === q.login ? given.name : (asked.data?.user.name ?? "");
	const [count, meaning] = given ? verdictWords(given.gates, q, given.name, t) : ["", ""];

	return (
		<div className={css.page} data-answered={given !== undefined || undefined}>
			<div className={css.main}>
				<Question q={q} name={name || personName(asked.data?.user) || q.login} />
				{!ready && <EmptyState why={t("why.empty")} />}
				{ready && answer.error && <Refusal error={answer.error} />}
				{given && (
					<>
						<Verdict
							allow={given.allow}
							word={t(given.allow ? "why.allowed" : "why.denied")}
							sentence={
								<>
									{count} <span className={css.meaning}>{meaning}</span>
								</>
							}
						/>
						<Gates key={search} gates={given.gates} reasons={given.reasons} />
						<footer className={css.foot}>{t("why.allRules", { count: given.reasons.length })}</footer>
					</>
				)}
			</div>
			{given && (
				<aside className={css.aside} aria-label={t(given.allow ? "why.commandLine" : "why.wouldAllow")}>
					<Ways answer={given} userId={asked.data?.user.id} />
					<Command line={given.command} />
				</aside>
			)}
		</div>
	);
}

function personName(user: callgate.User | undefined): string {
	return user ? [user.first, user.last].filter(Boolean).join(" ") : "";
}

// The question as a sentence whose words can be changed.
function Question({ q, name }: { q: callgate.Question; name: string }) {
	const { t, i18n } = useTranslation();
	const [, go] = useLocation();
	const [person, setPerson] = useState("");
	const [thing, setThing] = useState("");
	const address = useStatus().data?.address ?? "";
	const people = useAsk(["users", "suggest", person], () => modules.check.Suggest(person));
	const things = useAsk(["things", "suggest", thing], () => modules.check.Suggest(thing));
	const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue(), { staleTime: Number.POSITIVE_INFINITY });
	const change = (part: Partial<callgate.Question>) => go(`/why?${searchOf({ ...q, ...part })}`, { replace: true });
	const permissions: Choice[] = (catalogue.data ?? []).map((leaf) => ({
		value: leaf.id,
		label: rightPhrase(t, i18n, leaf.id),
		hint: leaf.id,
	}));

	const slots = {
		who: (
			<Slot
				label={t("why.who")}
				shown={name}
				placeholder={t("why.somebody")}
				choices={(people.data?.people ?? []).map((p) => ({ value: p.login, label: p.name, hint: p.login }))}
				onSearch={setPerson}
				onChange={(login) => change({ login })}
			/>
		),
		what: (
			<Slot
				label={t("why.what")}
				shown={q.permission === "" ? "" : rightPhrase(t, i18n, q.permission)}
				placeholder={t("why.doSomething")}
				choices={permissions}
				onChange={(permission) => change({ permission })}
			/>
		),
		on: (
			<Slot
				label={t("why.onWhat")}
				shown={q.on ? entityName(t, q.on) : ""}
				placeholder={t("why.anything")}
				free
				choices={[
					...(thing.trim() === "" ? [{ value: "", label: t("why.anything") }] : []),
					...(things.data?.things ?? []).map((x) => ({
						value: `${x.kind}:${x.name}`,
						label: entityName(t, `${x.kind}:${x.name}`),
						hint: x.label,
					})),
				]}
				onSearch={setThing}
				onChange={(on) => change({ on })}
			/>
		),
		from: (
			<Slot
				label={t("why.fromWhere")}
				shown={q.anyAddress ? t("why.anywhere") : q.from}
				placeholder={t("why.noAddress")}
				free
				choices={[
					{ value: "anywhere", label: t("why.anywhere") },
					...(address ? [{ value: address, label: address, hint: t("why.yourAddress") }] : []),
					{ value: "", label: t("why.noAddress") },
				]}
				onChange={(from) => change(from === "anywhere" ? { from: "", anyAddress: true } : { from, anyAddress: false })}
			/>
		),
		dial: (
			<Slot
				label={t("why.dialling")}
				shown={q.dial}
				placeholder={t("why.number")}
				free
				choices={[{ value: "", label: t("why.noNumber") }]}
				onChange={(dial) => change({ dial })}
			/>
		),
	};
	const sentence = q.dial
		? q.permission && !q.permission.startsWith("dial.")
			? "why.questionBoth"
			: "why.questionDial"
		: "why.question";
	return (
		<>
			<h1 className={css.question}>
				<Trans t={t} i18nKey={sentence} components={slots} />
			</h1>
			<p className={css.more}>
				{q.dial ? (
					<button type="button" onClick={() => change({ dial: "", showing: "" })}>
						{t("why.noDial")}
					</button>
				) : (
					<button type="button" onClick={() => change({ dial: "112" })}>
						{t("why.addNumber")}
					</button>
				)}
				{!q.anyAddress && (
					<button type="button" onClick={() => change({ from: "", anyAddress: true })}>
						{t("why.fromAnywhere")}
					</button>
				)}
				{address !== "" && q.from !== address && (
					<button type="button" onClick={() => change({ from: address, anyAddress: false })}>
						{t("why.fromHere", { address })}
					</button>
				)}
			</p>
		</>
	);
}
