import { Menu } from "@mantine/core";
import {
	IconBan,
	IconCircleCheck,
	IconDots,
	IconDownload,
	IconKey,
	IconLanguage,
	IconMapPin,
	IconPower,
	IconShieldMinus,
	IconShieldPlus,
	IconX,
} from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { refusalOf } from "../../../api/ask";
import { number } from "../../../app/format";
import { languages } from "../../../app/language";
import { notify, ProgressLine } from "../../../components";
import { PressMenu } from "../../../components/press-menu";
import { useTold } from "../../impact/use-told-deed";
import { askDeed } from "../deed-impact";
import { givable, useRoles } from "../queries";
import { takeBack } from "../take-back";
import { ActivateMany } from "./activate-many";
import { BlockMany, DisableMany, HostsOfMany, Refusals } from "./bulk-dialogs";
import { type BulkDeed, useBulk } from "./bulk-run";
import css from "./list.module.css";
import { RoleChoice } from "./role-choice";

interface BulkBarProps {
	ids: string[];
	total: number;
	onAll: () => void;
	onExport: () => void;
	onClose: () => void;
}

/** What can be done to everybody ticked, at the foot of the list. */
export function BulkBar({ ids, total, onAll, onExport, onClose }: BulkBarProps) {
	const { t } = useTranslation();
	const roles = useRoles();
	const { state, run, stop, refresh } = useBulk();
	const told = useTold();
	const [asking, setAsking] = useState<"block" | "disable" | "hosts" | "codes">();
	const [refused, setRefused] = useState<api.BulkRefusal[]>([]);

	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			const inside = (event.target as HTMLElement).closest("[role=dialog], [role=menu], input:not([type=checkbox])");
			if (event.key === "Escape" && !inside && !event.defaultPrevented) onClose();
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [onClose]);

	const deed = async (what: BulkDeed) => {
		try {
			const effect = await told(askDeed(what, ids));
			const result = await run(what, ids);
			if (result.done > 0 || result.stopped) {
				const text = t(`users.bulk.done.${what.deed}`, { count: result.done, name: roleName(what.role) });
				notify.done(
					result.stopped
						? `${text} ${t("users.bulk.stopped", { count: ids.length - result.done - result.refused.length })}`
						: [text, effect].filter(Boolean).join(" "),
					result.back.length > 0 ? { undo: () => undo(result.back) } : {},
				);
			}
			setRefused(result.refused);
		} catch (thrown) {
			notify.refused(refusalOf(thrown));
		}
	};
	const undo = async (ways: string[]) => {
		try {
			await takeBack(ways, t);
		} finally {
			refresh();
		}
	};
	const roleName = (id: string | undefined) => roles.data?.find((r) => r.id === id)?.name ?? "";
	return (
		<div className={css.bulk} role="toolbar" aria-label={t("users.bulk")}>
			{state ? (
				<ProgressLine done={state.done} total={state.total} onCancel={stop} />
			) : (
				<>
					<span className={css.bulkCount} role="status">
						{t("users.bulk.selected", { count: ids.length })}
					</span>
					{ids.length < total && (
						<button type="button" className={css.bulkAll} onClick={onAll}>
							{t("users.bulk.all", { total: number(total) })}
						</button>
					)}
					<RoleChoice
						deed="assign_role"
						icon={<IconShieldPlus {...icon} />}
						label={t("users.bulk.assign_role")}
						roles={givable(roles.data)}
						ids={ids}
						onChoose={(chosen) => void deed(chosen)}
					/>
					<RoleChoice
						deed="remove_role"
						icon={<IconShieldMinus {...icon} />}
						label={t("users.bulk.remove_role")}
						roles={roles.data ?? []}
						ids={ids}
						onChoose={(chosen) => void deed(chosen)}
					/>
					<Act icon={<IconBan {...icon} />} label={t("users.bulk.block")} onClick={() => setAsking("block")} />
					<Act
						icon={<IconPower {...icon} />}
						label={t("users.bulk.enable")}
						onClick={() => void deed({ deed: "enable" })}
					/>
					<Act icon={<IconMapPin {...icon} />} label={t("users.bulk.hosts")} onClick={() => setAsking("hosts")} />
					<PressMenu
						position="top-end"
						width={230}
						list={css.menu}
						target={
							<button type="button" className={css.bulkMore} aria-label={t("users.bulk.more")}>
								<IconDots {...icon} />
							</button>
						}
					>
						{ids.length < total && (
							<>
								<Menu.Item onClick={onAll}>{t("users.bulk.all", { total: number(total) })}</Menu.Item>
								<Menu.Divider />
							</>
						)}
						<Menu.Item leftSection={<IconCircleCheck {...icon} />} onClick={() => void deed({ deed: "unblock" })}>
							{t("users.bulk.unblock")}
						</Menu.Item>
						<Menu.Item leftSection={<IconPower {...icon} />} onClick={() => setAsking("disable")}>
							{t("users.bulk.disable")}
						</Menu.Item>
						<Menu.Item leftSection={<IconKey {...icon} />} onClick={() => setAsking("codes")}>
							{t("sheet.many")}
						</Menu.Item>
						<Menu.Divider />
						<Menu.Label>{t("users.bulk.language")}</Menu.Label>
						{["", ...Object.keys(languages)].map((value) => (
							<Menu.Item
								key={value}
								leftSection={<IconLanguage {...icon} />}
								onClick={() => void deed({ deed: "language", value })}
							>
								{languages[value] ?? t("users.language.tenant")}
							</Menu.Item>
						))}
						<Menu.Divider />
						<Menu.Item leftSection={<IconDownload {...icon} />} onClick={onExport}>
							{t("users.export")}
						</Menu.Item>
					</PressMenu>
					<button type="button" className={css.bulkClose} aria-label={t("users.bulk.close")} onClick={onClose}>
						<IconX {...icon} />
					</button>
				</>
			)}
			<BlockMany
				opened={asking === "block"}
				ids={ids}
				onClose={() => setAsking(undefined)}
				onBlock={(reason) => deed({ deed: "block", reason })}
			/>
			<DisableMany
				opened={asking === "disable"}
				ids={ids}
				onClose={() => setAsking(undefined)}
				onDisable={() => deed({ deed: "disable" })}
			/>
			<HostsOfMany
				opened={asking === "hosts"}
				ids={ids}
				onClose={() => setAsking(undefined)}
				onAdd={(hosts) => deed({ deed: "add_hosts", hosts })}
			/>
			<ActivateMany ids={ids} opened={asking === "codes"} onClose={() => setAsking(undefined)} />
			<Refusals list={refused} onClose={() => setRefused([])} />
		</div>
	);
}

/** In its place on a phone, as long as nobody is ticked. */
export function PickHint({ onClose }: { onClose: () => void }) {
	const { t } = useTranslation();
	return (
		<div className={css.bulk} role="toolbar" aria-label={t("users.bulk")}>
			<span className={css.pickHint} role="status">
				{t("users.pick.hint")}
			</span>
			<button type="button" className={css.bulkClose} aria-label={t("users.bulk.close")} onClick={onClose}>
				<IconX {...icon} />
			</button>
		</div>
	);
}

const icon = { size: 16, stroke: 1.7, "aria-hidden": true } as const;

function Act({ icon: sign, label, onClick }: { icon: ReactNode; label: string; onClick: () => void }) {
	return (
		<button type="button" className={css.bulkAct} onClick={onClick}>
			{sign}
			<span>{label}</span>
		</button>
	);
}
