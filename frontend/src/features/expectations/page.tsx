import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconMoon, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearch } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useDeed } from "../../api/queries";
import { when } from "../../app/format";
import { useGo } from "../../app/go";
import { nameWords } from "../../app/who";
import { ConfirmDeed, EmptyState, Mono, PageHead } from "../../components";
import { notify } from "../../components/notify";
import { Refusal } from "../../components/refusal";
import css from "./expectations.module.css";
import { SentenceField } from "./sentence-field";
import { breakers, saidWords } from "./words";
import { WorthKeeping } from "./worth-keeping";

/** What the page asks first. */
export const ask = () => askAhead(["expectations", "list"], modules.expectations.List);

const old = [["expectations"], ["status"], ["audit"]] as const;

/** Expectations: sentences that every save is checked against. */
export default function ExpectationsPage() {
	const { t, i18n } = useTranslation();
	const go = useGo();
	const begun = new URLSearchParams(useSearch()).get("sentence") ?? "";
	const list = useAsk(["expectations", "list"], () => modules.expectations.List());
	const [editing, setEditing] = useState<string>();
	const [deleting, setDeleting] = useState<api.ExpectationRow>();
	const [round, setRound] = useState(0);
	const kept = (row: api.ExpectationRow) => t("expectations.saved", { sentence: saidWords(row.said, t, i18n) });
	const add = useDeed(({ text, note }: { text: string; note: string }) => modules.expectations.Add(text, note), {
		done: kept,
		invalidates: old,
		quiet: true,
		undo: (row) => () => modules.expectations.Delete(row.id),
		onDone: () => {
			setRound(round + 1);
			if (begun !== "") go("/expectations", { replace: true });
		},
	});
	const edit = useDeed(
		({ row, text, note }: { row: api.ExpectationRow; text: string; note: string }) =>
			modules.expectations.Edit(row.id, row.revision, text, note),
		{ done: kept, invalidates: old, quiet: true, onDone: () => setEditing(undefined) },
	);
	if (list.error && !list.data) return <Refusal error={list.error} />;
	if (!list.data) return null;
	const rows = list.data.rows ?? [];
	const may = (action: string) => (list.data?.can ?? []).includes(action);
	return (
		<div className={css.page}>
			<PageHead
				title={t("expectations.title")}
				count={
					rows.length === 0
						? undefined
						: `${t("expectations.count", { count: rows.length })}, ${
								list.data.broken > 0 ? t("expectations.broken", { count: list.data.broken }) : t("expectations.allHold")
							}`
				}
			/>
			<p className={css.lead}>{t("expectations.lead")}</p>
			{may("write") && (
				<SentenceField
					key={round}
					text={begun}
					note=""
					verb={t("expectations.save")}
					saving={add.isPending}
					error={add.error}
					autoFocus={begun !== ""}
					onSave={(text, note) => add.mutate({ text, note })}
				/>
			)}
			{rows.length === 0 ? (
				<EmptyState why={t("expectations.empty")} />
			) : (
				<ul className={css.list} aria-label={t("expectations.title")}>
					{rows.map((row) =>
						editing === row.id ? (
							<li key={row.id} data-editing>
								<SentenceField
									text={row.text}
									note={row.note}
									verb={t("expectations.change")}
									saving={edit.isPending}
									error={edit.error}
									autoFocus
									onSave={(text, note) => edit.mutate({ row, text, note })}
									onCancel={() => setEditing(undefined)}
								/>
							</li>
						) : (
							<Row
								key={row.id}
								row={row}
								onEdit={may("write") ? () => setEditing(row.id) : undefined}
								onDelete={may("delete") ? () => setDeleting(row) : undefined}
							/>
						),
					)}
				</ul>
			)}
			{may("write") && (
				<WorthKeeping
					saving={add.isPending ? add.variables.text : undefined}
					onKeep={(text) => add.mutate({ text, note: "" })}
				/>
			)}
			<ConfirmDeed
				opened={deleting !== undefined}
				onClose={() => setDeleting(undefined)}
				title={t("expectations.deleteTitle")}
				lost={t("expectations.deleteLost", { sentence: deleting ? saidWords(deleting.said, t, i18n) : "" })}
				verb={t("expectations.deleteVerb")}
				onConfirm={async () => {
					if (!deleting) return;
					await modules.expectations.Delete(deleting.id);
					notify.done(t("expectations.deleted"), {
						undo: () => modules.expectations.Add(deleting.text, deleting.note).then(() => list.refetch()),
					});
					await list.refetch();
				}}
			/>
		</div>
	);
}

function Row({
	row,
	onEdit,
	onDelete,
}: {
	row: api.ExpectationRow;
	onEdit: (() => void) | undefined;
	onDelete: (() => void) | undefined;
}) {
	const { t, i18n } = useTranslation();
	const { said } = row;
	const words = said.state === "unread" ? row.text : saidWords(said, t, i18n);
	const Icon = said.state === "holds" ? IconCheck : said.state === "rests" ? IconMoon : IconAlertTriangle;
	return (
		<li data-state={said.state}>
			<span className={css.state}>
				<Icon size={16} stroke={1.8} aria-hidden />
				{t(`expectations.state.${said.state}`)}
			</span>
			<div className={css.words}>
				<strong>{words}</strong>
				<Mono>{row.text}</Mono>
				{said.state === "broken" && <p>{t("expectations.brokenBy", { who: breakers(said, t) })}</p>}
				{said.state === "rests" && <p>{t("expectations.rests", { who: said.people?.[0]?.name ?? "" })}</p>}
				{row.note !== "" && <p>{row.note}</p>}
			</div>
			<span className={css.by}>
				{nameWords(row.changedBy, t)}, <time dateTime={row.changed}>{when(row.changed)}</time>
			</span>
			<span className={css.deeds}>
				{onEdit && (
					<Button
						variant="default"
						size="xs"
						onClick={onEdit}
						leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
						aria-label={`${t("expectations.edit")}: ${words}`}
					>
						{t("expectations.edit")}
					</Button>
				)}
				{onDelete && (
					<Button
						variant="default"
						size="xs"
						onClick={onDelete}
						leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
						aria-label={`${t("expectations.delete")} ${words}`}
					>
						{t("expectations.delete")}
					</Button>
				)}
			</span>
		</li>
	);
}
