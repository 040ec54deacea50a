import { Button, Switch } from "@mantine/core";
import { IconCheck, IconShieldOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useDeed } from "../../../api/queries";
import { ago } from "../../../app/format";
import { ConfirmDeed, Field, HostChip, Section } from "../../../components";
import { ActivationSheet } from "../add/activation";
import css from "./panel.module.css";
import { Recent } from "./recent";
import { SelfPermissions } from "./self-permissions";
import { Sessions } from "./sessions";
import { nameOf, useProfile } from "./use-profile";
import { useUserDeed } from "./use-user-deed";
import type { TabName } from "./user-panel";

/** How a user gets in: password, second factor, sessions, and what happened lately. */
export function SignInTab({ detail, onTab }: { detail: api.UserDetail; onTab: (tab: TabName) => void }) {
	const { t } = useTranslation();
	const { user } = detail;
	const name = nameOf(detail);
	const save = useProfile(detail);
	const locked = !(detail.can ?? []).includes("write");
	const [asking, setAsking] = useState<"activate" | "reset">();
	const [activation, setActivation] = useState<api.Activation>();
	const activate = useDeed(() => modules.users.Activate(user.id), {
		quiet: true,
		invalidates: [["user", user.id], ["users"], ["sessions"]],
		onDone: setActivation,
	});
	const reset = useUserDeed(user.id, () => modules.users.ResetFactor(user.id), {
		done: t("users.factor.reset.done", { name }),
		quiet: true,
	});
	const hosts = user.hosts ?? [];
	return (
		<>
			<Section
				title={t("users.password")}
				action={
					!locked && (
						<Button size="xs" variant="default" onClick={() => setAsking("activate")}>
							{t("users.activate")}
						</Button>
					)
				}
			>
				<p className={css.says}>
					{user.hasPassword
						? t(user.mustChange ? "users.password.must_change" : "users.password.chosen", { name })
						: t("users.password.none", { name })}
				</p>
			</Section>
			<Section
				title={t("users.factor")}
				action={
					!locked &&
					user.hasFactor && (
						<Button size="xs" variant="default" onClick={() => setAsking("reset")}>
							{t("users.factor.reset")}
						</Button>
					)
				}
			>
				{user.hasFactor ? (
					<p className={css.says}>
						<IconCheck size={16} stroke={2} className={css.good} aria-hidden />
						<span className={css.good}>{t("users.factor.app")}</span>
						{t("users.factor.left", { count: detail.recoveryLeft })}
					</p>
				) : (
					<p className={css.says}>
						<IconShieldOff size={16} stroke={1.8} className={css.attention} aria-hidden />
						{t("users.factor.none")}
					</p>
				)}
			</Section>
			<Sessions detail={detail} locked={locked} />
			<Section title={t("users.at_sign_in")}>
				<Field label={t("users.last_sign_in")}>{user.lastSignIn ? ago(user.lastSignIn) : t("users.never")}</Field>
				<Field label={t("users.may_come_from")}>
					{hosts.length === 0 ? (
						t("users.fact.anywhere")
					) : (
						<span className={css.inline}>
							{hosts.slice(0, 4).map((h) => (
								<HostChip key={h.cidr} host={h.cidr} note={h.note} />
							))}
							{hosts.length > 4 && t("entity.more", { count: hosts.length - 4 })}
						</span>
					)}{" "}
					<button type="button" className={css.link} onClick={() => onTab("hosts")}>
						{t("users.hosts.change")}
					</button>
				</Field>
				{detail.facts?.failures && (
					<Field label={t("users.failed")}>
						{t("users.failed.of", { count: Number(detail.facts.failures), of: detail.facts.failuresMax ?? "100" })}
					</Field>
				)}
				<Field label={t("users.must_change")}>
					<Switch
						size="xs"
						checked={user.mustChange}
						disabled={locked || !user.hasPassword}
						label={t(user.mustChange ? "users.must_change.yes" : "users.must_change.no")}
						onChange={() =>
							void save({
								to: { mustChange: !user.mustChange },
								back: { mustChange: user.mustChange },
								field: t("users.must_change"),
							})
						}
					/>
				</Field>
				<SelfPermissions detail={detail} locked={locked} save={save} />
			</Section>
			<Recent id={user.id} />
			<ConfirmDeed
				opened={asking === "activate"}
				onClose={() => setAsking(undefined)}
				title={t("users.activate.title", { name })}
				lost={user.hasPassword ? t("users.activate.lost", { count: detail.sessions }) : t("users.activate.what")}
				verb={t("users.activate.do")}
				harmless={!user.hasPassword}
				onConfirm={() => activate.mutateAsync()}
			/>
			<ConfirmDeed
				opened={asking === "reset"}
				onClose={() => setAsking(undefined)}
				title={t("users.factor.reset.title", { name })}
				lost={t("users.factor.reset.lost")}
				verb={t("users.factor.reset.do")}
				onConfirm={() => reset.mutateAsync()}
			/>
			<ActivationSheet activation={activation} onClose={() => setActivation(undefined)} />
		</>
	);
}
