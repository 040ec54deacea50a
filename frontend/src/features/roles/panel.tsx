import { Button, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed, useMay } from "../../api/queries";
import { list } from "../../app/format";
import { ConfirmDeed, Panel, TransferList } from "../../components";
import { PressMenu } from "../../components/press-menu";
import { EffectLine } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { rightName } from "../tree/names";
import { takeBack } from "../users/take-back";
import { describe, reachWords } from "./list";
import type { Work } from "./place";
import css from "./roles.module.css";

interface RolePanelProps {
	role: api.RoleRow;
	onClose: () => void;
	onWork: (work: Work) => void;
}

/** One role: what it is, who has it, who could. */
export function RolePanel({ role, onClose, onWork }: RolePanelProps) {
	const { t, i18n } = useTranslation();
	const [search, setSearch] = useState("");
	const [deleting, setDeleting] = useState(false);
	const mayAdd = useMay("directory.roles:write");
	const members = useAsk(["role", role.id, "members", search], () => modules.roles.Members(role.id, search), {
		placeholderData: (before) => before,
	});
	const move = useDeed(
		({ add, remove }: { add: string[]; remove: string[] }) => modules.roles.SetMembers(role.id, add, remove),
		{
			done: (_, { add, remove }) => movedWords(t, role.name, add.length, remove.length),
			undo: (after) => () => takeBack([after.back], t),
			invalidates: [["role"], ["roles"], ["users"], ["user"], ["why"]],
		},
	);
	const can = role.can ?? [];
	const rights = t("roles.rightCount", { count: role.permissions?.length ?? 0 });
	const what = describe(role, t);
	const people = (persons: api.Person[] | undefined) =>
		(persons ?? []).map((p) => ({ id: p.id, label: p.name, note: p.extension }));
	return (
		<Panel
			title={role.name}
			label={role.name}
			sub={`${rights}, ${reachWords(role, t)}, ${t("roles.memberCount", { count: role.members })}`}
			onClose={onClose}
			actions={
				can.includes("delete") && (
					<PressMenu
						position="bottom-end"
						target={
							<button type="button" className={css.icon} aria-label={t("roles.more")}>
								<IconDots size={16} stroke={1.8} aria-hidden />
							</button>
						}
					>
						<Menu.Item
							data-danger
							leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
							onClick={() => setDeleting(true)}
						>
							{t("roles.delete")}
						</Menu.Item>
					</PressMenu>
				)
			}
		>
			<div className={css.panelTop}>
				<div className={css.deeds}>
					<Button variant="default" size="xs" onClick={() => onWork("edit")}>
						{t(can.includes("write") ? "roles.editRights" : "roles.seeRights")}
					</Button>
					{can.includes("write") && (
						<Button variant="default" size="xs" onClick={() => onWork("reach")}>
							{t("roles.editReach")}
						</Button>
					)}
					{mayAdd && (
						<Button
							variant="default"
							size="xs"
							leftSection={<IconCopy size={14} stroke={1.8} aria-hidden />}
							onClick={() => onWork("clone")}
						>
							{t("roles.clone")}
						</Button>
					)}
				</div>
				{what !== "" && <p>{what}</p>}
				{(role.ownOnly ?? []).length > 0 && (
					<p>{t("roles.ownOnly", { rights: list((role.ownOnly ?? []).map((p) => rightName(t, i18n, p))) })}</p>
				)}
				{role.hidden && <p className={css.quiet}>{t("roles.hidden")}</p>}
				{role.platform !== "" && (
					<p className={css.quiet}>{t("roles.immutable", { platform: t(`platform.${role.platform}`) })}</p>
				)}
			</div>
			<TransferList
				title={t("roles.usersInRole")}
				members={people(members.data?.members)}
				membersTotal={members.data?.membersTotal ?? 0}
				availableTitle={t("roles.availableUsers")}
				available={people(members.data?.available)}
				availableTotal={members.data?.availableTotal ?? 0}
				search={search}
				onSearch={setSearch}
				onMove={(add, remove) => move.mutate({ add, remove })}
				busy={move.isPending}
				disabled={!can.includes("members")}
				why={t("roles.mayNotAssign")}
				note={t("roles.undoAfter")}
				effect={(add, remove) => <MoveEffect role={role.id} add={add} remove={remove} />}
				emptyMembers={t(search ? "roles.nobodyFound" : "roles.nobodyIn")}
				emptyAvailable={t(search ? "roles.nobodyFound" : "roles.nobodyLeft")}
			/>
			<RoleDeletion role={role} opened={deleting} onClose={() => setDeleting(false)} onGone={onClose} />
		</Panel>
	);
}

// What moving those ticked would do to them.
function MoveEffect({ role, add, remove }: { role: string; add: string[]; remove: string[] }) {
	const impact = useImpact(
		["members", role, add, remove],
		(look) => modules.impact.RoleMembers(role, add, remove, look),
		true,
	);
	return <EffectLine impact={impact} />;
}

type Translate = ReturnType<typeof useTranslation>["t"];

function movedWords(t: Translate, role: string, added: number, removed: number): string {
	return [
		...(added > 0 ? [t("roles.joined", { role, count: added })] : []),
		...(removed > 0 ? [t("roles.parted", { role, count: removed })] : []),
	].join(" ");
}

interface DeletionProps {
	role: api.RoleRow;
	opened: boolean;
	onClose: () => void;
	onGone: () => void;
}

// A role comes back by Undo, with its members; one with too many is typed first.
function RoleDeletion({ role, opened, onClose, onGone }: DeletionProps) {
	const { t } = useTranslation();
	const comesBack = (role.can ?? []).includes("take_back");
	const remove = useDeed((typed: string) => modules.roles.Delete(role.id, comesBack ? role.name : typed), {
		done: t("roles.deleted", { name: role.name }),
		invalidates: [["roles"], ["users"], ["user"], ["status"]],
		quiet: true,
		onDone: onGone,
		...(comesBack ? { undo: () => () => modules.roles.TakeBackDelete(role.id) } : {}),
	});
	const impact = useImpact(["role gone", role.id], (look) => modules.impact.RoleDelete(role.id, look), opened);
	return (
		<ConfirmDeed
			opened={opened}
			title={t("roles.deleteTitle", { name: role.name })}
			lost={[
				t("roles.deleteLost", { count: role.members }),
				...(comesBack && role.members > 0 ? [t("roles.deleteBack")] : []),
			].join(" ")}
			{...(comesBack ? {} : { typed: role.name })}
			verb={t("roles.deleteVerb", { name: role.name })}
			onConfirm={(typed) => remove.mutateAsync(typed)}
			onClose={onClose}
		>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}
