import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { number } from "../../app/format";
import { Mono } from "../../components";
import { changesOf } from "../audit/words";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";
import css from "./impact.module.css";

const permission = /^(allow |deny )?([a-z_.]+:[a-z]+)( until .*)?$/;

/** What was changed, as the record of it will tell. */
export function YouChanged({ preview }: { preview: api.Preview }) {
	const { t } = useTranslation();
	const changes = preview.changes ?? [];
	const left = preview.left ?? [];
	return (
		<>
			<h3>{t("impact.you_changed")}</h3>
			{changes.length === 0 && <p className={css.quiet}>{t("impact.not_known")}</p>}
			{changes.map((change) => (
				<section key={`${change.what} ${change.target}`}>
					{changes.length > 1 && <h4>{change.target}</h4>}
					{changesOf(change as callgate.AuditRecord, t).map((field) => (
						<dl key={field.field}>
							<dt>{t(`audit.field.${field.field}`, { defaultValue: field.field })}</dt>
							{field.before.map((text) => (
								<Entry key={`- ${text}`} gone text={text} />
							))}
							{field.after.map((text) => (
								<Entry key={`+ ${text}`} text={text} />
							))}
							{field.same > 0 && <dd className={css.quiet}>{t("audit.same", { count: field.same })}</dd>}
						</dl>
					))}
				</section>
			))}
			{(preview.made ?? []).length > 0 && (
				<p className={css.quiet}>
					{t("impact.made", { what: (preview.made ?? []).map((e) => entityName(t, e)).join(", ") })}
				</p>
			)}
			{preview.tried > 0 && <p className={css.quiet}>{t("impact.tried", { n: number(preview.tried) })}</p>}
			{left.length > 0 && (
				<section>
					<h3>{t("impact.left", { count: preview.leftAll })}</h3>
					<ul className={css.left}>
						{left.slice(0, 10).map((r) => (
							<li key={r.login}>
								<Mono>{r.login}</Mono>
							</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}

function Entry({ text, gone }: { text: string; gone?: boolean }) {
	const { t, i18n } = useTranslation();
	const right = permission.exec(text);
	return (
		<dd className={css.entry} data-effect={gone ? "harm" : "good"}>
			{gone ? <IconMinus size={16} stroke={2} aria-hidden /> : <IconPlus size={16} stroke={2} aria-hidden />}
			<span>
				<b>{right?.[2] ? rightName(t, i18n, right[2]) : text}</b>
				{right && <Mono>{text}</Mono>}
			</span>
		</dd>
	);
}
