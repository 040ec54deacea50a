import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { modules } from "../../../api/ask";
import { useDeed, useMe } from "../../../api/queries";
import { save } from "../../../app/download";
import { type Filter, queryOf } from "../queries";
import css from "./import.module.css";

/** Files to fill in: new people, or the people of the list with the roles they have. His own format stands first. */
export function Templates({ filter }: { filter: Filter }) {
	const { t } = useTranslation();
	const { download } = useMe();
	const get = useDeed(
		async ({ kind, format }: { kind: "users" | "roles"; format: "csv" | "xlsx" }) =>
			save(await modules.files.Template(kind, format, queryOf(filter, 0, 0))),
		{},
	);
	return (
		<div className={css.templates}>
			<p className={css.label}>{t("files.templates")}</p>
			{(["users", "roles"] as const).map((kind) => (
				<div key={kind} className={css.template}>
					<span>
						<b>{t(`files.template.${kind}`)}</b>
						<small>{t(`files.template.${kind}.what`)}</small>
					</span>
					{(download === "xlsx" ? (["xlsx", "csv"] as const) : (["csv", "xlsx"] as const)).map((format) => (
						<Button
							key={format}
							size="xs"
							variant="default"
							leftSection={<IconDownload size={14} stroke={1.7} aria-hidden />}
							aria-label={t("files.template.get", { what: t(`files.template.${kind}`), format: format.toUpperCase() })}
							onClick={() => get.mutate({ kind, format })}
						>
							{format.toUpperCase()}
						</Button>
					))}
				</div>
			))}
		</div>
	);
}
