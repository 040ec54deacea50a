import { useMediaQuery } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../../wailsjs/go/models";
import { moment } from "../../../app/format";
import { Chip, GateStrip, Mono, PageHead, Panel, SaveBar, Tabs, useUnsavedGuard } from "../../../components";
import { Refusal } from "../../../components/refusal";
import { EffectLine, WhatChanges } from "../../impact/effect-line";
import { changesBetween } from "../changes";
import { useRoles, useUser } from "../queries";
import { Conflict } from "./conflict";
import { EffectiveTab } from "./effective-tab";
import { gateFacts } from "./facts";
import { HeadActions } from "./head-actions";
import { HostsTab } from "./hosts-tab";
import { OverridesTab } from "./overrides-tab";
import css from "./panel.module.css";
import { Others, useOthers } from "./presence";
import { ProfileTab } from "./profile-tab";
import { ReachTab } from "./reach-tab";
import { RolesTab } from "./roles-tab";
import { SightTab } from "./sight-tab";
import { SignInTab } from "./sign-in-tab";
import { SwitchesTab } from "./switches-tab";
import { useAccess } from "./use-access";
import { nameOf } from "./use-profile";

/** The tabs of a user, in order. */
export const tabs = [
	"profile",
	"sign-in",
	"roles",
	"switches",
	"overrides",
	"reach",
	"hosts",
	"effective",
	"sight",
] as const;
export type TabName = (typeof tabs)[number];

/** Tabs that take the whole sheet, where the list would leave no room. */
export const wideTabs: readonly string[] = ["overrides", "effective"];

interface UserPanelProps {
	id: string;
	tab: TabName;
	onTab: (tab: TabName) => void;
	onClose: () => void;
	onOpen: (id: string) => void;
	/** Alone on the sheet: no list beside it. */
	alone: boolean;
}

/** Everything about one user, beside the list or alone. */
export function UserPanel(props: UserPanelProps) {
	const { t } = useTranslation();
	const detail = useUser(props.id);
	if (detail.error && !detail.data) {
		return (
			<Panel title={t("users.gone")} onClose={props.onClose}>
				<Refusal error={detail.error} />
			</Panel>
		);
	}
	if (!detail.data)
		return <Panel title={<span className={css.waiting} />} label={t("users.loading")} onClose={props.onClose} />;
	return <Loaded {...props} detail={detail.data} />;
}

