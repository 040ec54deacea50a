import { Button, Menu } from "@mantine/core";
import {
	IconBan,
	IconCopy,
	IconDoorExit,
	IconDots,
	IconEye,
	IconLockOpen,
	IconPower,
	IconTrash,
	IconUserShare,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { PressMenu } from "../../../components/press-menu";
import { ActAs, useViewAs } from "../../acting/act-as";
import { askDeed } from "../deed-impact";
import { TurnOnAssistance } from "./assistance";
import { BlockUser, DeleteUser, DuplicateUser, LeaveUser } from "./deeds";
import css from "./panel.module.css";
import { nameOf } from "./use-profile";
import { useUserDeed } from "./use-user-deed";

interface HeadActionsProps {
	detail: api.UserDetail;
	onClose: () => void;
	onOpen: (id: string) => void;
}

const icon = { size: 16, stroke: 1.7, "aria-hidden": true } as const;

/** What can be done to this user as a whole. */
export function HeadActions({ detail, onClose, onOpen }: HeadActionsProps) {
	const { t } = useTranslation();
	const [asking, setAsking] = useState<"block" | "leave" | "delete" | "duplicate" | "act_as" | "assist">();
	const { user } = detail;
	const assistance = user.system === "remote_assistance";
	const name = nameOf(detail);
	const can = (what: string) => (detail.can ?? []).includes(what);
	const unblock = useUserDeed(user.id, () => modules.users.Unblock(user.id), {
		done: t("users.unblock.done", { name }),
		undo: () => modules.users.Block(user.id, user.blockReason),
		effect: () => askDeed({ deed: "unblock" }, [user.id]),
	});
	const enable = useUserDeed(user.id, (on: boolean) => modules.users.SetEnabled(user.id, on), {
		done: (_, on) => t(on ? "users.enable.done" : "users.disable.done", { name }),
		undo: assistance ? undefined : (on) => modules.users.SetEnabled(user.id, !on),
		effect: (on) => askDeed({ deed: on ? "enable" : "disable" }, [user.id]),
	});
	const unlock = useUserDeed(user.id, () => modules.users.Unlock(user.id), { done: t("users.unlock.done", { name }) });
	const close = () => setAsking(undefined);
	const viewAs = useViewAs();
	const system = user.system !== "";
	return (
		<>
			{can("block") && assistance && (
				<Button
					size="xs"
					variant="default"
					leftSection={<IconPower {...icon} />}
					onClick={() => (user.enabled ? enable.mutate(false) : setAsking("assist"))}
				>
					{t(user.enabled ? "users.assist.off" : "users.assist")}
				</Button>
			)}
			{can("write") && !assistance && (
				<Button size="xs" variant="default" leftSection={<IconCopy {...icon} />} onClick={() => setAsking("duplicate")}>
					{t("users.duplicate")}
				</Button>
			)}
			{can("block") &&
				(user.blocked ? (
					<Button
						size="xs"
						variant="default"
						leftSection={<IconLockOpen {...icon} />}
						loading={unblock.isPending}
						onClick={() => unblock.mutate(undefined as never)}
					>
						{t("users.unblock")}
					</Button>
				) : (
					<Button size="xs" variant="danger" leftSection={<IconBan {...icon} />} onClick={() => setAsking("block")}>
						{t("users.block")}
					</Button>
				))}
			{["write", "delete", "block", "impersonate", "view_as"].some(can) && (
				<PressMenu
					position="bottom-end"
					width={200}
					target={
						<button type="button" className={css.dots} aria-label={t("users.more_about", { name })}>
							<IconDots {...icon} />
						</button>
					}
				>
					{can("impersonate") && (
						<Menu.Item leftSection={<IconUserShare {...icon} />} onClick={() => setAsking("act_as")}>
							{t("users.act_as")}
						</Menu.Item>
					)}
					{can("view_as") && (
						<Menu.Item leftSection={<IconEye {...icon} />} onClick={() => viewAs(user.id)}>
							{t("users.view_as")}
						</Menu.Item>
					)}
					{can("write") && !assistance && (
						<Menu.Item leftSection={<IconPower {...icon} />} onClick={() => enable.mutate(!user.enabled)}>
							{t(user.enabled ? "users.disable" : "users.enable")}
						</Menu.Item>
					)}
					{can("block") && detail.state === "locked" && (
						<Menu.Item leftSection={<IconLockOpen {...icon} />} onClick={() => unlock.mutate(undefined as never)}>
							{t("users.unlock")}
						</Menu.Item>
					)}
					{can("block") && can("write") && !system && (
						<Menu.Item leftSection={<IconDoorExit {...icon} />} onClick={() => setAsking("leave")}>
							{t("users.leave")}
						</Menu.Item>
					)}
					{can("delete") && !system && (
						<>
							<Menu.Divider />
							<Menu.Item data-danger leftSection={<IconTrash {...icon} />} onClick={() => setAsking("delete")}>
								{t("users.delete")}
							</Menu.Item>
						</>
					)}
				</PressMenu>
			)}
			<ActAs user={asking === "act_as" ? { id: user.id, name } : undefined} onClose={close} />
			<TurnOnAssistance detail={detail} opened={asking === "assist"} onClose={close} />
			<BlockUser detail={detail} opened={asking === "block"} onClose={close} />
			<LeaveUser detail={detail} opened={asking === "leave"} onClose={close} />
			<DeleteUser detail={detail} opened={asking === "delete"} onClose={close} onDeleted={onClose} />
			<DuplicateUser detail={detail} opened={asking === "duplicate"} onClose={close} onMade={onOpen} />
		</>
	);
}
