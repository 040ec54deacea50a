import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import css from "./roles.module.css";

interface MatrixProps {
	catalogue: callgate.Leaf[];
	roles: api.RoleRow[];
	/** narrows the modules, when it named no role */
	search: string;
	selected: string;
	onSelect: (id: string) => void;
}

const actions = ["read", "write", "delete", "use"] as const;

/** Roles across, modules down, as the platforms print it. A letter is a right;
 * its edge tells on what basis a Sippy cell stands. */
export function Matrix({ catalogue, roles, search, selected, onSelect }: MatrixProps) {
	const { t } = useTranslation();
	const wanted = search.trim().toLowerCase();
	const groups = grouped(catalogue, (m) => wanted === "" || `${t(`module.${m}`)} ${m}`.toLowerCase().includes(wanted));
	const blocks = platforms(roles);
	return (
		<div className={css.matrixScroll}>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
			<div className={css.matrixFrame} tabIndex={0} role="region" aria-label={t("roles.matrix")}>
				<table className={css.matrix}>
					<thead>
						<tr className={css.blocks}>
							<td />
							{blocks.map((b) => (
								<th key={b.platform} colSpan={b.roles.length} scope="colgroup">
									{b.platform === "" ? t("roles.yourOwn") : t("roles.fixed", { platform: t(`platform.${b.platform}`) })}
								</th>
							))}
						</tr>
						<tr>
							<th scope="col" className={css.corner}>
								{t("roles.module")}
							</th>
							{blocks
								.flatMap((b) => b.roles)
								.map((r) => (
									<th key={r.id} scope="col" className={css.roleHead} data-selected={r.id === selected || undefined}>
										<button type="button" onClick={() => onSelect(r.id === selected ? "" : r.id)} aria-pressed={r.id === selected}>
											<span>{r.name}</span>
											<small>{r.members}</small>
										</button>
									</th>
								))}
						</tr>
					</thead>
					{groups.map((g) => (
						<tbody key={g.group}>
							<tr className={css.group}>
								<th scope="rowgroup" colSpan={1 + roles.length}>
									{t(`group.${g.group}`)}
								</th>
							</tr>
							{g.modules.map((m) => (
								<tr key={m.module}>
									<th scope="row" title={m.module}>
										{t(`module.${m.module}`)}
									</th>
									{blocks
										.flatMap((b) => b.roles)
										.map((r) => (
											<td key={r.id} data-selected={r.id === selected || undefined}>
												<Letters role={r} module={m.module} actions={m.actions} />
											</td>
										))}
								</tr>
							))}
						</tbody>
					))}
				</table>
			</div>
			<footer className={css.legend}>
				<span>{t("roles.letters")}</span>
				<span>
					{t("roles.basis")} <i className={css.letter}>r</i> {t("basis.documented")}{" "}
					<i className={css.letter} data-basis="reconstructed">
						r
					</i>{" "}
					{t("basis.reconstructed")}{" "}
					<i className={css.letter} data-basis="inferred">
						r
					</i>{" "}
					{t("basis.inferred")}
				</span>
			</footer>
		</div>
	);
}

function Letters({ role, module, actions: has }: { role: api.RoleRow; module: string; actions: readonly string[] }) {
	const { t } = useTranslation();
	const held = new Set(role.permissions ?? []);
	const words = has.filter((a) => held.has(`${module}:${a}`)).map((a) => t(`action.${a}`));
	return (
		<span className={css.letters}>
			<span className="unseen">{words.length > 0 ? words.join(", ") : t("roles.nothing")}</span>
			{has.map((a) => {
				const permission = `${module}:${a}`;
				const basis = role.basis?.[permission];
				return held.has(permission) ? (
					<i key={a} className={css.letter} data-basis={basis} title={basis ? t(`basis.${basis}`) : undefined} aria-hidden>
						{a.charAt(0)}
					</i>
				) : (
					<i key={a} className={css.dot} aria-hidden>
						·
					</i>
				);
			})}
		</span>
	);
}

interface Group {
	group: string;
	modules: { module: string; actions: string[] }[];
}

/** The catalogue as branches of modules, in its order. */
export function grouped(catalogue: readonly callgate.Leaf[], keep: (module: string) => boolean): Group[] {
	const out: Group[] = [];
	for (const leaf of catalogue) {
		if (!keep(leaf.module)) continue;
		let group = out.find((g) => g.group === leaf.group);
		if (!group) {
			group = { group: leaf.group, modules: [] };
			out.push(group);
		}
		let module = group.modules.find((m) => m.module === leaf.module);
		if (!module) {
			module = { module: leaf.module, actions: [] };
			group.modules.push(module);
		}
		module.actions.push(leaf.action);
		module.actions.sort((a, b) => actions.indexOf(a as "read") - actions.indexOf(b as "read"));
	}
	return out;
}

/** Roles by platform, the tenant's own last. */
function platforms(roles: readonly api.RoleRow[]): { platform: string; roles: api.RoleRow[] }[] {
	const names = [...new Set(roles.map((r) => r.platform))].sort((a, b) => Number(a === "") - Number(b === ""));
	return names.map((platform) => ({ platform, roles: roles.filter((r) => r.platform === platform) }));
}