function Loaded({ detail, tab, onTab, onClose, onOpen, alone }: UserPanelProps & { detail: api.UserDetail }) {
	const { t, i18n } = useTranslation();
	const roles = useRoles();
	const { user } = detail;
	const name = nameOf(detail);
	const access = useAccess(detail, () => t("users.saved.access", { name }));
	const [inside, setInside] = useState(false);
	const others = useOthers(
		user.id,
		useMemo(() => detail.editors ?? [], [detail.editors]),
		inside || access.dirty,
	);
	useUnsavedGuard(access.dirty);
	const roleName = useCallback((id: string) => roles.data?.find((r) => r.id === id)?.name ?? id, [roles.data]);
	const changes = useMemo(
		() => changesBetween(access.base, access.now, { t, i18n, roleName }),
		[access.base, access.now, t, i18n, roleName],
	);
	const narrow = useMediaQuery("(max-width: 899px)", false, { getInitialValueInEffect: false });
	const body = useRef<HTMLDivElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new tab begins at its top
	useEffect(() => {
		body.current?.parentElement?.scrollTo({ top: 0 });
	}, [tab]);

	const sub = (
		<span className={css.sub}>
			<Mono>{user.login}</Mono>
			{user.system && (
				<>
					{" "}
					<Chip kind="plain" text={t(`chip.${user.system}`)} />
				</>
			)}
			{user.extensions?.[0] && (
				<>
					{" · "}
					{t("users.ext", { name: user.defaultExtension || user.extensions[0].name })}
				</>
			)}
		</span>
	);
	const tabBar = (
		<Tabs
			value={tab}
			onChange={(value) => onTab(value as TabName)}
			label={name}
			controls="user-tab"
			items={[
				{ value: "profile", label: t("users.tab.profile") },
				{ value: "sign-in", label: t("users.tab.sign_in") },
				{ value: "roles", label: t("users.tab.roles"), count: access.now.roles.length },
				{ value: "switches", label: t("users.tab.switches") },
				{ value: "overrides", label: t("users.tab.overrides"), count: access.now.overrides.length },
				{ value: "reach", label: t("users.tab.reach"), count: access.now.reach.length },
				{ value: "hosts", label: t("users.tab.hosts"), count: access.now.hosts.length },
				{ value: "effective", label: t("users.tab.effective") },
				{ value: "sight", label: t("users.tab.sight") },
			]}
		/>
	);
	const content = (
		<div
			id="user-tab"
			role="tabpanel"
			aria-label={t(`users.tab.${tab.replace("-", "_")}`)}
			className={css.tab}
			ref={body}
			onFocus={(event) => setInside((event.target as HTMLElement).matches("input, textarea, select"))}
			onBlur={() => setInside(false)}
		>
			{user.blocked && (
				<p className={css.blocked}>
					{user.blockReason ? t("users.blocked.why", { reason: user.blockReason }) : t("users.blocked.no_reason")}
				</p>
			)}
			{user.system === "remote_assistance" && user.enabled && user.expires && (
				<p className={css.system}>{t("users.assist.until", { time: moment(user.expires) })}</p>
			)}
			<Others names={others} />
			{access.theirs && (
				<Conflict
					base={access.base}
					mine={access.now}
					theirs={access.theirs}
					roleName={roleName}
					onSettle={access.settle}
				/>
			)}
			{tab === "profile" && <ProfileTab detail={detail} />}
			{tab === "sign-in" && <SignInTab detail={detail} onTab={onTab} />}
			{tab === "roles" && <RolesTab detail={detail} access={access} />}
			{tab === "switches" && <SwitchesTab detail={detail} dirty={access.dirty} />}
			{tab === "overrides" && <OverridesTab detail={detail} access={access} />}
			{tab === "reach" && <ReachTab detail={detail} access={access} />}
			{tab === "hosts" && <HostsTab detail={detail} access={access} />}
			{tab === "effective" && <EffectiveTab detail={detail} />}
			{tab === "sight" && <SightTab detail={detail} />}
		</div>
	);
	const bar = (access.dirty || access.error) && (
		<SaveBar
			changes={
				changes.length > 3 ? [...changes.slice(0, 2), t("users.change.more", { count: changes.length - 2 })] : changes
			}
			onSave={access.save}
			onDiscard={access.discard}
			saving={access.saving}
			error={access.error ?? undefined}
			stopped={access.theirs ? t("meanwhile.first") : undefined}
			effect={access.dirty && !access.theirs && <EffectLine impact={access.impact} />}
		>
			{access.dirty && !access.theirs && (
				<WhatChanges title={name} impact={access.impact} onSave={access.save} saving={access.saving} />
			)}
		</SaveBar>
	);

	if (alone && wideTabs.includes(tab)) {
		return (
			<div className={css.wide}>
				<PageHead
					onBack={narrow ? onClose : undefined}
					backLabel={t("users.back")}
					trail={
						narrow ? undefined : (
							<>
								<Link href="/users">{t("users.title")}</Link> <IconChevronRight size={14} stroke={1.8} aria-hidden />
							</>
						)
					}
					title={name}
					count={sub}
				>
					<span className={css.headStrip}>
						<GateStrip gates={detail.gates} size="head" />
					</span>
				</PageHead>
				{tabBar}
				{content}
				{bar}
			</div>
		);
	}
	return (
		<div className={css.aside}>
			<Panel
				title={name}
				label={name}
				sub={sub}
				gates={detail.gates}
				facts={gateFacts(t, detail)}
				actions={<HeadActions detail={detail} onClose={onClose} onOpen={onOpen} />}
				tabs={tabBar}
				onClose={onClose}
			>
				{content}
			</Panel>
			{bar}
		</div>
	);
}
