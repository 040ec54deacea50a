import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { moment, when } from "../../../app/format";
import { nameWords } from "../../../app/who";
import { Mono, Section } from "../../../components";
import css from "./panel.module.css";

/** The last things that happened to a user. */
export function Recent({ id }: { id: string }) {
	const { t } = useTranslation();
	const recent = useAsk(["audit", "recent", id], () => modules.users.Recent(id));
	const rows = recent.data ?? [];
	if (recent.error || rows.length === 0) return null;
	return (
		<Section
			title={t("users.recent")}
			action={
				<Link href={`/audit?target=${encodeURIComponent(rows[0]?.target ?? "")}`} className={css.link}>
					{t("users.recent.all")}
				</Link>
			}
		>
			<ul className={css.recent}>
				{rows.slice(0, 10).map((row) => (
					<li key={row.seq}>
						<span className={css.dim} title={moment(row.at)}>
							{when(row.at)}
						</span>
						<span data-result={row.result}>
							{t(`audit.${row.what}`, { target: row.target, who: row.who, defaultValue: row.what })}
							{row.who && row.who !== row.target ? <span className={css.dim}>, {nameWords(row.who, t)}</span> : null}
							{row.result !== "done" && <b> {t(`users.result.${row.result}`)}</b>}
							{row.count > 1 && <span className={css.dim}> ×{row.count}</span>}
						</span>
						<Mono dim>{from(row.from)}</Mono>
					</li>
				))}
			</ul>
		</Section>
	);

	function from(address: string): string {
		if (address === "command line") return t("users.from.command_line");
		return address === "desktop" ? t("users.from.desktop") : address;
	}
}
