import { TextInput } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules, sentence } from "../../../api/ask";
import { useAsk, useStatus } from "../../../api/queries";
import { Section, Verdict } from "../../../components";
import { AddHosts } from "../../hosts/add";
import { HostList, type HostRow } from "../../hosts/list";
import css from "./panel.module.css";
import type { AccessEdit } from "./use-access";
import { nameOf } from "./use-profile";

/** The addresses one user may come from, beside the list for everyone. */
export function HostsTab({ detail, access }: { detail: api.UserDetail; access: AccessEdit }) {
	const { t } = useTranslation();
	const status = useStatus();
	const { now, base, set } = access;
	const locked = !(detail.can ?? []).includes("hosts");
	const cidrs = now.hosts.map((h) => h.cidr);
	const here = status.data?.address ?? "";
	const rows: HostRow[] = [
		...base.hosts.map((h) => {
			const kept = now.hosts.find((n) => n.cidr === h.cidr);
			return { ...(kept ?? h), state: kept ? ("saved" as const) : ("removed" as const) };
		}),
		...now.hosts
			.filter((h) => !base.hosts.some((b) => b.cidr === h.cidr))
			.map((h) => ({ ...h, state: "added" as const })),
	];
	const toggle = (row: HostRow) => {
		const { state, ...host } = row;
		set({ hosts: state === "removed" ? [...now.hosts, host] : now.hosts.filter((h) => h.cidr !== row.cidr) });
	};
	return (
		<div className={css.hostPane}>
			<div className={css.hostHead}>
				<p className={css.says}>
					{t(now.hosts.length === 0 ? "users.hosts.empty" : "users.hosts.what", { name: nameOf(detail) })}{" "}
					{t("users.hosts.both")}
				</p>
				{here && (
					<p className={css.here}>
						<IconMapPin size={16} stroke={1.7} aria-hidden />
						{t("users.hosts.you")} <code>{here}</code>
					</p>
				)}
				{locked && <p className={css.why}>{t("users.hosts.locked")}</p>}
			</div>
			{!locked && (
				<AddHosts
					present={cidrs}
					saved={detail.user.revision}
					onChange={(add, drop) =>
						set({
							hosts: [
								...now.hosts.filter((h) => !drop.includes(h.cidr)),
								...add.map(
									(cidr) => base.hosts.find((h) => h.cidr === cidr) ?? { cidr, note: "", addedBy: "", added: "" },
								),
							],
						})
					}
				/>
			)}
			{rows.length > 0 && (
				<HostList
					rows={rows}
					address={here}
					onToggle={locked ? undefined : toggle}
					onNote={
						locked
							? undefined
							: (cidr, note) => set({ hosts: now.hosts.map((h) => (h.cidr === cidr ? { ...h, note } : h)) })
					}
				/>
			)}
			<Test list={cidrs} />
		</div>
	);
}

// Both lists must let an address in. The one for everyone is asked as saved,
// this user's as it stands on screen: a list tested by itself.
function Test({ list }: { list: string[] }) {
	const { t } = useTranslation();
	const [address, setAddress] = useState("");
	const asked = address.trim().length > 2;
	const test = useAsk(
		["hosts", "user-test", address.trim(), list],
		async () => {
			const everyone = await modules.hosts.Test(address.trim(), "", null as never);
			const own = list.length > 0 ? (await modules.hosts.Test(address.trim(), "", list)).everyone : undefined;
			return { address: everyone.address, everyone: everyone.everyone, own };
		},
		{ enabled: asked, placeholderData: (before) => before },
	);
	const answer = asked ? test.data : undefined;
	const allow = answer?.everyone.allow === true && answer.own?.allow !== false;
	return (
		<Section title={t("users.hosts.test")}>
			<TextInput
				aria-label={t("users.hosts.test")}
				placeholder="198.51.100.70"
				value={address}
				spellCheck={false}
				classNames={{ input: "mono" }}
				error={asked && test.error ? sentence(test.error, t) : undefined}
				onChange={(e) => setAddress(e.currentTarget.value)}
			/>
			{answer && !test.error && (
				<div className={css.test}>
					<Verdict
						size="panel"
						allow={allow}
						word={t(allow ? "users.hosts.yes" : "users.hosts.no")}
						sentence={t(
							allow ? "users.hosts.yes.why" : answer.everyone.allow ? "users.hosts.no.own" : "users.hosts.no.everyone",
							{
								address: answer.address,
								match: answer.own?.match || answer.everyone.match || t("users.hosts.no_list"),
							},
						)}
					/>
				</div>
			)}
		</Section>
	);
}
