import { Button } from "@mantine/core";
import { IconDownload, IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import { save } from "../../app/download";
import { day, moment, when } from "../../app/format";
import { Chip, EmptyState, Mono, PageHead, Panel, Register } from "../../components";
import { Refusal } from "../../components/refusal";
import css from "./audit.module.css";
import { Changes } from "./changes";
import { Filters } from "./filters";
import { useAuditPages } from "./pages";
import { inForce, noFilter, queryOf, useAuditFilter } from "./query-url";
import { deedWords, fromWords, whoWords } from "./words";

/** The record of what was done: filter, look at one, verify, take away. */
export default function AuditPage() {
	const { t } = useTranslation();
	const [filter, setFilter] = useAuditFilter();
	const [open, setOpen] = useState<callgate.AuditRecord>();
	const list = useAuditPages(filter);
	const verdict = useDeed(() => modules.audit.Verify(), { invalidates: [["users", "checks"], ["retention"]] });
	const { mutate: verify } = verdict;
	useEffect(() => {
		if (location.hash === "#verify") verify(); // where a check said that the chain does not hold
	}, [verify]);
	const download = useDeed(() => modules.audit.Export(queryOf(filter), ""), {
		done: (file) => t("audit.exported", { name: file.name }),
		onDone: save,
	});

	return (
		<div className={css.page} data-open={open !== undefined || undefined}>
			<div className={css.main}>
				<PageHead
					title={t("audit.title")}
					count={list.total === undefined ? undefined : t("audit.count", { count: list.total })}
				>
					<Button
						variant="default"
						leftSection={<IconShieldCheck size={16} stroke={1.7} aria-hidden />}
						loading={verdict.isPending}
						onClick={() => verdict.mutate()}
					>
						{t("audit.verify")}
					</Button>
					<Button
						variant="default"
						leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
						loading={download.isPending}
						onClick={() => download.mutate()}
					>
						{t("audit.export")}
					</Button>
				</PageHead>
				<div role="status">{verdict.data && <Chain verdict={verdict.data} />}</div>
				<Filters filter={filter} onChange={setFilter} whats={list.whats} />
				{list.error && <Refusal error={list.error} />}
				<Register<callgate.AuditRecord>
					label={t("audit.title")}
					columns={[
						{ key: "at", label: t("audit.when"), width: "124px", render: (r) => <When at={r.at} /> },
						{
							key: "who",
							label: t("audit.who"),
							width: "minmax(120px, 1fr)",
							render: (r) => <Who record={r} assistant={list.assistant} />,
						},
						{ key: "what", label: t("audit.what"), width: "minmax(190px, 2fr)", render: (r) => <What record={r} /> },
						{
							key: "target",
							label: t("audit.target"),
							width: "minmax(120px, 1.2fr)",
							render: (r) => <Mono>{r.target}</Mono>,
						},
						{
							key: "from",
							label: t("audit.from"),
							width: "150px",
							from: 640,
							render: (r) => <Mono>{fromWords(r.from, t)}</Mono>,
						},
						{
							key: "result",
							label: t("audit.result"),
							width: "120px",
							from: 1150,
							render: (r) => <Result record={r} />,
						},
					]}
					phone={(r) => (
						<span className={css.phoneRow}>
							<span>
								<strong>
									<What record={r} />
								</strong>
								<When at={r.at} />
							</span>
							<small>{[whoWords(r, t), r.target === r.who ? "" : r.target].filter(Boolean).join(" → ")}</small>
						</span>
					)}
					rows={list.rows}
					rowHeight={34}
					rowKey={(r) => String(r.seq)}
					{...(open ? { selectedKey: String(open.seq) } : {})}
					onOpen={setOpen}
					onRange={list.onRange}
					loading={list.loading}
					empty={
						inForce(filter) > 0 ? (
							<EmptyState
								why={t("audit.emptyFiltered")}
								action={
									<Button size="xs" variant="default" onClick={() => setFilter(noFilter)}>
										{t("audit.clear")}
									</Button>
								}
							/>
						) : (
							<EmptyState why={t("audit.empty")} />
						)
					}
				/>
			</div>
			{open && (
				<div className={css.beside}>
					<Panel
						title={deedWords(open.what, t)}
						sub={t("audit.number", { number: open.seq })}
						onClose={() => setOpen(undefined)}
					>
						<Changes record={open} />
					</Panel>
				</div>
			)}
		</div>
	);
}

// Whoever helps from outside is not to be taken for one of the house.
function Who({ record, assistant }: { record: callgate.AuditRecord; assistant: string }) {
	const { t } = useTranslation();
	if (!assistant || record.whoId !== assistant) return <>{whoWords(record, t)}</>;
	return (
		<span title={whoWords(record, t)}>
			<Chip kind="attention" text={t("audit.by_assistance")} />
		</span>
	);
}

function When({ at }: { at: string }) {
	return (
		<time dateTime={at} title={moment(at)}>
			{when(at)}
		</time>
	);
}

function What({ record }: { record: callgate.AuditRecord }) {
	const { t } = useTranslation();
	const words = deedWords(record.what, t);
	return (
		<span className={css.result} data-result={record.result} title={words}>
			{words}
			{record.count > 1 && <span className={css.times}>{t("audit.times", { count: record.count })}</span>}
		</span>
	);
}

function Result({ record }: { record: callgate.AuditRecord }) {
	const { t } = useTranslation();
	return (
		<span className={css.result} data-result={record.result}>
			{t(`audit.result.${record.result}`)}
		</span>
	);
}

function Chain({ verdict }: { verdict: api.AuditVerdict }) {
	const { t } = useTranslation();
	const Icon = verdict.ok ? IconShieldCheck : IconShieldX;
	return (
		<p className={css.chain} data-ok={verdict.ok || undefined}>
			<Icon size={16} stroke={1.8} aria-hidden />
			<span>
				{t(`audit.chain.${verdict.code}`, { count: verdict.records, seq: verdict.broken })}
				{verdict.removed > 0 && ` ${t("audit.chain.removed", { count: verdict.removed, date: day(verdict.until) })}`}
			</span>
		</p>
	);
}
