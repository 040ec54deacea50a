import { Button } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearch } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useMay, useMe } from "../../api/queries";
import { list } from "../../app/format";
import { useGo } from "../../app/go";
import { FilterButton, GateStrip, Mono, PageHead } from "../../components";
import { Refusal } from "../../components/refusal";
import { entityName } from "../tree/entity-name";
import { sourceName } from "../tree/names";
import { Slot } from "../why/slot";
import css from "./access.module.css";

/** What a person may do and what he sees of it, as it is decided now: of oneself for everybody. */
export default function AccessPage() {
	const { t } = useTranslation();
	const me = useMe();
	const params = new URLSearchParams(useSearch());
	const go = useGo();
	const [which, setWhich] = useState("given");
	const [search, setSearch] = useState("");
	const mayOthers = useMay("directory.users:read");
	const login = params.get("user") || me.login;
	const view = useAsk(["user", "access", login], () => modules.check.Access(login));
	const found = useAsk(["users", "suggest", search], () => modules.check.Suggest(search), { enabled: mayOthers });
	const areas = (view.data?.areas ?? []).filter(
		(area) => which === "" || (which === "given") === (area.sees !== "nothing"),
	);
	const own = login === me.login;
	return (
		<>
			<PageHead
				title={own ? t("access.mine") : t("access.of", { name: view.data?.name ?? login })}
				count={view.data && t("access.held", { held: view.data.held, of: view.data.of })}
			>
				{view.data && <GateStrip gates={view.data.gates} size="head" />}
				{mayOthers && view.data && (
					<Button component={Link} variant="default" href={`/users/${view.data.id}`}>
						{t("access.open")}
					</Button>
				)}
			</PageHead>
			<div className={css.tools}>
				{mayOthers && (
					<Slot
						plain
						label={t("access.whose")}
						shown={view.data?.name ?? login}
						placeholder={t("access.whose")}
						choices={(found.data?.people ?? []).map((p) => ({ value: p.login, label: p.name, hint: p.login }))}
						onSearch={setSearch}
						onChange={(to) => go(to ? `/access?user=${encodeURIComponent(to)}` : "/access")}
					/>
				)}
				<FilterButton
					label={t("access.all")}
					value={which}
					options={["given", "not"].map((value) => ({ value, label: t(`access.show.${value}`) }))}
					onChange={setWhich}
				/>
				<span className={css.lead}>{t("access.lead")}</span>
			</div>
			{view.error && <Refusal error={view.error} />}
			{view.data && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				<section className={css.scroll} tabIndex={0} aria-label={t("access.table")}>
					<table className={css.table}>
						<thead>
							<tr>
								<th scope="col">{t("access.area")}</th>
								<th scope="col">{t("access.right")}</th>
								<th scope="col">{t("access.sees")}</th>
								<th scope="col">{t("access.source")}</th>
							</tr>
						</thead>
						{groupsOf(areas).map(([group, inside]) => (
							<tbody key={group}>
								<tr className={css.group}>
									<th scope="colgroup" colSpan={4}>
										{t(`group.${group}`)}
									</th>
								</tr>
								{inside.map((area) => (
									<Area key={area.module} area={area} />
								))}
							</tbody>
						))}
					</table>
				</section>
			)}
		</>
	);
}

// "Read and write": one capital, at the beginning.
function sentenceCase(text: string): string {
	const low = text.toLocaleLowerCase();
	return low.charAt(0).toLocaleUpperCase() + low.slice(1);
}

function groupsOf(areas: api.AccessArea[]): [string, api.AccessArea[]][] {
	const groups = new Map<string, api.AccessArea[]>();
	for (const area of areas) groups.set(area.group, [...(groups.get(area.group) ?? []), area]);
	return [...groups];
}

function Area({ area }: { area: api.AccessArea }) {
	const { t } = useTranslation();
	const held = (area.rights ?? []).filter((right) => right.held);
	const given = held.length > 0;
	return (
		<tr data-given={given || undefined}>
			<th scope="row">
				{t(`module.${area.module}`)}
				<Mono>{area.module}</Mono>
			</th>
			<td className={css.right}>
				{given ? (
					<>
						<IconCheck size={16} stroke={2} aria-hidden />
						{sentenceCase(list(held.map((right) => t(`action.${right.permission.split(":")[1]}`))))}
					</>
				) : (
					<>
						<IconMinus size={16} stroke={1.8} aria-hidden />
						{t("access.none")}
					</>
				)}
			</td>
			<td>{seen(area, held)}</td>
			<td>{sources(held)}</td>
		</tr>
	);

	function seen(of: api.AccessArea, rights: callgate.Effective[]): string {
		if (rights.length === 0) return t("access.sees.nothing");
		const reach =
			of.sees === "list"
				? list((of.reach ?? []).map((e) => (e === "own" ? t("entity.own") : entityName(t, e))))
				: t(`access.reach.${of.sees}`);
		const text = t(`sees.${of.module}`, { reach });
		const more = rights
			.map((right) => right.permission.split(":")[1] ?? "")
			.filter((action) => action === "write" || action === "delete")
			.map((action) => t(`access.also.${action}`));
		const words = more.length > 0 && rights.length > more.length ? `${text}; ${list(more)}` : text;
		return of.here ? words : `${words} ${t("access.elsewhere")}`;
	}

	function sources(rights: callgate.Effective[]): string {
		const names = rights.flatMap((right) =>
			(right.sources ?? []).map((s) => (s.kind === "override" ? t("access.override") : sourceName(t, s))),
		);
		return [...new Set(names)].join(", ");
	}
}
