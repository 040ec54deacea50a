import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useMay } from "../../api/queries";
import { ago, moment, number } from "../../app/format";
import { nameWords } from "../../app/who";
import { Chip, Section } from "../../components";
import { saidWords } from "../expectations/words";
import { searchOf } from "./question";
import css from "./why.module.css";

/** What was asked lately and how it was answered, each a way back to its answer. */
export function AskedLately() {
	const { t } = useTranslation();
	const may = useMay("security.events:read");
	const asked = useAsk(["why", "asked"], modules.check.Asked, { enabled: may, staleTime: 0 });
	const rows = asked.data?.rows ?? [];
	if (!asked.data || rows.length === 0) return null;
	const { allowed, denied } = asked.data;
	return (
		<Section title={t("why.asked")} count={t("why.asked_count", { allowed: number(allowed), denied: number(denied) })}>
			<ul className={css.asked}>
				{rows.slice(0, 50).map((row) => (
					<li key={row.at + row.name + row.question.permission + row.question.dial}>
						<Chip kind={row.allow ? "allow" : "deny"} text={t(row.allow ? "why.allowed" : "why.denied")} />
						<Link href={`/why?${searchOf(row.question)}`}>
							<Words row={row} />
						</Link>
						<time dateTime={row.at} title={moment(row.at)}>
							{t("why.asked_by", { name: nameWords(row.by, t), time: ago(row.at) })}
						</time>
					</li>
				))}
			</ul>
		</Section>
	);
}

function Words({ row: { allow, name, question } }: { row: api.AskedQuestion }) {
	const { t, i18n } = useTranslation();
	if (question.dial) return t(allow ? "why.asked_dials" : "why.asked_dials_not", { name, number: question.dial });
	const people = [{ name }] as api.Person[];
	return saidWords(
		{ nobody: false, people, cannot: !allow, permission: question.permission, on: question.on, from: question.from },
		t,
		i18n,
	);
}
