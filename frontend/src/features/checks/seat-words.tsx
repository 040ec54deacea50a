import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { number } from "../../app/format";
import { Section } from "../../components";
import css from "./checks.module.css";

/** The licence, what is taken of it, and what happens where it is too small. */
export function SeatWords({ seats }: { seats: api.SeatUse }) {
	const { t } = useTranslation();
	const line = (name: "enabled" | "full", used: number, most: number, over: number) => (
		<li data-over={over > 0 || undefined}>
			<span>{t(`seats.${name}`)}</span>
			<b>
				{most > 0
					? t("seats.of", { used: number(used), most: number(most) })
					: t("seats.unbounded", { used: number(used) })}
			</b>
			{over > 0 && (
				<Link href={`/users?check=over_${name === "full" ? "full" : "licence"}&sort=last_sign_in`}>
					{t(`seats.over.${name}`, { count: over })}
				</Link>
			)}
		</li>
	);
	return (
		<Section title={t("seats.title")}>
			<ul className={css.seats}>
				{line("enabled", seats.enabled, seats.maxEnabled, seats.overEnabled)}
				{line("full", seats.full, seats.maxFull, seats.overFull)}
			</ul>
			{(seats.overEnabled > 0 || seats.overFull > 0) && <p className={css.rule}>{t("seats.rule")}</p>}
		</Section>
	);
}
