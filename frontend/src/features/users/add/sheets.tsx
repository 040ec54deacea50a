import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { Brand } from "../../../app/brand";
import { moment } from "../../../app/format";
import css from "./sheets.module.css";

/** What the printer gets instead of the page: a page of paper for each person. */
export function PrintedSheets({ sheet }: { sheet: api.Sheet }) {
	return createPortal(
		<div className={css.sheets} aria-hidden data-sheets>
			{sheet.rows.map((row) => (
				<Paper key={row.login} sheet={sheet} row={row} />
			))}
		</div>,
		document.body,
	);
}

function Paper({ sheet, row }: { sheet: api.Sheet; row: api.Activation }) {
	const { t } = useTranslation();
	return (
		<article className={css.paper}>
			<header>
				<div>
					<Brand name={sheet.tenant} />
					<h1>{t("sheet.title", { tenant: sheet.tenant })}</h1>
					<p>{t("sheet.for", { name: row.name })}</p>
				</div>
				{sheet.qr && <img src={sheet.qr} alt={t("sheet.qr")} width={132} height={132} />}
			</header>
			<dl>
				{sheet.address && (
					<>
						<dt>{t("sheet.address")}</dt>
						<dd>{sheet.address}</dd>
					</>
				)}
				{sheet.slug && (
					<>
						<dt>{t("sheet.tenant")}</dt>
						<dd>{sheet.slug}</dd>
					</>
				)}
				<dt>{t("sheet.login")}</dt>
				<dd>{row.login}</dd>
				<dt>{t("sheet.code")}</dt>
				<dd className={css.code}>{row.code}</dd>
			</dl>
			<p className={css.until}>{t("sheet.until", { when: moment(row.expires) })}</p>
			<h2>{t("sheet.steps")}</h2>
			<ol>
				<li>{sheet.address ? t("sheet.step.open", { address: sheet.address }) : t("sheet.step.open_plain")}</li>
				<li>{t("sheet.step.login")}</li>
				<li>{t("sheet.step.password")}</li>
				<li>{t("sheet.step.factor")}</li>
			</ol>
			<footer>{t("sheet.once")}</footer>
		</article>
	);
}
