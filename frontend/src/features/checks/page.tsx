import { IconAlertTriangle, IconCheck, IconChevronRight, IconInfoCircle, IconShieldX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk } from "../../api/queries";
import { number, when } from "../../app/format";
import { EmptyState, PageHead, Section } from "../../components";
import { Refusal } from "../../components/refusal";
import { chainWords } from "../audit/chain-words";
import css from "./checks.module.css";
import { SeatWords } from "./seat-words";

/** What the page asks first. */
export const ask = () => askAhead(["users", "checks"], modules.checks.List);

const icons = { harm: IconShieldX, attention: IconAlertTriangle, note: IconInfoCircle } as const;

/** What needs an administrator: every check that finds somebody, then those that found nobody. */
export default function ChecksPage() {
	const { t } = useTranslation();
	const page = useAsk(["users", "checks"], modules.checks.List);
	const all = page.data?.checks ?? [];
	const found = all.filter((check) => check.count > 0);
	const clean = all.filter((check) => check.count === 0);
	const chain = page.data?.chain;
	const needs = found.length + (chain && !chain.ok ? 1 : 0);
	return (
		<>
			<PageHead title={t("page.checks")} count={page.data && t("checks.of", { count: page.data.users })} />
			{page.error && <Refusal error={page.error} />}
			{page.data && (
				<div className={css.page}>
					<div className={css.column}>
						<Section title={t("checks.needs")} count={number(needs)}>
							{needs === 0 && <EmptyState why={t("checks.nothing")} />}
							<ul className={css.found}>
								{chain && !chain.ok && <BrokenChain chain={chain} />}
								{found.map((check) => (
									<Found key={check.id} check={check} />
								))}
							</ul>
						</Section>
					</div>
					<div className={css.column}>
						<SeatWords seats={page.data.seats} />
						<Section title={t("checks.clean")} count={number(clean.length + (chain?.ok ? 1 : 0))}>
							<ul className={css.clean}>
								{chain?.ok && (
									<li>
										<IconCheck size={16} stroke={1.8} aria-hidden />
										{t("check.audit_chain.none", { time: when(chain.looked) })}
									</li>
								)}
								{clean.map((check) => (
									<li key={check.id}>
										<IconCheck size={16} stroke={1.8} aria-hidden />
										{t(`check.${check.id}.none`)}
									</li>
								))}
							</ul>
						</Section>
					</div>
				</div>
			)}
		</>
	);
}

// The one check that finds no people: it leads to where the break is told.
function BrokenChain({ chain }: { chain: api.ChainState }) {
	const { t } = useTranslation();
	return (
		<li data-weight="harm">
			<Link href="/audit#verify">
				<IconShieldX size={18} stroke={1.7} aria-hidden />
				<span>
					<strong>{chainWords(chain, t)}</strong>
					<small>{t("check.audit_chain.why")}</small>
				</span>
				<IconChevronRight size={16} stroke={1.8} aria-hidden />
			</Link>
		</li>
	);
}

function Found({ check }: { check: api.CheckResult }) {
	const { t } = useTranslation();
	const Icon = icons[check.weight as keyof typeof icons] ?? IconInfoCircle;
	return (
		<li data-weight={check.weight}>
			<Link href={`/users?check=${check.id}`}>
				<Icon size={18} stroke={1.7} aria-hidden />
				<span>
					<strong>{t(`check.${check.id}`, { count: check.count })}</strong>
					<small>{t(`check.${check.id}.why`)}</small>
				</span>
				<IconChevronRight size={16} stroke={1.8} aria-hidden />
			</Link>
		</li>
	);
}
