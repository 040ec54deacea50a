import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { until } from "../../app/days";
import { when } from "../../app/format";
import { nameWords } from "../../app/who";
import { Section } from "../../components";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";
import account from "./account.module.css";
import styles from "./notices.module.css";

/** What I asked for after I was refused it, and what came of it. */
export function RequestsSection() {
	const { t, i18n } = useTranslation();
	const mine = useAsk(["requests", "mine"], modules.requests.Mine);
	const withdraw = useDeed((id: string) => modules.requests.Withdraw(id), {
		done: t("requests.withdrawn"),
		invalidates: [["requests"]],
	});
	const rows = mine.data ?? [];
	const what = (r: api.Request) =>
		[rightName(t, i18n, r.permission), r.entity && t("requests.on", { entity: entityName(t, r.entity) })]
			.filter(Boolean)
			.join(" ");
	return (
		<Section title={t("requests.mine")} count={rows.length || undefined}>
			{rows.length === 0 && <p className={account.says}>{t("requests.mine.none")}</p>}
			<ul className={styles.requests}>
				{rows.map((r) => (
					<li key={r.id}>
						<span>{what(r)}</span>
						{r.state === "open" ? (
							<button
								type="button"
								className={account.link}
								aria-label={t("requests.withdraw_one", { what: what(r) })}
								onClick={() => withdraw.mutate(r.id)}
							>
								{t("requests.withdraw")}
							</button>
						) : (
							<span className={styles.state}>{t(`requests.state.${r.state}`)}</span>
						)}
						<small>
							{[
								when(r.at),
								r.decidedBy && t("requests.by", { by: nameWords(r.decidedBy, t) }),
								r.until && t("requests.ends", { until: until(r.until) }),
								r.answer,
							]
								.filter(Boolean)
								.join(" · ")}
						</small>
					</li>
				))}
			</ul>
		</Section>
	);
}
