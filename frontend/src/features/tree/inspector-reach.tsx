import { useTranslation } from "react-i18next";
import { list } from "../../app/format";
import type { Cell, Sheet } from "./cells";
import { entityName } from "./entity-name";
import css from "./inspector.module.css";

interface ReachedProps {
	cell: Cell;
	mode: Sheet["mode"];
	/** The user's own reach as edited, where an override counts. */
	own?: string[];
}

/** Which calls a scoped right is about. */
export function Reached({ cell, mode, own }: ReachedProps) {
	const { t } = useTranslation();
	const byOverride = cell.override?.allow === true;
	const reach = byOverride && own ? own : cell.reach;
	if (mode === "user" && !cell.held) return null;
	return (
		<section className={css.part}>
			<h4>{t("tree.scope")}</h4>
			<p>{mode === "role" ? t("tree.scope.role") : `${byOverride ? `${t("tree.scope.override")} ` : ""}${words()}`}</p>
		</section>
	);

	function words(): string {
		if (reach.includes("everything")) return t("tree.scope.everything");
		if (reach.length === 0) return t("tree.scope.none");
		if (reach.length === 1 && reach[0] === "own") return t("tree.scope.own");
		const names = reach.map((e) => (e === "own" ? t("entity.own") : entityName(t, e)));
		const text = list(
			names.length > 12 ? [...names.slice(0, 12), t("entity.more", { count: names.length - 12 })] : names,
		);
		return t("tree.scope.list", { list: text.charAt(0).toLocaleUpperCase() + text.slice(1) });
	}
}
