import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { ConfirmDeed, HostChip, Mono } from "../../../components";
import { Dialog } from "../../../components/dialog";
import { AddHosts } from "../../hosts/add";
import { EffectLine } from "../../impact/effect-line";
import { useDeedImpact } from "../deed-impact";
import css from "./list.module.css";

interface ManyProps {
	opened: boolean;
	ids: string[];
	onClose: () => void;
}

/** Blocks everybody ticked, with one reason. */
export function BlockMany({
	opened,
	ids,
	onClose,
	onBlock,
}: ManyProps & { onBlock: (reason: string) => Promise<void> }) {
	const { t } = useTranslation();
	const [reason, setReason] = useState("");
	const count = ids.length;
	const impact = useDeedImpact({ deed: "block" }, ids, opened);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.bulk.block.title", { count })}
			lost={t("users.block.lost")}
			verb={t("users.bulk.block.do", { count })}
			onConfirm={() => void onBlock(reason)}
		>
			<TextInput
				label={t("users.block.reason")}
				description={t("users.block.reason_help")}
				value={reason}
				maxLength={200}
				onChange={(e) => setReason(e.currentTarget.value)}
			/>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}

/** Disables everybody ticked: they are thrown out, their seats are free. */
export function DisableMany({ opened, ids, onClose, onDisable }: ManyProps & { onDisable: () => Promise<void> }) {
	const { t } = useTranslation();
	const count = ids.length;
	const impact = useDeedImpact({ deed: "disable" }, ids, opened);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.bulk.disable.title", { count })}
			lost={t("users.bulk.disable.lost")}
			verb={t("users.bulk.disable.do", { count })}
			onConfirm={() => void onDisable()}
		>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}

/** Adds hosts to the lists of everybody ticked. */
export function HostsOfMany({
	opened,
	ids,
	onClose,
	onAdd,
}: ManyProps & { onAdd: (hosts: callgate.Host[]) => Promise<void> }) {
	const { t } = useTranslation();
	const [cidrs, setCidrs] = useState<string[]>([]);
	const count = ids.length;
	const hosts = cidrs.map((cidr) => ({ cidr, note: "", addedBy: "", added: "" }));
	const impact = useDeedImpact({ deed: "add_hosts", hosts }, ids, opened && cidrs.length > 0);
	const close = () => {
		setCidrs([]);
		onClose();
	};
	return (
		<Dialog opened={opened} onClose={close} title={t("users.bulk.hosts.title", { count })} size={620} centered>
			<div className={css.dialog}>
				<p>{t("users.bulk.hosts.what")}</p>
				<AddHosts
					present={cidrs}
					onChange={(add, drop) => setCidrs([...cidrs.filter((cidr) => !drop.includes(cidr)), ...add])}
				/>
				{cidrs.length > 0 && (
					<div className={css.hostChips}>
						{cidrs.map((cidr) => (
							<HostChip key={cidr} host={cidr} />
						))}
					</div>
				)}
				<EffectLine impact={impact} />
				<div className={css.dialogButtons}>
					<Button variant="default" onClick={close}>
						{t("users.cancel")}
					</Button>
					<Button
						disabled={cidrs.length === 0}
						onClick={() => {
							void onAdd(hosts);
							close();
						}}
					>
						{t("users.bulk.hosts.do", { count })}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}

/** Who was left alone, and why. */
export function Refusals({ list, onClose }: { list: api.BulkRefusal[]; onClose: () => void }) {
	const { t } = useTranslation();
	return (
		<Dialog
			opened={list.length > 0}
			onClose={onClose}
			title={t("users.bulk.refused", { count: list.length })}
			size={560}
			centered
		>
			<ul className={css.refusals}>
				{list.map((r) => (
					<li key={r.login}>
						<Mono>{r.login}</Mono>
						<span>{r.error ? sentence(r.error, t) : ""}</span>
					</li>
				))}
			</ul>
			<div className={css.dialogButtons}>
				<Button onClick={onClose} data-autofocus>
					{t("users.close")}
				</Button>
			</div>
		</Dialog>
	);
}
