import { Button, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { ConfirmDeed, Panel, TransferList } from "../../components";
import { describe, reachWords } from "./list";
import css from "./roles.module.css";

interface RolePanelProps {
	role: api.RoleRow;
	onClose: () => void;
	onEdit: () => void;
	onClone: () => void;
}

/** One role: what it is, who has it, who could. */
export function RolePanel({ role, onClose, onEdit, onClone }: RolePanelProps) {
	const { t } = useTranslation();
	const [search, setSearch] = useState("");
	const [deleting, setDeleting] = useState(false);
	const members = useAsk(["role", role.id, "members", search], () => modules.roles.Members(role.id, search), {
		placeholderData: (before) => before,
	});
	const touches = [["role"], ["roles"], ["users"], ["user"]];
	const move = useDeed(({ add, remove }: { add: string[]; remove: string[] }) => modules.roles.SetMembers(role.id, add, remove), {
		done: (_, { add, remove }) => t("roles.moved", { added: add.length, removed: remove.length }),
		undo: (_, { add, remove }) => () => modules.roles.SetMembers(role.id, remove, add),
		invalidates: touches,
	});
	const can = role.can ?? [];
	const rights = t("roles.rightCount", { count: (role.permissions ?? []).length });
	const people = (list: api.Person[] | undefined) => (list ?? []).map((p) => ({ id: p.id, label: p.name, note: p.extension }));
	return (
		<Panel
			title={role.name}
			sub={`${rights}, ${reachWords(role, t)}, ${t("roles.memberCount", { count: role.members })}`}
			onClose={onClose}
			actions={
				can.includes("delete") && (
					<Menu position="bottom-end">
						<Menu.Target>
							<Button variant="subtle" size="compact-md" aria-label={t("roles.more")}>
								<IconDots size={16} aria-hidden />
							</Button>
						</Menu.Target>
						<Menu.Dropdown>
							<Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setDeleting(true)}>
								{t("roles.delete")}
							</Menu.Item>
						</Menu.Dropdown>
					</Menu>
				)
			}
		>
			<div className={css.panelTop}>
				{describe(role, t) !== "" && <p>{describe(role, t)}</p>}
				{role.platform !== "" && <p className={css.quiet}>{t("roles.immutable", { platform: t(`platform.${role.platform}`) })}</p>}
				<div className={css.deeds}>
					<Button variant="default" size="compact-md" onClick={onEdit}>
						{can.includes("write") ? t("roles.editRights") : t("roles.seeRights")}
					</Button>
					<Button variant="default" size="compact-md" leftSection={<IconCopy size={14} aria-hidden />} onClick={onClone}>
						{t("roles.clone")}
					</Button>
				</div>
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
			/>
			<ConfirmRoleDeletion role={role} opened={deleting} onClose={() => setDeleting(false)} onDone={onClose} />
		</Panel>
	);
}

interface DeletionProps {
	role: api.RoleRow;
	opened: boolean;
	onClose: () => void;
	onDone: () => void;
}

function ConfirmRoleDeletion({ role, opened, onClose, onDone }: DeletionProps) {
	const { t } = useTranslation();
	return (
		<ConfirmDeed
			opened={opened}
			title={t("roles.deleteTitle", { name: role.name })}
			lost={t("roles.deleteLost", { count: role.members })}
			{...(role.members > 0 ? { typed: role.name } : {})}
			verb={t("roles.deleteVerb", { name: role.name })}
			onConfirm={async () => {
				await modules.roles.Delete(role.id, role.name);
				onDone();
			}}
			onClose={onClose}
		/>
	);
}
