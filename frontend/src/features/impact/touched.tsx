import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { useAsk } from "../../api/queries";
import { list, number } from "../../app/format";
import { SearchField } from "../../components";
import { rightName, rightPhrase } from "../tree/names";
import css from "./impact.module.css";
import { everybody, type Impact } from "./use-impact";
import { harmful, outcomeWords, reachWords } from "./words";

interface TouchedProps {
	impact: Impact;
	/** Only whom this happens to. */
	outcome: api.PreviewOutcome | undefined;
	onAll: () => void;
}

const step = 50;
const most = 500;

/** Who is touched: one row each, what he gains, loses, and keeps all the same. */
export function Touched({ impact, outcome, onAll }: TouchedProps) {
	const { t, i18n } = useTranslation();
	const [typed, setTyped] = useState("");
	const [search] = useDebouncedValue(typed, 200);
	const [limit, setLimit] = useState(step);
	const look: api.Look = {
		...everybody,
		kind: outcome?.kind ?? "",
		permission: outcome?.permissions?.[0] ?? "",
		on: outcome?.on?.[0] ?? "",
		search,
		limit,
	};
	const answer = useAsk(["impact", "people", impact.key, look], () => impact.ask(look), {
		placeholderData: keepPreviousData,
		staleTime: 30_000,
		retry: false,
	});
	const preview = answer.data ?? impact.preview;
	const people = preview?.people ?? [];
	const listed = preview?.listed ?? 0;
	const left = listed - people.length;
	return (
		<section className={css.touched} aria-label={t("impact.who")}>
			<div className={css.touchedHead}>
				<h3>{t("impact.who")}</h3>
				<span className={css.quiet}>
					{t("impact.who_of", { count: listed, n: number(listed), of: number(preview?.looked ?? 0) })}
				</span>
				{(impact.preview?.touched ?? 0) > 12 && (
					<SearchField value={typed} onChange={setTyped} placeholder={t("impact.search")} label={t("impact.search")} />
				)}
			</div>
			{outcome && (
				<p className={css.narrowed}>
					{outcomeWords(outcome, t, i18n)}{" "}
					<button type="button" className={css.link} onClick={onAll}>
						{t("impact.all")}
					</button>
				</p>
			)}
			<table className={css.table}>
				<thead>
					<tr>
						<th scope="col">{t("impact.name")}</th>
						<th scope="col">{t("impact.gains_head")}</th>
						<th scope="col">{t("impact.loses_head")}</th>
					</tr>
				</thead>
				<tbody>
					{people.map((person) => (
						<Row key={person.id} person={person} />
					))}
				</tbody>
			</table>
			{people.length === 0 && <p className={css.quiet}>{t("impact.nobody_found")}</p>}
			{left > 0 && limit < most && (
				<Button variant="default" size="xs" onClick={() => setLimit(Math.min(most, limit + 2 * step))}>
					{t("impact.show_people", { count: Math.min(left, 2 * step) })}
				</Button>
			)}
			{left > 0 && limit >= most && <p className={css.quiet}>{t("impact.narrow", { n: number(left), count: left })}</p>}
		</section>
	);
}

function Row({ person }: { person: api.PreviewPerson }) {
	const { t, i18n } = useTranslation();
	const rights = (permissions: string[] | undefined) =>
		shortened((permissions ?? []).map((p) => rightName(t, i18n, p)));
	const reach = (pieces: api.PreviewReach[] | undefined) => (pieces ?? []).map((piece) => reachWords(piece.on, t));
	const marks = person.marks ?? [];
	const gains = [
		...marks.filter((m) => !harmful(m)).map((m) => t(`impact.mark.${m}`)),
		...rights(person.gains),
		...shortened(reach(person.further)).map((what) => t("impact.reaches", { what })),
	];
	const losses = [
		...marks.filter(harmful).map((m) => t(`impact.mark.${m}`)),
		...rights(person.losses),
		...shortened(reach(person.shorter)).map((what) => t("impact.reach_lost", { what })),
	];
	const keeps = shortened((person.keeps ?? []).map((p) => rightPhrase(t, i18n, p)));
	const gone = marks.includes("removed");
	return (
		<tr>
			<th scope="row">
				{gone ? <span>{person.name}</span> : <Link href={`/users/${person.id}`}>{person.name}</Link>}
				<small>{person.extension || person.login}</small>
			</th>
			<Side kind="good" words={gains} none={t("impact.no_gain")} />
			<Side
				kind="harm"
				words={losses}
				none={keeps.length > 0 ? t("impact.keeps", { what: list(keeps) }) : t("impact.no_loss")}
			/>
		</tr>
	);

	function shortened(words: string[]): string[] {
		return words.length <= 4 ? words : [...words.slice(0, 3), t("impact.more.rights", { count: words.length - 3 })];
	}
}

function Side({ kind, words, none }: { kind: "good" | "harm"; words: string[]; none: ReactNode }) {
	if (words.length === 0) return <td data-none>{none}</td>;
	return (
		<td data-effect={kind}>
			{kind === "good" ? <IconPlus size={14} stroke={2} aria-hidden /> : <IconMinus size={14} stroke={2} aria-hidden />}
			<span>{words.join(", ")}</span>
		</td>
	);
}
