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
								<th scope="col">{t("audit.before")}</th>
								<th scope="col">{t("audit.after")}</th>
							</tr>
						</thead>
						<tbody>
							{changes.map((change) => (
								<Row key={change.field} change={change} />
							))}
						</tbody>
					</table>
				</Section>
			)}
		</>
	);
}

function Row({ change }: { change: Change }) {
	const { t } = useTranslation();
	const { field, before, after, same } = change;
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
			<td data-side="before">{before.map((text) => item("before", text))}</td>
			<td data-side="after">
				{after.map((text) => item("after", text))}
				{same > 0 && <small>{t("audit.same", { count: same })}</small>}
			</td>
		</tr>
	);
}
