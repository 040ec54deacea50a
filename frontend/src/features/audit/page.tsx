import { Button, Select, TextInput } from "@mantine/core";
import { IconDownload, IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useDeed, useMe } from "../../api/queries";
import { save } from "../../app/download";
import { moment } from "../../app/format";
import { EmptyState, PageHead, Panel, Register, SearchField } from "../../components";
import { Refusal } from "../../components/refusal";
import css from "./audit.module.css";
import { Changes } from "./changes";
import { useAuditPages } from "./pages";

const nothing: api.AuditQuery = {
	who: "",
	what: "",
	target: "",
	from: "",
	result: "",
	since: "",
	until: "",
	before: 0,
	limit: 200,
};

/** The record of what was done: filter, look at one, verify, take away. */
export default function AuditPage() {
	const { t } = useTranslation();
	const me = useMe();
	const [query, setQuery] = useState(nothing);
	const [open, setOpen] = useState<callgate.AuditRecord>();
	const list = useAuditPages(query);
	const verdict = useDeed(() => modules.audit.Verify(), { quiet: false });
	const download = useDeed(() => modules.audit.Export(query, me.download), {
		onDone: (file) => save(file as api.File),
	});
	const set = (part: Partial<api.AuditQuery>) => setQuery({ ...query, ...part });
	const filtered = JSON.stringify(query) !== JSON.stringify(nothing);

	return (
		<div className={css.page} data-open={open !== undefined || undefined}>
			<div className={css.main}>
				<PageHead
					title={t("audit.title")}
					count={list.total === undefined ? undefined : t("audit.count", { count: list.total })}
				>
					<Button
						variant="default"
						leftSection={<IconShieldCheck size={16} aria-hidden />}
						loading={verdict.isPending}
						onClick={() => verdict.mutate()}
					>
						{t("audit.verify")}
					</Button>
					<Button
						variant="default"
						leftSection={<IconDownload size={16} aria-hidden />}
						loading={download.isPending}
						onClick={() => download.mutate()}
					>
						{t("audit.export")}
					</Button>
				</PageHead>
				{verdict.data && <Chain verdict={verdict.data as api.AuditVerdict} />}
				<div className={css.filters}>
					<SearchField value={query.who} onChange={(who) => set({ who })} placeholder={t("audit.who")} />
					<TextInput
						aria-label={t("audit.target")}
						placeholder={t("audit.target")}
						value={query.target}
						onChange={(e) => set({ target: e.currentTarget.value })}
					/>
					<Select
						aria-label={t("audit.what")}
						placeholder={t("audit.anyDeed")}
						searchable
						clearable
						value={query.what || null}
						data={list.whats.map((what) => ({ value: what, label: deedWords(what, t) }))}
						onChange={(what) => set({ what: what ?? "" })}
					/>
					<Select
						aria-label={t("audit.result")}
						placeholder={t("audit.anyResult")}
						clearable
						value={query.result || null}
						data={["done", "denied", "failed"].map((r) => ({ value: r, label: t(`audit.result.${r}`) }))}
						onChange={(result) => set({ result: result ?? "" })}
					/>
					<TextInput
						aria-label={t("audit.from")}
						placeholder={t("audit.from")}
						value={query.from}
						onChange={(e) => set({ from: e.currentTarget.value })}
					/>
					<div className={css.date}>
						<label htmlFor="audit-since">{t("audit.since")}</label>
						<TextInput
							id="audit-since"
							type="date"
							value={query.since}
							onChange={(e) => set({ since: e.currentTarget.value })}
						/>
					</div>
					<div className={css.date}>
						<label htmlFor="audit-until">{t("audit.until")}</label>
						<TextInput
							id="audit-until"
							type="date"
							value={query.until}
							onChange={(e) => set({ until: e.currentTarget.value })}
						/>
					</div>
				</div>
				{list.error && <Refusal error={list.error} />}
				<Register<callgate.AuditRecord>
					label={t("audit.title")}
					columns={[
						{ key: "at", label: t("audit.when"), width: "150px", render: (r) => moment(r.at) },
						{ key: "who", label: t("audit.who"), width: "minmax(110px, 1fr)", render: (r) => <Who record={r} /> },
						{ key: "what", label: t("audit.what"), width: "minmax(160px, 2fr)", render: (r) => <What record={r} /> },
						{
							key: "target",
							label: t("audit.target"),
							width: "minmax(110px, 1fr)",
							render: (r) => <span className={css.mono}>{r.target}</span>,
						},
						{
							key: "from",
							label: t("audit.from"),
							width: "130px",
							render: (r) => <span className={css.mono}>{r.from}</span>,
						},
					]}
					rows={list.rows}
					total={list.total ?? 0}
					rowHeight={34}
					rowKey={(r) => String(r.seq)}
					{...(open ? { selectedKey: String(open.seq) } : {})}
					onOpen={setOpen}
					onRange={list.onRange}
					loading={list.loading}
					empty={
						filtered ? (
							<EmptyState
								why={t("audit.emptyFiltered")}
								action={
									<Button variant="default" onClick={() => setQuery(nothing)}>
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
				<Panel title={deedWords(open.what, t)} sub={`#${open.seq}`} onClose={() => setOpen(undefined)}>
					<Changes record={open} />
				</Panel>
			)}
		</div>
	);
}

function Who({ record }: { record: callgate.AuditRecord }) {
	const { t } = useTranslation();
	const name = record.who === "local operator" ? t("audit.localOperator") : record.who;
	return record.onBehalf ? <>{t("audit.onBehalf", { who: name, user: record.onBehalf })}</> : <>{name}</>;
}

function What({ record }: { record: callgate.AuditRecord }) {
	const { t } = useTranslation();
	return (
		<span data-result={record.result} className={css.what}>
			{deedWords(record.what, t)}
			{record.count > 1 && <span className={css.times}>{t("audit.times", { count: record.count })}</span>}
		</span>
	);
}

function Chain({ verdict }: { verdict: api.AuditVerdict }) {
	const { t } = useTranslation();
	return (
		<p className={css.chain} data-ok={verdict.ok || undefined} role="status">
			{t(`audit.chain.${verdict.code}`, { count: verdict.records, seq: verdict.broken })}
		</p>
	);
}

type Translate = ReturnType<typeof useTranslation>["t"];

/** The sentence of a deed; a denial names its rule. */
export function deedWords(what: string, t: Translate): string {
	return t(`audit.${what}`, { defaultValue: what });
}
