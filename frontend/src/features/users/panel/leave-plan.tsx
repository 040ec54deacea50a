import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import css from "./leave-plan.module.css";

/** Who gets what when somebody leaves, thing by thing. */
export function LeavePlan({ plan }: { plan: api.LeavePlan }) {
	const { t } = useTranslation();
	const heir = plan.successor?.name;
	const line = (thing: string, has: boolean) =>
		heir === undefined ? t("leave.nobody", { thing }) : t(has ? "leave.has" : "leave.goes_to", { thing, name: heir });
	const lines = [
		...(plan.extensions ?? []).map((x) => line(t("leave.extension", { name: x.name }), x.has)),
		...(plan.shared ?? []).map((x) => line(t("leave.shared", { name: x.name }), x.has)),
	];
	return (
		<section className={css.plan} aria-live="polite">
			<h3>{t("leave.plan")}</h3>
			<ul>
				{plan.sessions > 0 && <li>{t("leave.sessions", { count: plan.sessions })}</li>}
				{lines.map((text) => (
					<li key={text}>{text}</li>
				))}
				{lines.length === 0 && <li>{t("leave.nothing")}</li>}
			</ul>
		</section>
	);
}
