import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { Register } from "../../components";
import css from "./roles.module.css";

interface RoleListProps {
	roles: api.RoleRow[];
	selected: string;
	onSelect: (id: string) => void;
}

/** The roles one below the other, with what they hold and who has them. */
export function RoleList({ roles, selected, onSelect }: RoleListProps) {
	const { t } = useTranslation();
	return (
		<Register<api.RoleRow>
			label={t("roles.title")}
			columns={[
				{ key: "name", label: t("roles.name"), width: "minmax(160px, 2fr)", render: (r) => <Name role={r} /> },
				{ key: "members", label: t("roles.members"), width: "90px", align: "end", render: (r) => r.members },
				{ key: "rights", label: t("roles.rights"), width: "90px", align: "end", render: (r) => (r.permissions ?? []).length },
				{ key: "reach", label: t("roles.reach"), width: "minmax(110px, 1fr)", render: (r) => reachWords(r, t) },
				{ key: "description", label: t("roles.description"), width: "minmax(160px, 3fr)", from: 760, render: (r) => describe(r, t) },
			]}
			rows={roles}
			rowKey={(r) => r.id}
			selectedKey={selected}
			onOpen={(r) => onSelect(r.id)}
			phone={(r) => (
				<span className={css.phoneRow}>
					<Name role={r} />
					<small>
						{t("roles.memberCount", { count: r.members })}, {t("roles.rightCount", { count: (r.permissions ?? []).length })}
					</small>
				</span>
			)}
		/>
	);
}

function Name({ role }: { role: api.RoleRow }) {
	const { t } = useTranslation();
	return (
		<>
			<strong>{role.name}</strong>
			{role.platform !== "" && <span className={css.badge}>{t(`platform.${role.platform}`)}</span>}
		</>
	);
}

type Translate = ReturnType<typeof useTranslation>["t"];

/** "Everything", "own calls", "queue 600, extension 101", or the user's own reach. */
export function reachWords(role: { reach: string; reachList: string[] }, t: Translate): string {
	if (role.reach !== "list") return t(`roles.reach.${role.reach || "none"}`);
	return (role.reachList ?? []).map((e) => e.replace(":", " ")).join(", ");
}

/** Predefined roles are described in the reader's language. */
export function describe(role: api.RoleRow, t: Translate): string {
	return role.platform === "" ? role.description : t(`role.${role.platform}.${role.name}`, { defaultValue: role.description });
}
