import { IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { useMay } from "../../api/queries";
import { moment } from "../../app/format";
import { Field, Mono, Section } from "../../components";
import css from "./audit.module.css";
import { type Change, changesOf, fromWords, whoWords } from "./words";

/** One record whole: who, when, from where, and what changed, side by side. */
export function Changes({ record }: { record: callgate.AuditRecord }) {
	const { t } = useTranslation();
	const mayUsers = useMay("directory.users:read");
	const changes = changesOf(record, t);
	// A side that is empty in every row is left out.
	const some = (side: "before" | "after") => changes.some((c) => c[side].length > 0);
	const both = some("before") && some("after");
	const toUser =
		mayUsers &&
		record.targetId !== "" &&
		/^(?:user|account|sign_in)\./.test(record.what) &&
		record.what !== "user.delete";
	return (
		<>
			<Section title={t("audit.record")}>
				<Field label={t("audit.when")}>{moment(record.at)}</Field>
				<Field label={t("audit.who")}>{whoWords(record, t)}</Field>
				{record.from !== "" && (
					<Field label={t("audit.from")}>
						<Mono>{fromWords(record.from, t)}</Mono>
					</Field>
				)}
				{record.target !== "" && (
					<Field label={t("audit.target")}>
						{toUser ? (
							<Link href={`/users/${record.targetId}`}>
								<Mono>{record.target}</Mono>
							</Link>
						) : (
							<Mono>{record.target}</Mono>
						)}
					</Field>
				)}
				<Field label={t("audit.result")}>
					<span className={css.result} data-result={record.result}>
						{t(`audit.result.${record.result}`)}
						{record.count > 1 && `, ${t("audit.times", { count: record.count })}`}
					</span>
				</Field>
			</Section>
			{changes.length > 0 && (
				<Section title={t("audit.changes")}>
					<table className={css.changes}>
						<thead>
							<tr>
								<th scope="col">{t("audit.field")}</th>
								{both && <th scope="col">{t("audit.before")}</th>}
								<th scope="col">{t(some("after") ? "audit.after" : "audit.before")}</th>
							</tr>
						</thead>
						<tbody>
							{changes.map((change) => (
								<Row
									key={change.field}
									change={change}
									sides={both ? ["before", "after"] : some("after") ? ["after"] : ["before"]}
								/>
							))}
						</tbody>
					</table>
				</Section>
			)}
		</>
	);
}

function Row({ change, sides }: { change: Change; sides: ("before" | "after")[] }) {
	const { t } = useTranslation();
	const { field, same } = change;
	const item = (side: "before" | "after", text: string): ReactNode => (
		<span key={text}>
			{side === "before" ? (
				<IconMinus size={14} stroke={2} aria-hidden />
			) : (
				<IconPlus size={14} stroke={2} aria-hidden />
			)}
			<span>{text}</span>
		</span>
	);
	return (
		<tr>
			<th scope="row">{t(`audit.field.${field}`, { defaultValue: field })}</th>
			{sides.map((side, i) => (
				<td key={side} data-side={side}>
					{change[side].map((text) => item(side, text))}
					{same > 0 && i === sides.length - 1 && <small>{t("audit.same", { count: same })}</small>}
				</td>
			))}
		</tr>
	);
}
