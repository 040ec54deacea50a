import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { EmptyState } from "../../../components";
import { Refusal } from "../../../components/refusal";
import { entityName } from "../../tree/entity-name";
import { rightName } from "../../tree/names";
import css from "./sight.module.css";
import { nameOf } from "./use-profile";

/** So many are named before the rest is only counted. */
const named = 12;

/** What a user sees: for each right about calls, on what it counts now. */
export function SightTab({ detail }: { detail: api.UserDetail }) {
	const { t, i18n } = useTranslation();
	const name = nameOf(detail);
	const view = useAsk(["user", "sees", detail.user.id], () => modules.check.Sees(detail.user.id));
	if (view.error) return <Refusal error={view.error} />;
	if (!view.data) return null;
	const sights = view.data.sights ?? [];
	if (sights.length === 0) {
		const out = ["blocked", "disabled", "expired"].includes(view.data.state);
		return <EmptyState why={t(out ? "sees.notInUse" : "sees.nothing", { name })} />;
	}
	return (
		<div className={css.sight}>
			<p className={css.lead}>{t("sees.lead", { name })}</p>
			<dl>
				{sights.map((sight) => (
					<div key={sight.permission} data-none={sight.total === 0 || undefined}>
						<dt>
							{rightName(t, i18n, sight.permission)}
							<code>{sight.permission}</code>
						</dt>
						<dd>
							<Reached sight={sight} of={view.data.things} />
						</dd>
					</div>
				))}
			</dl>
		</div>
	);
}

function Reached({ sight, of }: { sight: callgate.Sight; of: number }) {
	const { t } = useTranslation();
	const words = (list: string[] | null | undefined, total: number) => {
		const first = (list ?? []).slice(0, named).map((entity) => entityName(t, entity));
		const more = total - first.length;
		return first.join(", ") + (more > 0 ? ` ${t("sees.more", { count: more })}` : "");
	};
	if (sight.everything)
		return (
			<>
				<strong>{t("sees.everything", { count: sight.total })}</strong>
				{sight.exceptTotal > 0 && <p>{t("sees.except", { list: words(sight.except, sight.exceptTotal) })}</p>}
			</>
		);
	if (sight.total === 0) return <>{t("sees.none")}</>;
	return (
		<>
			<strong>{t("sees.some", { count: sight.total, of })}</strong>
			<p>{words(sight.entities, sight.total)}</p>
		</>
	);
}
