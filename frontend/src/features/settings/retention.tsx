import { Button, Select } from "@mantine/core";
import { IconShieldX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed, useMay } from "../../api/queries";
import { day, when } from "../../app/format";
import { Section } from "../../components";
import { ConfirmPresence } from "../../components/confirm-presence";
import { Refusal } from "../../components/refusal";
import { chainWords } from "../audit/chain-words";
import styles from "./settings.module.css";

// Days, and the words in which they are offered.
const offered = [
	{ days: 90, unit: "days", count: 90 },
	{ days: 180, unit: "days", count: 180 },
	...[1, 2, 3, 5, 7, 10].map((count) => ({ days: count * 365, unit: "years", count })),
] as const;

/** How long audit records are kept, and what a shorter time would take away. */
export function AuditRetention() {
	const { t } = useTranslation();
	const may = useMay("security.retention:read");
	const mayWrite = useMay("security.retention:write");
	const [chosen, setChosen] = useState<number>();
	const [again, setAgain] = useState(false);
	const read = useAsk(["retention", chosen ?? -1], () => modules.audit.Retention(chosen ?? 0), {
		enabled: may,
		placeholderData: (before) => before,
	});
	const kept = read.data?.days ?? 0;
	const save = useDeed((days: number) => modules.audit.Retain(days), {
		quiet: true,
		done: (after) => t("retention.saved", { time: words(after.days) }),
		undo: () => () => modules.audit.Retain(kept),
		invalidates: [["retention"], ["tenant"], ["audit"]],
		onDone: () => setChosen(undefined),
	});
	if (!may) return null;
	if (save.error?.code === "sign_in_again" && !again) {
		setAgain(true);
		save.reset();
	}
	const words = (days: number) => {
		const known = offered.find((o) => o.days === days);
		if (days === 0) return t("retention.forever");
		return t(`retention.${known?.unit ?? "days"}`, { count: known?.count ?? days });
	};
	const days = [0, ...offered.map((o) => o.days)];
	if (!days.includes(kept)) days.push(kept);
	const changed = chosen !== undefined && chosen !== kept;
	return (
		<Section title={t("retention.title")}>
			<p className={styles.lead}>{t("retention.lead")}</p>
			{read.error && <Refusal error={read.error} />}
			{save.error && <Refusal error={save.error} />}
			<div className={styles.together}>
				<Select
					aria-label={t("retention.title")}
					allowDeselect={false}
					disabled={!mayWrite || !read.data}
					value={String(chosen ?? kept)}
					data={days.map((value) => ({ value: String(value), label: words(value) }))}
					onChange={(value) => setChosen(Number(value))}
				/>
				{changed && (
					<>
						<Button loading={save.isPending} onClick={() => save.mutate(chosen)}>
							{t("retention.save")}
						</Button>
						<Button variant="default" onClick={() => setChosen(undefined)}>
							{t("save.discard")}
						</Button>
					</>
				)}
			</div>
			{read.data?.chain && !read.data.chain.ok && <BrokenChain chain={read.data.chain} />}
			{read.data && (
				<p className={styles.help} role="status">
					<Facts kept={read.data} chosen={changed ? chosen : undefined} />
				</p>
			)}
			<ConfirmPresence
				opened={again}
				onClose={() => setAgain(false)}
				onConfirmed={() => {
					setAgain(false);
					if (chosen !== undefined) save.mutate(chosen);
				}}
			/>
		</Section>
	);
}

// What stops records from being removed, where their time is chosen.
function BrokenChain({ chain }: { chain: api.ChainState }) {
	const { t } = useTranslation();
	const mayVerify = useMay("security.audit:read");
	return (
		<p className={styles.broken} role="alert">
			<IconShieldX size={16} stroke={1.8} aria-hidden />
			<span>
				<b>{chainWords(chain, t)}.</b> {t("check.audit_chain.why")}{" "}
				{mayVerify && <Link href="/audit#verify">{t("audit.verify")}</Link>}
			</span>
		</p>
	);
}

function Facts({ kept, chosen }: { kept: api.Retention; chosen: number | undefined }) {
	const { t } = useTranslation();
	if (chosen !== undefined && chosen !== 0)
		return kept.goes > 0 ? t("retention.goes", { count: kept.goes }) : t("retention.goes_none");
	if (chosen === undefined && kept.begins)
		return new Date(kept.begins).getTime() > Date.now()
			? t("retention.waits", { time: when(kept.begins) })
			: t("retention.runs");
	return kept.oldest ? t("retention.oldest", { date: day(kept.oldest) }) : null;
}
