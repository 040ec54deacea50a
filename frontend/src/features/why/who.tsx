import { Button } from "@mantine/core";
import { IconChevronRight, IconScale } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useMay, useStatus } from "../../api/queries";
import { useGo } from "../../app/go";
import { type Column, EmptyState, Mono, Register, SearchField, Section } from "../../components";
import { Refusal } from "../../components/refusal";
import { sourceName } from "../tree/names";
import { Command } from "./command";
import { questionOf, searchOf, whoSearch } from "./question";
import { useQuestionSlots } from "./question-slots";
import css from "./who.module.css";
import { useWho } from "./who-pages";
import why from "./why.module.css";

/** So many may be named in a sentence that somebody reads. */
const sayable = 12;

/** Who may …? The same sentence without its person; everybody who may stands
 * below, with what gives it. */
export function WhoMay({ search }: { search: string }) {
	const { t } = useTranslation();
	const go = useGo();
	const [name, setName] = useState("");
	const address = useStatus().data?.address ?? "";
	const asked = useMemo(() => questionOf(search), [search]);
	const grant = new URLSearchParams(search).get("who") === "grant";
	const change = (part: Partial<callgate.Question>, granting = grant) =>
		go(`/why?${whoSearch({ ...asked, ...part }, granting)}`, { replace: true });
	const slots = useQuestionSlots(asked, "", (part) => change(part));
	const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue(), { staleTime: Number.POSITIVE_INFINITY });
	const scoped = catalogue.data?.find((leaf) => leaf.id === asked.permission)?.scoped ?? true;
	const question: api.WhoQuestion = {
		permission: asked.permission,
		on: scoped ? asked.on : "",
		from: asked.from,
		anyAddress: asked.anyAddress,
		grant,
		search: name,
		offset: 0,
		limit: 0,
	};
	const found = useWho(question, asked.permission !== "");
	const page = found.page;
	const columns = useMemo<Column<api.WhoRow>[]>(
		() => [
			{
				key: "name",
				label: t("who.person"),
				width: "minmax(150px, 1.2fr)",
				render: (row) => (
					<span className={css.person}>
						<strong>{row.name}</strong> <Mono>{row.login}</Mono>
					</span>
				),
			},
			{ key: "extension", label: t("who.extension"), width: "96px", from: 640, render: (row) => row.extension },
			{ key: "by", label: t("who.by"), width: "minmax(160px, 2fr)", render: (row) => <Sources row={row} /> },
			{
				key: "why",
				label: "",
				width: "44px",
				align: "end",
				render: (row) =>
					grant ? null : (
						<Link
							href={`/why?${searchOf({ ...asked, on: question.on, login: row.login })}`}
							className={css.open}
							aria-label={t("who.why", { name: row.name })}
						>
							<IconChevronRight size={16} stroke={1.8} aria-hidden />
						</Link>
					),
			},
		],
		[t, grant, asked, question.on],
	);
	const sentence = grant ? "who.grantQuestion" : scoped ? "who.question" : "who.questionPlain";

	return (
		<div className={why.page} data-answered={page !== undefined || undefined}>
			<div className={why.main}>
				<h1 className={why.question}>
					<Trans t={t} i18nKey={sentence} components={slots} />
				</h1>
				<p className={why.more}>
					<button type="button" onClick={() => change({}, !grant)}>
						{t(grant ? "who.use" : "who.grant")}
					</button>
					{!grant && !asked.anyAddress && (
						<button type="button" onClick={() => change({ from: "", anyAddress: true })}>
							{t("why.fromAnywhere")}
						</button>
					)}
					{!grant && address !== "" && asked.from !== address && (
						<button type="button" onClick={() => change({ from: address, anyAddress: false })}>
							{t("why.fromHere", { address })}
						</button>
					)}
					<button type="button" onClick={() => go(`/why?${searchOf(asked)}`)}>
						{t("who.forward")}
					</button>
				</p>
				{found.error && <Refusal error={found.error} />}
				{asked.permission === "" && <EmptyState why={t("who.empty")} />}
				{page && !found.error && (
					<>
						<div className={css.tools}>
							<p role="status">
								<strong>{t(grant ? "who.mayGrant" : "who.may", { count: page.all, of: page.of })}</strong>
							</p>
							{page.all > 8 && (
								<div className={css.search}>
									<SearchField value={name} onChange={setName} placeholder={t("who.search")} size="sm" />
								</div>
							)}
						</div>
						<Register<api.WhoRow>
							label={t("who.list")}
							columns={columns}
							rows={found.rows}
							total={page.total}
							rowKey={(row) => row.id}
							onRange={found.onRange}
							onOpen={(row) => go(`/users/${row.id}/effective`)}
							phone={(row) => (
								<span className={css.phone}>
									<strong>{row.name}</strong>
									<small>
										<Sources row={row} />
									</small>
								</span>
							)}
							empty={
								<EmptyState
									why={
										name !== "" && page.all > 0
											? t("who.noneFound", { text: name })
											: t(grant ? "who.nobodyGrant" : "who.nobody")
									}
								/>
							}
						/>
					</>
				)}
			</div>
			{page && (
				<aside className={why.aside} aria-label={t("why.commandLine")}>
					{!grant && <AsExpectation page={page} />}
					<Command line={page.command} />
				</aside>
			)}
		</div>
	);
}

function Sources({ row }: { row: api.WhoRow }) {
	const { t } = useTranslation();
	const names = (row.sources ?? []).map((s) =>
		s.kind === "edits_role"
			? t("who.editsRole", { name: s.name })
			: s.kind === "override" && s.name
				? t("users.effective.override", { name: s.name })
				: sourceName(t, s),
	);
	return (
		<span className={css.sources}>
			{[...new Set(names)].join(", ")}
			{row.own && <span className={css.own}>{t("who.own")}</span>}
		</span>
	);
}

// What is so now becomes the sentence that keeps it so.
function AsExpectation({ page }: { page: api.WhoPage }) {
	const { t } = useTranslation();
	const mayKeep = useMay("security.expectations:write");
	const go = useGo();
	if (!mayKeep) return null;
	const q = page.question;
	const complete = page.all === (page.rows?.length ?? 0);
	const text = [
		"nobody",
		...(page.all > 0 ? ["but", (page.rows ?? []).map((row) => row.login).join(", ")] : []),
		"can",
		q.permission,
		...(q.on ? [q.on] : []),
		...(q.from ? ["from", q.from] : []),
	].join(" ");
	return (
		<Section
			title={
				<span className={why.sectionIcon}>
					<IconScale size={16} stroke={1.7} aria-hidden />
					{t("expectations.keep")}
				</span>
			}
		>
			{complete && page.all <= sayable ? (
				<>
					<p className={css.keep}>{t("expectations.keepWhy")}</p>
					<Button variant="default" size="xs" onClick={() => go(`/expectations?sentence=${encodeURIComponent(text)}`)}>
						{t("who.asExpectation")}
					</Button>
				</>
			) : (
				<p className={css.keep}>{t("who.tooMany", { count: page.all })}</p>
			)}
		</Section>
	);
}
