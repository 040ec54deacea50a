import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed, useMay, useMe } from "../../api/queries";
import { EmptyState, PageHead, SaveBar, useUnsavedGuard } from "../../components";
import { ConfirmPresence } from "../../components/confirm-presence";
import { Refusal } from "../../components/refusal";
import { changesOf, type Draft, draftOf, inputOf } from "./draft";
import { HeldAddresses } from "./held-addresses";
import { PasswordRules } from "./password-rules";
import styles from "./settings.module.css";
import { SignInRules } from "./sign-in-rules";
import { TenantBasics } from "./tenant-basics";
import { Colours, Licence, Package, Platforms } from "./tenant-more";

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
	return <Settings key={tenant.data.revision} tenant={tenant.data} />;
}

function Settings({ tenant }: { tenant: callgate.Tenant }) {
	const { t } = useTranslation();
	const saved = draftOf(tenant);
	const [draft, setDraft] = useState<Draft>(saved);
	const [again, setAgain] = useState(false);
	const mayBasics = useMay("tenant.settings:write");
	const me = useMe();
	const maySold = useMay("tenants:write") && mayBasics && tenant.kind === "root";
	const maySignIn = useMay("security.sign_in:write");
	const roles = useAsk(["roles"], modules.roles.List, { retry: false });
	const changes = changesOf(saved, draft, t, roles.data ?? []);
	useUnsavedGuard(changes.length > 0);
	const set = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
	const save = useDeed(() => modules.tenants.Edit(tenant.revision, inputOf(saved, draft)), {
		quiet: true,
		done: t("settings.saved"),
		undo: (after) => () => modules.tenants.Edit(after.revision, inputOf(draft, saved)),
		invalidates: [["tenant"], ["status"], ["audit"], ["roles"], ["users"], ["user"], ["account"]],
	});
	if (save.error?.code === "sign_in_again" && !again) {
		setAgain(true);
		save.reset();
	}
	return (
		<>
			<PageHead title={t("page.settings")} count={<span className="mono">{tenant.slug}</span>} />
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
					<Licence draft={draft} set={set} disabled={!maySold} />
					<Package draft={draft} set={set} disabled={!maySold} />
					<Platforms draft={draft} set={set} disabled={!mayBasics || me.kind !== "administrator"} />
					<SignInRules draft={draft} set={set} disabled={!maySignIn} />
				</div>
				<div className={styles.column}>
					<PasswordRules draft={draft} set={set} disabled={!maySignIn} />
					<Colours draft={draft} set={set} disabled={!mayBasics} />
					<HeldAddresses />
				</div>
			</div>
			<SaveBar
				changes={changes}
				saving={save.isPending}
				error={save.error ?? undefined}
				verb={t("settings.save")}
				onSave={() => save.mutate()}
				onDiscard={() => {
					save.reset();
					setDraft(saved);
				}}
			/>
			<ConfirmPresence
				opened={again}
				onClose={() => setAgain(false)}
				onConfirmed={() => {
					setAgain(false);
					save.mutate();
				}}
			/>
		</>
	);
}
