import { Button } from "@mantine/core";
import { useMemo } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useSearch } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useMe, useStatus } from "../../api/queries";
import { useGo } from "../../app/go";
import { askFor, EmptyState, Verdict } from "../../components";
import { Refusal } from "../../components/refusal";
import { KeepAnswer } from "../expectations/keep-answer";
import { Command } from "./command";
import { Gates } from "./gates";
import { AskedLately } from "./lately";
import { complete, isReverse, questionOf, searchOf, whoSearch } from "./question";
import { useQuestionSlots } from "./question-slots";
import { Ways } from "./ways";
import { WhoMay } from "./who";
import css from "./why.module.css";
import { verdictWords } from "./words";

/** Why?: ask in one sentence, see every gate; or ask who may. */
export default function WhyPage() {
	const search = useSearch();
	return isReverse(search) ? <WhoMay search={search} /> : <OnePerson search={search} />;
}

function OnePerson({ search }: { search: string }) {
	const { t } = useTranslation();
	const me = useMe();
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
				{!ready && (
					<>
						<EmptyState why={t("why.empty")} />
						<AskedLately />
					</>
				)}
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
						{!given.allow && me.login === given.question.login && given.question.permission && (
							<p className={css.askFor}>
								<Button
									size="xs"
									onClick={() => askFor({ permission: given.question.permission, entity: given.question.on })}
								>
									{t("ask.verb")}
								</Button>
							</p>
						)}
						<Gates key={search} gates={given.gates} reasons={given.reasons} />
						<footer className={css.foot}>{t("why.allRules", { count: given.reasons.length })}</footer>
					</>
				)}
			</div>
			{given && (
				<aside className={css.aside} aria-label={t(given.allow ? "why.commandLine" : "why.wouldAllow")}>
					<Ways answer={given} userId={asked.data?.user.id} />
					<KeepAnswer answer={given} />
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
	const { t } = useTranslation();
	const go = useGo();
	const address = useStatus().data?.address ?? "";
	const change = (part: Partial<callgate.Question>) => go(`/why?${searchOf({ ...q, ...part })}`, { replace: true });

	const slots = useQuestionSlots(q, name, change);
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
				<button type="button" onClick={() => go(`/why?${whoSearch(q)}`)}>
					{t("who.reverse")}
				</button>
			</p>
		</>
	);
}
