import { Menu } from "@mantine/core";
import { IconDots, IconEye, IconUserShare } from "@tabler/icons-react";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { PressMenu } from "../../../components/press-menu";
import { ActAs, useViewAs } from "../../acting/act-as";
import { useToldDeed } from "../../impact/use-told-deed";
import { askDeed } from "../deed-impact";
import { BlockUser } from "../panel/deeds";
import { useUser } from "../queries";
import css from "./list.module.css";

/** What can be done to a person without opening him. */
export type RowDeed = "block" | "unblock" | "act_as" | "view_as";

/** Does one of them, or asks about it first. */
export type OnRowDeed = (row: api.UserRow, deed: RowDeed) => void;

const icon = { size: 16, stroke: 1.7, "aria-hidden": true } as const;

/** The deeds of one row: block or unblock with one click, the rest behind the dots. */
export function RowDeeds({ row, onDeed }: { row: api.UserRow; onDeed: OnRowDeed }) {
	const { t } = useTranslation();
	const can = (what: string) => row.can.includes(what);
	if (!["block", "impersonate", "view_as"].some(can)) return null;
	const blocked = row.state === "blocked";
	return (
		<span className={css.deeds}>
			{can("block") && (
				<button
					type="button"
					className={css.deed}
					tabIndex={-1}
					aria-label={t(blocked ? "users.row.unblock" : "users.row.block", { name: row.name })}
					onClick={() => onDeed(row, blocked ? "unblock" : "block")}
				>
					{t(blocked ? "users.unblock" : "users.block")}
				</button>
			)}
			{(can("impersonate") || can("view_as")) && (
				<PressMenu
					position="bottom-end"
					width={200}
					target={
						<button
							type="button"
							className={css.dots}
							tabIndex={-1}
							aria-label={t("users.row.more", { name: row.name })}
						>
							<IconDots {...icon} />
						</button>
					}
				>
					{can("impersonate") && (
						<Menu.Item leftSection={<IconUserShare {...icon} />} onClick={() => onDeed(row, "act_as")}>
							{t("users.act_as")}
						</Menu.Item>
					)}
					{can("view_as") && (
						<Menu.Item leftSection={<IconEye {...icon} />} onClick={() => onDeed(row, "view_as")}>
							{t("users.view_as")}
						</Menu.Item>
					)}
				</PressMenu>
			)}
		</span>
	);
}

/** Carries the deeds of rows out: the questions stand beside the list, not in a row that scrolls away. */
export function useRowDeeds(): { onDeed: OnRowDeed; questions: ReactNode } {
	const { t } = useTranslation();
	const [asked, setAsked] = useState<{ row: api.UserRow; deed: RowDeed }>();
	const viewAs = useViewAs();
	const { mutate: unblock } = useToldDeed(
		async (row: api.UserRow) => {
			const { blockReason } = (await modules.users.Get(row.id)).user;
			await modules.users.Unblock(row.id);
			return blockReason;
		},
		{
			done: (_, row) => t("users.unblock.done", { name: row.name }),
			undo: (reason, row) => () => modules.users.Block(row.id, reason),
			effect: (row) => askDeed({ deed: "unblock" }, [row.id]),
			invalidates: [["users"], ["user"]],
		},
	);
	const onDeed = useCallback<OnRowDeed>(
		(row, deed) => {
			if (deed === "view_as") viewAs(row.id);
			else if (deed === "unblock") unblock(row);
			else setAsked({ row, deed });
		},
		[viewAs, unblock],
	);
	const close = () => setAsked(undefined);
	return {
		onDeed,
		questions: (
			<>
				<ActAs user={asked?.deed === "act_as" ? asked.row : undefined} onClose={close} />
				{asked?.deed === "block" && <Block key={asked.row.id} id={asked.row.id} onClose={close} />}
			</>
		),
	};
}

function Block({ id, onClose }: { id: string; onClose: () => void }) {
	const detail = useUser(id);
	return detail.data ? <BlockUser detail={detail.data} opened onClose={onClose} /> : null;
}
