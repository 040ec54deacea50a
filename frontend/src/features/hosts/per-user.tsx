import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { EmptyState } from "../../components";
import css from "./list.module.css";

/** Users with a list of their own; both lists must let an address in. */
export function PerUser({ rows, total }: { rows: api.UserHosts[]; total: number }) {
	const { t } = useTranslation();
	if (rows.length === 0) return <EmptyState why={t("hosts.noneOwn")} />;
	return (
		<>
			<table className={css.list}>
				<thead>
					<tr>
						<th scope="col">{t("hosts.user")}</th>
						<th scope="col">{t("hosts.mayComeFrom")}</th>
						<th scope="col">
							<span className="unseen">{t("hosts.open")}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((u) => (
						<tr key={u.id}>
							<td>
								<Link href={`/users/${u.id}/hosts`}>{u.name}</Link> <span className={css.quiet}>{u.extension}</span>
							</td>
							<td>
								<code>{(u.hosts ?? []).map((h) => h.cidr).join(", ")}</code>
							</td>
							<td className={css.act}>
								<IconChevronRight size={16} stroke={1.7} aria-hidden />
							</td>
						</tr>
					))}
				</tbody>
			</table>
			{total > rows.length && <p className={css.cut}>{t("hosts.moreUsers", { count: total - rows.length })}</p>}
		</>
	);
}
