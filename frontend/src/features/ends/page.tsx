import { Button, Select, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useDeed } from "../../api/queries";
import { daysLeft, endDay, plusMonths, until } from "../../app/days";
import { moment, number } from "../../app/format";
import { useGo } from "../../app/go";
import { ConfirmDeed, DateField, EmptyState, Mono, PageHead, Register } from "../../components";
import { Refusal } from "../../components/refusal";
import { EffectLine } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { rightName } from "../tree/names";
import styles from "./ends.module.css";

/** What the page asks first. */
export const ask = () => askAhead(["ends", 30], () => modules.users.Ends(30));

const spans = [7, 30, 90, 365];

/** What ends soon: people, roles and rights with a date, and one step to move it. */
export default function EndsPage() {
	const { t, i18n } = useTranslation();
	const go = useGo();
	const [days, setDays] = useState(30);
	const [moving, setMoving] = useState<api.Ending>();
	const list = useAsk(["ends", days], () => modules.users.Ends(days));
	const rows = list.data?.rows ?? [];
	const what = (e: api.Ending) => {
		if (e.what === "user") return t("ends.what.user");
		if (e.what === "role") return t("ends.what.role", { name: e.roleName });
		const name = rightName(t, i18n, e.permission);
		return t(e.allow ? "ends.what.allow" : "ends.what.deny", { name });
	};
	const extend = (e: api.Ending) =>
		e.can.includes("write") && (
			<Button
				variant="default"
				size="compact-xs"
				aria-label={t("ends.extend_one", { what: what(e), name: e.name })}
				onClick={(event) => {
					event.stopPropagation();
					setMoving(e);
				}}
			>
				{t("ends.extend")}
			</Button>
		);
	return (
		<div className={styles.page}>
			<PageHead title={t("page.ends")} count={list.data ? number(list.data.total) : undefined}>
				<Select
					size="xs"
					w={140}
					aria-label={t("ends.within")}
					allowDeselect={false}
					data={spans.map((span) => ({ value: String(span), label: t("ends.days", { count: span }) }))}
					value={String(days)}
					onChange={(value) => setDays(Number(value ?? 30))}
				/>
			</PageHead>
			{list.error && <Refusal error={list.error} />}
			<Register<api.Ending>
				label={t("page.ends")}
				columns={[
					{
						key: "who",
						label: t("ends.who"),
						width: "minmax(180px, 1.2fr)",
						render: (e) => (
							<span className={styles.who}>
								<b>{e.name}</b>
								<Mono>{e.login}</Mono>
							</span>
						),
					},
					{ key: "what", label: t("ends.what"), width: "minmax(200px, 2fr)", render: what },
					{
						key: "when",
						label: t("ends.when"),
						width: "220px",
						render: (e) => <When at={e.until} />,
					},
					{ key: "deed", label: "", width: "130px", align: "end", render: extend },
				]}
				phone={(e) => (
					<span className={styles.phone}>
						<span>
							<b>{e.name}</b>
							<small>
								{what(e)}, <When at={e.until} />
							</small>
						</span>
						{extend(e)}
					</span>
				)}
				rows={rows}
				rowHeight={43}
				rowKey={(e) => `${e.user}/${e.what}/${e.role}${e.permission}`}
				onOpen={(e) =>
					go(`/users/${e.user}${e.what === "role" ? "/roles" : e.what === "override" ? "/overrides" : ""}`)
				}
				loading={list.isPending}
				empty={<EmptyState why={t("ends.none", { days })} />}
			/>
			{list.data && list.data.total > rows.length && (
				<p className={styles.more}>{t("ends.more", { shown: rows.length, total: list.data.total })}</p>
			)}
			<Extend ending={moving} what={moving ? what(moving) : ""} onClose={() => setMoving(undefined)} />
		</div>
	);
}

function When({ at }: { at: string }) {
	const { t } = useTranslation();
	const left = daysLeft(at);
	return (
		<span className={styles.when} title={moment(at)} data-soon={left < 7 || undefined}>
			{until(at)}, {left < 1 ? t("ends.left.today") : t("ends.left", { count: left })}
		</span>
	);
}

function Extend({ ending, what, onClose }: { ending: api.Ending | undefined; what: string; onClose: () => void }) {
	const { t } = useTranslation();
	const [shown, setShown] = useState<{ ending: api.Ending; what: string }>();
	const [day, setDay] = useState("");
	const [never, setNever] = useState(false);
	useEffect(() => {
		if (!ending) return;
		setShown({ ending, what });
		setDay(plusMonths(endDay(ending.until), 3));
		setNever(false);
	}, [ending, what]);
	const e = shown?.ending;
	const ref = e?.what === "role" ? e.role : (e?.permission ?? "");
	const to = never ? "" : day;
	const impact = useImpact(
		["extend", e?.user, e?.what, ref, to],
		(look) => modules.impact.Extend(e!.user, e!.what, ref, to, look),
		ending !== undefined && e !== undefined && (never || day !== ""),
	);
	const move = useDeed((to: string) => modules.users.Extend(e!.user, e!.what, ref, to), {
		done: t("ends.extended"),
		quiet: true,
		undo: () => () => modules.users.Extend(e!.user, e!.what, ref, e!.until),
		invalidates: [["ends"], ["users"], ["user"]],
	});
	return (
		<ConfirmDeed
			opened={ending !== undefined}
			onClose={onClose}
			title={t("ends.extend.title", { name: e?.name })}
			lost={shown?.what}
			verb={t("ends.extend.verb")}
			harmless
			onConfirm={() => move.mutateAsync(to)}
		>
			<DateField
				ends
				always
				label={t("ends.extend.until")}
				value={day}
				disabled={never}
				required={!never}
				onChange={setDay}
			/>
			<Switch
				size="xs"
				label={t("ends.extend.never")}
				checked={never}
				onChange={(event) => setNever(event.currentTarget.checked)}
			/>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}
