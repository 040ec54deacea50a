import { Button } from "@mantine/core";
import { IconChevronRight, IconDownload, IconPrinter } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { type CallError, modules } from "../../api/ask";
import { useDeed, useMe } from "../../api/queries";
import { save } from "../../app/download";
import { day } from "../../app/format";
import { useGo } from "../../app/go";
import { nameWords } from "../../app/who";
import { ConfirmDeed, EmptyState, FilterButton, PageHead, SearchField } from "../../components";
import { Refusal } from "../../components/refusal";
import { Person } from "./person";
import { PrintedReview } from "./print";
import css from "./reviews.module.css";
import { progressWords, rightWords, StateWord } from "./words";

const size = 50;

/** One review: person by person, right by right. */
export function OneReview({ id }: { id: string }) {
	const { t, i18n } = useTranslation();
	const go = useGo();
	const me = useMe();
	const client = useQueryClient();
	const [search, setSearch] = useState("");
	const [show, setShow] = useState("");
	const [finishing, setFinishing] = useState(false);
	const [paper, setPaper] = useState<callgate.ReviewPerson[]>();
	const list = useInfiniteQuery<api.ReviewView, CallError, { pages: api.ReviewView[] }, readonly unknown[], number>({
		queryKey: ["reviews", id, search, show],
		queryFn: ({ pageParam }) => modules.reviews.Get(id, { search, show, offset: pageParam, limit: size }),
		initialPageParam: 0,
		getNextPageParam: (last, all) => (all.length * size < last.total ? all.length * size : undefined),
		placeholderData: keepPreviousData,
	});
	// What was just decided and not yet read back: drawn as decided at once, so
	// that no button comes back for a moment and another one can be pressed.
	const [making, setMaking] = useState<ReadonlyMap<string, callgate.ReviewRight>>(new Map());
	const decide = useDeed(
		({ list }: { list: api.ReviewDecision[]; told?: string }) => modules.reviews.Decide(id, list),
		{ invalidates: [["users"], ["user"], ["audit"]], done: (_, { told }) => told },
	);
	const download = useDeed(() => modules.reviews.Export(id, ""), { onDone: save });
	const printing = useDeed(async () => everybody(id), { onDone: setPaper });
	if (list.error && !list.data) return <Refusal error={list.error} />;
	const first = list.data?.pages[0];
	if (!first) return null;
	const { review } = first;
	const rows = (list.data?.pages.flatMap((page) => page.rows ?? []) ?? []).map((p) => ({
		...p,
		rights: (p.rights ?? []).map((r) => making.get(placeOf(p, r)) ?? r),
	}));
	const may = (first.can ?? []).includes("write");
	const open = review.rights - review.decided;
	const decided = async (p: callgate.ReviewPerson, rights: readonly callgate.ReviewRight[], decision: string) => {
		const made = rights.map(
			(r) => [placeOf(p, r), { ...r, decision, by: me.name, at: new Date().toISOString() }] as const,
		);
		setMaking((all) => new Map([...all, ...made]));
		try {
			await decide.mutateAsync({
				list: rights.map((r) => ({ position: p.position, kind: r.kind, key: r.key, decision })),
				...(decision === "withdrawn" && rights[0]
					? { told: t("reviews.taken", { name: p.name, right: rightWords(rights[0], t, i18n) }) }
					: {}),
			});
		} catch {
			// Told in a toast; what stands in the review is read again.
		}
		await client.invalidateQueries({ queryKey: ["reviews"] });
		setMaking((all) => new Map([...all].filter(([place]) => !made.some(([mine]) => mine === place))));
	};
	return (
		<div className={css.page}>
			<PageHead
				trail={
					<>
						<Link href="/reviews">{t("reviews.title")}</Link> <IconChevronRight size={14} stroke={1.8} aria-hidden />
					</>
				}
				title={review.name}
				count={<StateWord review={review} />}
			>
				<Button
					variant="default"
					leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
					loading={download.isPending}
					onClick={() => download.mutate()}
				>
					{t("reviews.export")}
				</Button>
				<Button
					variant="default"
					leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
					loading={printing.isPending}
					onClick={() => printing.mutate()}
				>
					{t("reviews.print")}
				</Button>
				{may && (
					<Button disabled={open > 0} onClick={() => setFinishing(true)}>
						{t("reviews.finish")}
					</Button>
				)}
			</PageHead>
			<p className={css.facts} role="status">
				<strong>{progressWords(review, t)}</strong>
				<span>
					{review.finished
						? t("reviews.finishedBy", { name: nameWords(review.finishedBy, t), date: day(review.finished) })
						: t("reviews.startedBy", { name: nameWords(review.startedBy, t), date: day(review.started) })}
				</span>
				{may && open > 0 && <span>{t("reviews.finishNot", { count: open })}</span>}
			</p>
			<div className={css.tools}>
				<div className={css.search}>
					<SearchField value={search} onChange={setSearch} placeholder={t("reviews.search")} />
				</div>
				<FilterButton
					label={t("reviews.show.all")}
					value={show}
					options={(["open", "withdrawn"] as const).map((value) => ({ value, label: t(`reviews.show.${value}`) }))}
					onChange={setShow}
				/>
				<span className={css.count}>{t("reviews.people", { count: first.total })}</span>
			</div>
			{rows.length === 0 ? (
				<EmptyState
					why={t("reviews.noneFound")}
					action={
						<Button
							variant="default"
							onClick={() => {
								setSearch("");
								setShow("");
							}}
						>
							{t("reviews.clear")}
						</Button>
					}
				/>
			) : (
				<ul className={css.people} aria-label={review.name}>
					{rows.map((p) => (
						<Person key={p.position} person={p} may={may} onDecide={(r, d) => void decided(p, r, d)} />
					))}
				</ul>
			)}
			{list.hasNextPage && (
				<p className={css.more}>
					<Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
						{t("reviews.more")}
					</Button>
				</p>
			)}
			<ConfirmDeed
				opened={finishing}
				onClose={() => setFinishing(false)}
				title={t("reviews.finishTitle", { name: review.name })}
				lost={t("reviews.finishLost", { confirmed: review.decided - review.withdrawn, withdrawn: review.withdrawn })}
				verb={t("reviews.finishVerb")}
				harmless
				onConfirm={async () => {
					await modules.reviews.Finish(id);
					await list.refetch();
					go(`/reviews/${id}`, { replace: true });
				}}
			/>
			{paper && <PrintedReview review={review} people={paper} onDone={() => setPaper(undefined)} />}
		</div>
	);
}

/** Where a right stands in the review. */
function placeOf(person: callgate.ReviewPerson, right: callgate.ReviewRight): string {
	return `${person.position} ${right.kind} ${right.key}`;
}

/** Everybody in the review, for paper. */
async function everybody(id: string): Promise<callgate.ReviewPerson[]> {
	const all: callgate.ReviewPerson[] = [];
	for (;;) {
		const page = await modules.reviews.Get(id, { search: "", show: "", offset: all.length, limit: 500 });
		all.push(...(page.rows ?? []));
		if ((page.rows ?? []).length === 0 || all.length >= page.total) return all;
	}
}
