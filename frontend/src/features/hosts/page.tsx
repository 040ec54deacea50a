import { IconMapPin } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useMe } from "../../api/queries";
import { PageHead, SaveBar, Tabs, useUnsavedGuard } from "../../components";
import { ConfirmPresence } from "../../components/confirm-presence";
import { Refusal } from "../../components/refusal";
import { EffectLine, WhatChanges } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { AddHosts } from "./add";
import { contains } from "./cidr";
import css from "./hosts.module.css";
import { HostList } from "./list";
import { PerUser } from "./per-user";
import { ShutOutWarning } from "./shut-out";
import { Aside } from "./test";
import { useHosts } from "./use-hosts";

/** What the page asks first. */
export const ask = () => askAhead(["hosts"], modules.hosts.Get);

/** Allowed hosts: say from where people may come, never shut oneself out. */
export default function HostsPage() {
	const view = useAsk(["hosts"], () => modules.hosts.Get());
	return (
		<div className={css.page}>
			{view.error && !view.data && <Refusal error={view.error} />}
			{view.data && <Editor view={view.data} />}
		</div>
	);
}

function Editor({ view }: { view: api.HostsView }) {
	const { t } = useTranslation();
	const me = useMe();
	const [tab, setTab] = useState("everyone");
	const [proving, setProving] = useState(false);
	const hosts = useHosts(view, (code) => code === "sign_in_again" && setProving(true));
	useUnsavedGuard(hosts.dirty);
	const cidrs = hosts.pending.map((h) => h.cidr);
	const effect = useAsk(["hosts", "preview", cidrs], () => modules.hosts.Preview(hosts.pending), {
		enabled: hosts.dirty,
		placeholderData: (before) => before,
	});
	const impact = useImpact(
		["hosts", view.revision, hosts.pending],
		(look) => modules.impact.Hosts(view.revision, hosts.pending, look),
		hosts.dirty,
	);
	const shut = hosts.dirty && effect.data && (effect.data.self || effect.data.total > 0) ? effect.data : undefined;
	const may = (action: string) => (view.can ?? []).includes(action);
	const { added, removed, noted } = hosts.counts;
	const changes = [
		...(added > 0 ? [t("hosts.added", { count: added })] : []),
		...(removed > 0 ? [t("hosts.removed", { count: removed })] : []),
		...(noted > 0 ? [t("hosts.noted", { count: noted })] : []),
	].join(", ");

	return (
		<>
			<div className={css.main}>
				<PageHead title={t("hosts.title")}>
					<span className={css.here}>
						<IconMapPin size={16} stroke={1.7} aria-hidden />
						{view.address ? (
							<>
								{t("hosts.youAreAt")} <code>{view.address}</code>
							</>
						) : (
							t("hosts.atThisMachine")
						)}
					</span>
				</PageHead>
				<Tabs
					value={tab}
					onChange={setTab}
					label={t("hosts.title")}
					controls="hosts-tab"
					items={[
						{
							value: "everyone",
							label: t("hosts.everyone", { tenant: me.tenantName }),
							count: view.hosts?.length ?? 0,
						},
						{ value: "users", label: t("hosts.perUser"), count: view.perUserTotal },
					]}
				/>
				<div className={css.body} id="hosts-tab" role="tabpanel" aria-label={t("hosts.title")}>
					{tab === "users" && <PerUser rows={view.perUser ?? []} total={view.perUserTotal} />}
					{/* Stays while the other tab is looked at: what was typed is not lost. */}
					<div hidden={tab !== "everyone"}>
						{may("write") && <AddHosts present={cidrs} saved={view.revision} onChange={hosts.change} />}
						<HostList
							rows={hosts.rows}
							address={view.address}
							onToggle={may("write") || may("delete") ? hosts.toggle : undefined}
							onNote={may("write") ? hosts.note : undefined}
						/>
						{shut && (
							<ShutOutWarning
								effect={shut}
								address={view.address}
								lines={hosts.removed.filter((cidr) => contains(cidr, view.address))}
								onPutBack={hosts.putBack}
								onKeepAddress={() => hosts.addAddress(view.address)}
							/>
						)}
					</div>
				</div>
				{(hosts.dirty || hosts.error) && (
					<SaveBar
						changes={hosts.dirty ? [`${changes}.`, t("hosts.inForce")] : []}
						saving={hosts.saving}
						error={hosts.error}
						{...(shut?.self ? { stopped: t("hosts.blocked", { changes }) } : {})}
						onSave={hosts.save}
						onDiscard={hosts.discard}
						verb={t("hosts.save")}
						effect={hosts.dirty && <EffectLine impact={impact} />}
					>
						{hosts.dirty && (
							<WhatChanges
								title={t("hosts.title")}
								impact={impact}
								onSave={hosts.save}
								saving={hosts.saving}
								verb={t("hosts.save")}
								stopped={shut?.self ? t("hosts.blocked", { changes }) : undefined}
							/>
						)}
					</SaveBar>
				)}
			</div>
			<Aside view={view} pending={hosts.dirty ? hosts.pending : undefined} rows={hosts.rows} />
			<ConfirmPresence
				opened={proving}
				onClose={() => setProving(false)}
				onConfirmed={() => {
					setProving(false);
					hosts.save();
				}}
			/>
		</>
	);
}
