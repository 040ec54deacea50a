import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { Deed } from "./deed";
import { Figure } from "./figure";
import css from "./import.module.css";

/** Another system's groups: which roles would be made of them, and what no role keeps. */
export function GroupsView({ name, plan }: { name: string; plan: api.GroupsMade }) {
	const { t } = useTranslation();
	const add = plan.add ?? [];
	const skip = plan.skip ?? [];
	const lost = plan.lost ?? [];
	return (
		<div className={css.plan}>
			<p>
				<b>{name}</b> {t("users.import.recognised", { format: t("users.import.format.freepbx-groups") })}
			</p>
			<p>{t("files.groups.what")}</p>
			{lost.length > 0 && <p>{t("files.groups.lost", { columns: lost.join(", ") })}</p>}
			<ul className={css.figures}>
				<Figure value={add.length} text={t("files.groups.add", { count: add.length })} tone="allow" />
				<Figure value={skip.length} text={t("files.groups.skip", { count: skip.length })} />
			</ul>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
			<section className={css.scroll} tabIndex={0} aria-label={t("files.groups.rows")}>
				<table className={css.rows}>
					<thead>
						<tr>
							<th scope="col">{t("users.import.deed")}</th>
							<th scope="col">{t("roles.name")}</th>
							<th scope="col">{t("roles.description")}</th>
						</tr>
					</thead>
					<tbody>
						{add.map((role) => (
							<tr key={role.name} data-deed="add">
								<td>
									<Deed deed="add" />
								</td>
								<td>{role.name}</td>
								<td>{role.description}</td>
							</tr>
						))}
						{skip.map((role) => (
							<tr key={role} data-deed="skip">
								<td>
									<Deed deed="skip" />
								</td>
								<td>{role}</td>
								<td />
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</div>
	);
}
