import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { moment, number } from "../../../app/format";
import { Mono } from "../../../components";
import { Deed } from "./deed";
import css from "./import.module.css";

/** Row by row what happens: the bad ones first, then what changes. */
export function PlanRows({ rows }: { rows: api.ImportRow[] }) {
	const { t } = useTranslation();
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
		<section className={css.scroll} tabIndex={0} aria-label={t("users.import.rows")}>
			<table className={css.rows}>
				<thead>
					<tr>
						<th scope="col">{t("users.import.row")}</th>
						<th scope="col">{t("users.import.deed")}</th>
						<th scope="col">{t("users.column.name")}</th>
						<th scope="col">{t("users.login")}</th>
						<th scope="col">{t("files.what")}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.row} data-deed={row.deed}>
							<td>{number(row.row)}</td>
							<td>
								<Deed deed={row.deed} />
							</td>
							<td>{row.name}</td>
							<td>
								<Mono>{row.login}</Mono>
							</td>
							<td>
								{row.error ? (
									<span className={css.wrong}>{sentence(row.error, t)}</span>
								) : (row.changes ?? []).length > 0 ? (
									<FieldChanges list={row.changes ?? []} />
								) : (
									row.phone
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

function FieldChanges({ list }: { list: api.FieldChange[] }) {
	const { t } = useTranslation();
	return (
		<ul className={css.changes}>
			{list.map((c) => (
				<li key={c.field}>
					<span>{t(`audit.field.${c.field}`, { defaultValue: c.field })}</span>
					<del>{plain(c.before) || t("files.nothing")}</del>
					<IconArrowRight size={13} stroke={1.8} aria-label={t("files.becomes")} />
					<ins>{plain(c.after) || t("files.nothing")}</ins>
				</li>
			))}
		</ul>
	);

	function plain(value: string): string {
		if (value === "true" || value === "false") return t(value === "true" ? "audit.yes" : "audit.no");
		return value.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => moment(at));
	}
}
