import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { Mono } from "../../../components";
import css from "./export.module.css";

/** What came of an export: how many are in the file, and what it had no place for. */
export function Losses({ out }: { out: api.Exported }) {
	const { t } = useTranslation();
	const losses = out.losses ?? [];
	const empty = out.empty ?? [];
	return (
		<div className={css.result} role="status">
			<p className={css.done}>{t("files.written", { count: out.people, name: out.file.name })}</p>
			{out.leftOut > 0 && <p>{t("files.left_out", { count: out.leftOut })}</p>}
			{losses.length > 0 && (
				<>
					<p>{t("files.losses")}</p>
					<ul className={css.losses}>
						{losses.map((loss) => (
							<li key={loss.column}>
								<span>{t(`audit.field.${camel(loss.column)}`, { defaultValue: loss.column })}</span>
								<span>{t("files.loss", { count: loss.people })}</span>
							</li>
						))}
					</ul>
				</>
			)}
			{out.guarded > 0 && <p>{t("files.guarded", { count: out.guarded })}</p>}
			{empty.length > 0 && (
				<p>
					{t("files.empty")} <Mono>{empty.join(", ")}</Mono>
				</p>
			)}
		</div>
	);
}

const camel = (column: string) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
