import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconMinus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { list } from "../../../app/format";
import { EmptyState, FilterButton, SearchField } from "../../../components";
import { Refusal } from "../../../components/refusal";
import { entityName } from "../../tree/entity-name";
import { lostSentence } from "../../tree/inspector-effect";
import { rightName, sourceName } from "../../tree/names";
import { useCatalogue, useEffective } from "../queries";
import css from "./effective.module.css";

type Which = "" | "held" | "not" | "lost";

/** Every right of a user with where it comes from, as it counts now. */
export function EffectiveTab({ detail }: { detail: api.UserDetail }) {
	const { t, i18n } = useTranslation();
	const effective = useEffective(detail.user.id);
	const catalogue = useCatalogue();
	const [search, setSearch] = useState("");
	const [which, setWhich] = useState<Which>("held");
	const groups = useMemo(() => {
		const groupOf = new Map((catalogue.data ?? []).map((leaf) => [leaf.id, leaf.group]));
		const needle = search.trim().toLocaleLowerCase();
		const found = new Map<string, callgate.Effective[]>();
		for (const right of effective.data?.rights ?? []) {
			const fits =
				needle === "" ||
				right.permission.includes(needle) ||
				rightName(t, i18n, right.permission).toLocaleLowerCase().includes(needle);
			if (!fits || (which !== "" && stateOf(right) !== which)) continue;
			const group = groupOf.get(right.permission) ?? "";
			found.set(group, [...(found.get(group) ?? []), right]);
		}
		return [...found];
	}, [effective.data, catalogue.data, search, which, t, i18n]);
	if (effective.error) return <Refusal error={effective.error} />;
	if (!effective.data) return null;
	const count = groups.reduce((n, [, rights]) => n + rights.length, 0);
	return (
		<div className={css.effective}>
			<div className={css.tools}>
				<div className={css.search}>
					<SearchField value={search} onChange={setSearch} placeholder={t("tree.search")} />
				</div>
				<FilterButton
					label={t("users.effective.all")}
					value={which}
					options={(["held", "not", "lost"] as const).map((value) => ({ value, label: t(`users.effective.${value}`) }))}
					onChange={(value) => setWhich(value as Which)}
				/>
				<span className={css.count}>
					{t("users.effective.count", { held: effective.data.held, of: effective.data.of })}
				</span>
			</div>
			{count === 0 ? (
				<EmptyState
					why={t(which === "lost" && !search ? "users.effective.none_lost" : "users.effective.none")}
					action={
						<Button
							variant="default"
							onClick={() => {
								setSearch("");
								setWhich("");
							}}
						>
							{t("users.effective.show_all")}
						</Button>
					}
				/>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				<section className={css.scroll} tabIndex={0} aria-label={t("users.tab.effective")}>
					<table className={css.table}>
						<thead>
							<tr>
								<th scope="col">{t("users.effective.right")}</th>
								<th scope="col">{t("users.effective.state")}</th>
								<th scope="col">{t("users.effective.source")}</th>
								<th scope="col">{t("users.effective.reach")}</th>
							</tr>
						</thead>
						{groups.map(([group, rights]) => (
							<tbody key={group}>
								<tr className={css.group}>
									<th scope="colgroup" colSpan={4}>
										{t(`group.${group}`)}
									</th>
								</tr>
								{rights.map((right) => (
									<tr key={right.permission} data-state={stateOf(right)}>
										<th scope="row">
											<span>{rightName(t, i18n, right.permission)}</span>
											<code>{right.permission}</code>
										</th>
										<td>
											<State state={stateOf(right)} />
										</td>
										<td>{sources(right)}</td>
										<td>{reach(right)}</td>
									</tr>
								))}
							</tbody>
						))}
					</table>
				</section>
			)}
		</div>
	);

	function sources(right: callgate.Effective): string {
		if (!right.held && right.lost) return lostSentence(t, i18n, right.lost);
		const names = (right.sources ?? []).map((s) =>
			s.kind === "override" ? t("users.effective.override", { name: s.name }) : sourceName(t, s),
		);
		return names.length > 0 ? [...new Set(names)].join(", ") : t("tree.from.none");
	}

	function reach(right: callgate.Effective): string {
		const entries = right.reach ?? [];
		if (!right.held || entries.length === 0) return "";
		if (entries.includes("everything")) return t("users.fact.everything");
		const names = entries.map((e) => (e === "own" ? t("entity.own") : entityName(t, e)));
		return list(names.length > 6 ? [...names.slice(0, 6), t("entity.more", { count: names.length - 6 })] : names);
	}
}

function stateOf(right: callgate.Effective): "held" | "not" | "lost" {
	if (right.held) return "held";
	return right.lost ? "lost" : "not";
}

function State({ state }: { state: "held" | "not" | "lost" }) {
	const { t } = useTranslation();
	const Icon = state === "held" ? IconCheck : state === "lost" ? IconAlertTriangle : IconMinus;
	return (
		<span className={css.state} data-state={state}>
			<Icon size={16} stroke={1.8} aria-hidden />
			{t(`users.effective.is.${state}`)}
		</span>
	);
}
