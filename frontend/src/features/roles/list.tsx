import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { list, number } from "../../app/format";
import { Register } from "../../components";
import { entityName } from "../tree/entity-name";
import css from "./roles.module.css";

interface RoleListProps {
	roles: api.RoleRow[];
	loading: boolean;
	selected: string;
	onSelect: (id: string) => void;
}

/** The roles one below the other, with what they hold and who has them. */
export function RoleList({ roles, loading, selected, onSelect }: RoleListProps) {
	const { t } = useTranslation();
	const count = (r: api.RoleRow) => r.permissions?.length ?? 0;
	return (
		<Register<api.RoleRow>
			label={t("roles.title")}
			loading={loading}
			columns={[
				{ key: "name", label: t("roles.name"), width: "minmax(200px, 2fr)", render: (r) => <Name role={r} /> },
				{ key: "members", label: t("roles.members"), width: "90px", align: "end", render: (r) => number(r.members) },
				{ key: "rights", label: t("roles.rights"), width: "90px", align: "end", render: count },
				{
					key: "reach",
					label: <span className={css.inset}>{t("roles.reach")}</span>,
					width: "minmax(150px, 1fr)",
					render: (r) => <Said text={shortReach(r, t)} inset />,
				},
				{
					key: "description",
					label: t("roles.description"),
					width: "minmax(180px, 3fr)",
					from: 1000,
					render: (r) => <Said text={describe(r, t)} />,
				},
			]}
			rows={roles}
			rowKey={(r) => r.id}
			selectedKey={selected}
			onOpen={(r) => onSelect(r.id)}
			phone={(r) => (
				<span className={css.phoneRow}>
					<Name role={r} />
					<small>
						{t("roles.memberCount", { count: r.members })}, {t("roles.rightCount", { count: count(r) })},{" "}
						{reachWords(r, t)}
					</small>
				</span>
			)}
		/>
	);
}

function Said({ text, inset }: { text: string; inset?: boolean }) {
	return (
		<span title={text} className={inset ? css.inset : undefined}>
			{text}
		</span>
	);
}

function Name({ role }: { role: api.RoleRow }) {
	const { t } = useTranslation();
	return (
		<span title={role.name}>
			<strong>{role.name}</strong>
			{role.platform !== "" && <span className={css.badge}>{t(`platform.${role.platform}`)}</span>}
			{role.hidden && <span className={css.badge}>{t("roles.hidden.badge")}</span>}
		</span>
	);
}

/** "Reach everything", "reach own calls", "reach queue 600 and extension 101", or the user's own. */
export function reachWords(role: { reach: string; reachList: string[] }, t: TFunction): string {
	if (role.reach !== "list") return t(`roles.reachIs.${role.reach || "none"}`);
	return t("roles.reachIs.list", { list: list((role.reachList ?? []).map((e) => entityName(t, e))) });
}

// Under the heading Reach: "everything", "queue 600".
function shortReach(role: api.RoleRow, t: TFunction): string {
	if (role.reach !== "list") return t(`roles.reachShort.${role.reach || "none"}`);
	return list((role.reachList ?? []).map((e) => entityName(t, e)));
}

/** Predefined roles are described in the reader's language. */
export function describe(role: api.RoleRow, t: TFunction): string {
	return role.platform === ""
		? role.description
		: t(`role.${role.platform}.${role.name}`, { defaultValue: role.description });
}
