import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { Section } from "../../components";
import css from "./why.module.css";
import { wayWords } from "./words";

/** The tab of the user on which a way is gone; other ways lead elsewhere. */
const tabOf: Record<string, string> = {
	enable_user: "profile",
	unblock_user: "profile",
	extend_user: "profile",
	add_to_user_hosts: "hosts",
	full_seat: "roles",
	lift_override: "overrides",
	allow_override: "overrides",
	assign_role: "roles",
	add_reach: "reach",
	reach_all: "reach",
	lift_exclusion: "reach",
	set_caller_id: "profile",
};
const pageOf: Record<string, string> = { add_to_tenant_hosts: "/hosts", enable_tenant: "/settings" };

interface WaysProps {
	answer: api.Answer;
	userId: string | undefined;
}

/** For a denial: one change at each shut gate that would allow it. */
export function Ways({ answer, userId }: WaysProps) {
	const { t } = useTranslation();
	if (answer.allow) return null;
	const ways = answer.ways ?? [];
	const gates = [...new Set(ways.map((w) => w.gate))];
	return (
		<>
			<div className={css.asideHead}>
				<h2>
					{t("why.wouldAllow")}
					<small>{t("why.ways", { count: ways.length })}</small>
				</h2>
				<p>{t(gates.length === 0 ? "why.noWay" : gates.length === 1 ? "why.oneOf" : "why.oneChange")}</p>
			</div>
			{gates.map((gate) => (
				<Section key={gate} title={t(`why.at.${gate}`)}>
					<ul className={css.ways}>
						{ways
							.filter((w) => w.gate === gate)
							.map((w) => (
								<WayRow key={w.code + JSON.stringify(w.params ?? {})} way={w} userId={userId} />
							))}
					</ul>
				</Section>
			))}
		</>
	);
}

function WayRow({ way, userId }: { way: callgate.Way; userId: string | undefined }) {
	const { t, i18n } = useTranslation();
	// Coming from elsewhere needs no change here.
	const to =
		way.code === "come_from"
			? undefined
			: (pageOf[way.code] ?? (userId && `/users/${userId}/${tabOf[way.code] ?? "profile"}`));
	// French writes a space before the semicolon, Chinese one of its own.
	const [what, ...rest] = wayWords(way, t).split(/\s*(?:; |；)/);
	const remark = `why.way.${way.code}`;
	const sub = rest.length > 0 ? rest.join("; ") : i18n.exists(remark) ? t(remark, way.params ?? {}) : "";
	return (
		<li className={css.way}>
			<span>
				<strong>{what}</strong>
				{sub !== "" && <small>{sub.charAt(0).toLocaleUpperCase() + sub.slice(1)}</small>}
			</span>
			{to && (
				<Button component={Link} href={to} size="xs" variant="default" aria-label={`${t("why.open")}: ${what}`}>
					<span className={css.wideOnly}>{t("why.open")}</span>
					<IconChevronRight className={css.phoneOnly} size={18} stroke={1.8} aria-hidden />
				</Button>
			)}
		</li>
	);
}
