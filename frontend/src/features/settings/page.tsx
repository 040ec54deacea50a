import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useDeed, useMay, useMe } from "../../api/queries";
import { EmptyState, Meanwhile, PageHead, SaveBar, type Settling, useBelow, useUnsavedGuard } from "../../components";
import { ConfirmPresence } from "../../components/confirm-presence";
import { Refusal } from "../../components/refusal";
import { EffectLine, WhatChanges } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { BrandingSection } from "./branding";
import { changesOf, type Draft, draftOf, inputOf } from "./draft";
import { HeldAddresses } from "./held-addresses";
import { MailSection } from "./mail-section";
import { PasswordRules } from "./password-rules";
import { AuditRetention } from "./retention";
import styles from "./settings.module.css";
import { SignInRules } from "./sign-in-rules";
import { TenantBasics } from "./tenant-basics";
import { Colours, Licence, Package, Platforms } from "./tenant-more";

/** What the page asks first. */
export const ask = () => askAhead(["tenant"], modules.tenants.Current);

/** The tenant itself: what it is called and where it is, and what it asks at sign-in. */
export default function SettingsPage() {
	const { t } = useTranslation();
	const tenant = useAsk(["tenant"], modules.tenants.Current);
	if (tenant.error) return <Refusal error={tenant.error} />;
	if (!tenant.data)
		return (
			<>
				<PageHead title={t("page.settings")} />
				<span className="unseen">{t("shell.loading")}</span>
			</>
		);
	return <Settings tenant={tenant.data} />;
}

function Settings({ tenant }: { tenant: callgate.Tenant }) {
	const { t } = useTranslation();
	const client = useQueryClient();
	const fresh = draftOf(tenant);
	// What was touched, and the state it was touched in: what others save meanwhile is neither lost nor overwritten.
	const [touched, setTouched] = useState<Partial<Draft>>({});
	const [read, setRead] = useState<{ revision: number; saved: Draft }>();
	const moved = read !== undefined && read.revision !== tenant.revision;
	const saved = moved ? read.saved : fresh;
	const draft: Draft = { ...saved, ...touched };
	const revision = read?.revision ?? tenant.revision;
	const discard = () => {
		setTouched({});
		setRead(undefined);
	};
	const [again, setAgain] = useState(false);
	const below = useBelow();
	const mayBasics = useMay("tenant.settings:write");
	const me = useMe();
	const maySold = useMay("tenants:write") && mayBasics && tenant.kind === "root";
	const maySignIn = useMay("security.sign_in:write");
	const roles = useAsk(["roles"], modules.roles.List, { retry: false });
	const changes = changesOf(saved, draft, t, roles.data ?? []);
	useUnsavedGuard(changes.length > 0);
	const set = (changed: Partial<Draft>) => {
		setTouched({ ...touched, ...changed });
		if (!read) setRead({ revision: tenant.revision, saved });
	};
	const input = inputOf(saved, draft);
	const impact = useImpact(
		["tenant", revision, input],
		(look) => modules.impact.Tenant(revision, input, look),
		changes.length > 0 && !moved,
	);
	const save = useDeed(() => modules.tenants.Edit(revision, input), {
		quiet: true,
		onDone: (after) => {
			client.setQueryData(["tenant"], after);
			discard();
		},
		done: t("settings.saved"),
		undo: (after) => () => modules.tenants.Edit(after.revision, inputOf(draft, saved)),
		invalidates: [["tenant"], ["status"], ["audit"], ["roles"], ["users"], ["user"], ["account"]],
	});
	const onSave = () =>
		save.mutate(undefined, {
			onError: (refusal) => {
				if (refusal.code === "conflict") void client.invalidateQueries({ queryKey: ["tenant"] });
			},
		});
	const settle = (how: Settling) => {
		save.reset();
		if (how === "theirs") discard();
		else setRead({ revision: tenant.revision, saved: fresh });
	};
	if (save.error?.code === "sign_in_again" && !again) {
		setAgain(true);
		save.reset();
	}
	return (
		<>
			<PageHead title={t("page.settings")} count={<span className="mono">{tenant.slug}</span>} />
			{moved && changes.length > 0 && (
				<Meanwhile
					by={save.error?.params.by ?? ""}
					at={save.error?.params.at}
					theirs={changesOf(saved, fresh, t, roles.data ?? [])}
					mine={changes}
					onSettle={settle}
				/>
			)}
			<div className={styles.page}>
				{!mayBasics && !maySignIn && (
					<div className={styles.note}>
						<EmptyState why={t("settings.read_only")} />
					</div>
				)}
				<div className={styles.column}>
					<TenantBasics
						draft={draft}
						set={set}
						roles={(roles.data ?? []).filter((role) => !role.hidden)}
						disabled={!mayBasics}
					/>
					<BrandingSection draft={draft} set={set} disabled={!mayBasics} />
					<Licence draft={draft} set={set} disabled={!maySold} />
					<Package draft={draft} set={set} disabled={!maySold} />
					{below && (
						<>
							<Platforms draft={draft} set={set} disabled={!mayBasics || me.kind !== "administrator"} />
							<SignInRules draft={draft} set={set} disabled={!maySignIn} />
						</>
					)}
				</div>
				<div className={styles.column}>
					<PasswordRules draft={draft} set={set} disabled={!maySignIn} />
					<Colours draft={draft} set={set} disabled={!mayBasics} />
					{below && (
						<>
							<HeldAddresses />
							<AuditRetention />
							{tenant.kind === "root" && <MailSection />}
						</>
					)}
				</div>
			</div>
			<SaveBar
				changes={changes}
				saving={save.isPending}
				error={moved ? undefined : (save.error ?? undefined)}
				stopped={moved ? t("meanwhile.first") : undefined}
				verb={t("settings.save")}
				onSave={onSave}
				onDiscard={() => {
					save.reset();
					discard();
				}}
				effect={!moved && <EffectLine impact={impact} />}
			>
				{!moved && (
					<WhatChanges
						title={t("page.settings")}
						impact={impact}
						onSave={onSave}
						saving={save.isPending}
						verb={t("settings.save")}
					/>
				)}
			</SaveBar>
			<ConfirmPresence
				opened={again}
				onClose={() => setAgain(false)}
				onConfirmed={() => {
					setAgain(false);
					onSave();
				}}
			/>
		</>
	);
}
