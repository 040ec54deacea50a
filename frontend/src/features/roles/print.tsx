import { useEffect, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { useMe } from "../../api/queries";
import { moment } from "../../app/format";
import { blocksOf, breakable, type Group } from "./groups";
import { Legend, Letters, useWords } from "./letters";
import { Platforms } from "./matrix";
import css from "./print.module.css";

/** The matrix on paper: nothing else of the page, in ink, its head on every
 * sheet. It is drawn only while the browser prints. */
export function PrintedMatrix({ groups, roles }: { groups: readonly Group[]; roles: readonly api.RoleRow[] }) {
	const { t } = useTranslation();
	const me = useMe();
	const words = useWords();
	const [printing, setPrinting] = useState(false);
	useEffect(() => {
		const begin = () => flushSync(() => setPrinting(true));
		const end = () => setPrinting(false);
		window.addEventListener("beforeprint", begin);
		window.addEventListener("afterprint", end);
		return () => {
			window.removeEventListener("beforeprint", begin);
			window.removeEventListener("afterprint", end);
		};
	}, []);
	if (!printing) return null;
	const blocks = blocksOf(roles);
	const columns = blocks.flatMap((b) => b.roles);
	return createPortal(
		<section className={css.paper}>
			<h1>
				{t("roles.title")}, {me.tenantName} <small>{moment(new Date())}</small>
			</h1>
			<table>
				<thead>
					<Platforms blocks={blocks} />
					<tr>
						<th scope="col">{t("roles.module")}</th>
						{columns.map((r) => (
							<th key={r.id} scope="col" className={css.name}>
								<span>{breakable(r.name)}</span>
							</th>
						))}
					</tr>
				</thead>
				{groups.map((g) => (
					<tbody key={g.group}>
						<tr className={css.group}>
							<th scope="rowgroup" colSpan={1 + columns.length}>
								{g.label}
							</th>
						</tr>
						{g.modules.map((m) => (
							<tr key={m.module}>
								<th scope="row">{m.label}</th>
								{columns.map((r) => (
									<td key={r.id}>
										<Letters role={r} module={m} words={words} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				))}
			</table>
			<Legend />
		</section>,
		document.body,
	);
}
