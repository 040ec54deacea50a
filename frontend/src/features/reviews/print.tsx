import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { useMe } from "../../api/queries";
import { day, moment } from "../../app/format";
import { nameWords } from "../../app/who";
import css from "./print.module.css";
import { personWords, progressWords, rightWords } from "./words";

interface Props {
	review: api.ReviewRow;
	people: readonly callgate.ReviewPerson[];
	onDone: () => void;
}

/** The whole review on paper: nothing else of the page, in ink, its head on
 * every sheet, a line to sign at the end. */
export function PrintedReview({ review, people, onDone }: Props) {
	const { t, i18n } = useTranslation();
	const me = useMe();
	const done = useRef(onDone);
	done.current = onDone;
	useEffect(() => {
		const end = () => done.current();
		window.addEventListener("afterprint", end);
		window.print();
		return () => window.removeEventListener("afterprint", end);
	}, []);
	const decision = (r: callgate.ReviewRight) =>
		r.decision === ""
			? ""
			: `${t(r.decision === "withdrawn" ? "reviews.isWithdrawn" : "reviews.confirmed")}, ${t("reviews.decidedBy", { name: nameWords(r.by, t), date: day(r.at) })}`;
	return createPortal(
		<section className={css.paper} data-paper>
			<h1>
				{review.name}, {me.tenantName}
			</h1>
			<p>
				{t("reviews.startedBy", { name: nameWords(review.startedBy, t), date: moment(review.started) })}.{" "}
				{progressWords(review, t)}.{" "}
				{review.finished &&
					t("reviews.finishedBy", { name: nameWords(review.finishedBy, t), date: moment(review.finished) })}
			</p>
			<table>
				<thead>
					<tr>
						<th scope="col">{t("reviews.person")}</th>
						<th scope="col">{t("reviews.has")}</th>
						<th scope="col">{t("reviews.decision")}</th>
					</tr>
				</thead>
				{people.map((p) => (
					<tbody key={p.position}>
						{((p.rights ?? []).length > 0 ? (p.rights ?? []) : [undefined]).map((r, i) => (
							<tr key={r ? r.kind + r.key : "none"}>
								{i === 0 && (
									<th scope="rowgroup" rowSpan={Math.max(1, (p.rights ?? []).length)}>
										{p.name} <small>{p.login}</small>
										<small>{personWords(p, t)}</small>
									</th>
								)}
								<td>{r ? rightWords(r, t, i18n) : t("reviews.nothing")}</td>
								<td>{r ? decision(r) : ""}</td>
							</tr>
						))}
					</tbody>
				))}
			</table>
			<p className={css.sign}>{t("reviews.signature")}</p>
		</section>,
		document.body,
	);
}
