import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconChevronDown, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { list } from "../../../app/format";
import { Chip, SearchField, Section } from "../../../components";
import { PressMenu } from "../../../components/press-menu";
import { entityName } from "../../tree/entity-name";
import { rightName } from "../../tree/names";
import { Until } from "../../tree/until";
import { givable, useRoles } from "../queries";
import css from "./panel.module.css";
import type { AccessEdit } from "./use-access";

/** Kind, seat and roles: what a user is, and what that gives. */
export function RolesTab({ detail, access }: { detail: api.UserDetail; access: AccessEdit }) {
	const { t } = useTranslation();
	const roles = useRoles();
	const locked = !(detail.can ?? []).includes("roles");
	const why = locked ? <p className={css.why}>{t("users.roles.locked")}</p> : null;
	const { now, base, set } = access;
	const admin = now.kind === "administrator";
	const byId = new Map((roles.data ?? []).map((r) => [r.id, r]));
	const removed = base.roles.filter((m) => !now.roles.some((n) => n.role === m.role));
	const rows = [...now.roles, ...removed];
	return (
		<>
			<Section title={t("users.kind")}>
				<SegmentedControl
					value={now.kind}
					disabled={locked}
					aria-label={t("users.kind")}
					data={["standard", "administrator"].map((value) => ({ value, label: t(`users.kind.${value}`) }))}
					onChange={(kind) =>
						set(
							kind === "administrator"
								? { kind, seat: "full", overrides: [], reach: [], exclusions: [], reachEverything: false }
								: { kind },
						)
					}
				/>
				<p className={css.says}>{t(admin ? "users.kind.administrator.what" : "users.kind.standard.what")}</p>
				{why}
			</Section>
			<Section title={t("users.seat")}>
				<SegmentedControl
					value={now.seat}
					disabled={locked || admin}
					aria-label={t("users.seat")}
					data={["full", "lite"].map((value) => ({ value, label: t(`users.seat.${value}`) }))}
					onChange={(seat) => set({ seat })}
				/>
				<p className={css.says}>{t(admin ? "users.seat.admin" : `users.seat.${now.seat}.what`)}</p>
			</Section>
			<Section
				title={t("users.roles")}
				count={now.roles.length}
				action={
					!locked && (
						<AddRole
							roles={givable(roles.data).filter((r) => !now.roles.some((m) => m.role === r.id))}
							onAdd={(role) =>
								set({ roles: [...now.roles, base.roles.find((m) => m.role === role) ?? { role, expires: "" }] })
							}
						/>
					)
				}
			>
				{rows.length === 0 && <p className={css.says}>{t(admin ? "users.roles.none_admin" : "users.roles.none")}</p>}
				<ul className={css.members}>
					{rows.map((m) => (
						<RoleLine
							key={m.role}
							membership={m}
							role={byId.get(m.role)}
							locked={locked}
							tone={removed.includes(m) ? "removed" : base.roles.some((b) => b.role === m.role) ? undefined : "added"}
							onRemove={() => set({ roles: now.roles.filter((n) => n.role !== m.role) })}
							onPutBack={() => set({ roles: [...now.roles, m] })}
							onExpires={(expires) => set({ roles: now.roles.map((n) => (n.role === m.role ? { ...n, expires } : n)) })}
						/>
					))}
				</ul>
			</Section>
		</>
	);
}

interface RoleLineProps {
	membership: callgate.Membership;
	role: api.RoleRow | undefined;
	locked: boolean;
	tone: "added" | "removed" | undefined;
	onRemove: () => void;
	onPutBack: () => void;
	onExpires: (expires: string) => void;
}

function RoleLine({ membership, role, locked, tone, onRemove, onPutBack, onExpires }: RoleLineProps) {
	const { t, i18n } = useTranslation();
	const [open, setOpen] = useState(false);
	const name = role?.name ?? membership.role;
	return (
		<li data-tone={tone}>
			<div className={css.memberHead}>
				<span className={css.memberName}>
					{role ? <Link href={`/roles/${role.id}`}>{name}</Link> : name}
					{role?.platform && <Chip kind="plain" text={t(`users.platform.${role.platform}`)} />}
				</span>
				{tone === "removed" ? (
					<Button size="xs" variant="default" onClick={onPutBack}>
						{t("users.put_back")}
					</Button>
				) : (
					!locked && (
						<button
							type="button"
							className={css.iconButton}
							aria-label={t("users.roles.remove", { name })}
							onClick={onRemove}
						>
							<IconTrash size={16} stroke={1.7} aria-hidden />
						</button>
					)
				)}
			</div>
			<div className={css.memberFacts}>
				<button type="button" className={css.link} aria-expanded={open} onClick={() => setOpen(!open)}>
					{t("users.roles.rights", { count: role?.permissions.length ?? 0 })}
					<IconChevronDown size={12} stroke={2} aria-hidden />
				</button>
				<span>
					{role &&
						t(`users.roles.reach.${role.reach || "none"}`, {
							list: list((role.reachList ?? []).map((e) => entityName(t, e))),
						})}
				</span>
				{tone !== "removed" && (
					<Until
						label={t("users.roles.until", { name })}
						value={membership.expires}
						disabled={locked}
						onChange={onExpires}
					/>
				)}
			</div>
			{open && role && (
				<ul className={css.gives}>
					{role.permissions.map((p) => (
						<li key={p}>{rightName(t, i18n, p)}</li>
					))}
				</ul>
			)}
		</li>
	);
}

function AddRole({ roles, onAdd }: { roles: api.RoleRow[]; onAdd: (id: string) => void }) {
	const { t } = useTranslation();
	const [search, setSearch] = useState("");
	const found = roles.filter((r) => r.name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()));
	return (
		<PressMenu
			position="bottom-end"
			width={280}
			onClose={() => setSearch("")}
			list={css.menu}
			target={
				<Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
					{t("users.roles.add")}
				</Button>
			}
		>
			{roles.length > 8 && (
				<SearchField size="sm" rest={0} value={search} onChange={setSearch} placeholder={t("users.roles.search")} />
			)}
			{found.map((role) => (
				<Menu.Item
					key={role.id}
					onClick={() => onAdd(role.id)}
					rightSection={<span className={css.dim}>{role.permissions.length}</span>}
				>
					{role.name}
				</Menu.Item>
			))}
			{found.length === 0 && <p className={css.none}>{t("users.roles.no_more")}</p>}
		</PressMenu>
	);
}
