import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { Section } from "../../../components";
import { Refusal } from "../../../components/refusal";
import { rightName } from "../../tree/names";
import { sent } from "../draft";
import { DialField } from "./dial-field";
import css from "./panel.module.css";
import own from "./switches.module.css";
import { ThingChips } from "./thing-chips";
import { nameOf } from "./use-profile";
import { useUserDeed } from "./use-user-deed";

/** Switches over reach and overrides: what he manages, what he may use, whom he may dial. Each acts at once. */
export function SwitchesTab({ detail, dirty }: { detail: api.UserDetail; dirty: boolean }) {
	const { t, i18n } = useTranslation();
	const { user } = detail;
	const name = nameOf(detail);
	const admin = user.kind === "administrator";
	const locked = admin || dirty || !(detail.can ?? []).includes("roles");
	const switches = useAsk(["user", user.id, "switches", String(user.revision)], () => modules.users.Switches(user.id), {
		placeholderData: (before) => before,
	});
	// Back is the reach and the overrides as they were, unless somebody changed them since.
	const before = sent({
		overrides: user.overrides ?? [],
		reach: user.reach ?? [],
		reachEverything: user.reachEverything,
	});
	const undo = (_: unknown, after: api.UserDetail) =>
		modules.users.SetAccess(user.id, { revision: after.user.revision, ...before });
	const preset = useUserDeed(
		user.id,
		(to: { id: string; on: boolean; entities: string[] }) =>
			modules.users.SetPreset(user.id, user.revision, to.id, to.on, to.entities),
		{
			done: (_, to) => t(to.on ? "switches.on" : "switches.off", { name, what: t(`preset.${to.id}`) }),
			undo,
			effect: (to) => (look) => modules.impact.Preset(user.id, user.revision, to.id, to.on, to.entities, look),
		},
	);
	const feature = useUserDeed(
		user.id,
		(to: { permission: string; how: string }) =>
			modules.users.SetFeature(user.id, user.revision, to.permission, to.how),
		{
			done: (_, to) => t("switches.feature", { name, what: rightName(t, i18n, to.permission) }),
			undo,
			effect: (to) => (look) => modules.impact.Feature(user.id, user.revision, to.permission, to.how, look),
		},
	);
	if (switches.error) return <Refusal error={switches.error} />;
	const how = (f: api.Feature) => [
		{ value: "inherit", label: t(f.inherited ? "switches.inherit_on" : "switches.inherit_off") },
		{ value: "allow", label: t("switches.allow") },
		{ value: "deny", label: t("switches.deny") },
	];
	return (
		<>
			{(admin || dirty) && <p className={own.note}>{t(admin ? "switches.admin" : "switches.dirty")}</p>}
			<Section title={t("switches.manages")}>
				<ul className={own.presets}>
					{(switches.data?.presets ?? []).map((p) => (
						<PresetRow
							key={`${p.id} ${p.state}`}
							preset={p}
							locked={locked}
							onSet={(on, entities) => preset.mutateAsync({ id: p.id, on, entities })}
						/>
					))}
				</ul>
			</Section>
			<Section title={t("switches.features")}>
				<ul className={own.features}>
					{(switches.data?.features ?? []).map((f) => (
						<li key={f.permission}>
							<span>{rightName(t, i18n, f.permission)}</span>
							<SegmentedControl
								size="xs"
								aria-label={rightName(t, i18n, f.permission)}
								disabled={locked || feature.isPending}
								data={how(f)}
								value={f.override || "inherit"}
								onChange={(to) => feature.mutate({ permission: f.permission, how: to === "inherit" ? "" : to })}
							/>
						</li>
					))}
				</ul>
			</Section>
			<DialField login={user.login} name={name} revision={user.revision} />
			<Section title={t("switches.sees")}>
				<Button component={Link} variant="default" href={`/access?user=${encodeURIComponent(user.login)}`}>
					{t("switches.open_access", { name })}
				</Button>
			</Section>
		</>
	);
}

interface PresetRowProps {
	preset: api.Preset;
	locked: boolean;
	onSet: (on: boolean, entities: string[]) => Promise<unknown>;
}

function PresetRow({ preset, locked, onSet }: PresetRowProps) {
	const { t, i18n } = useTranslation();
	const [choosing, setChoosing] = useState(false);
	const kind = preset.kind as "" | "extension" | "queue" | "number";
	const names = (preset.entities ?? []).map((e) => e.slice(kind.length + 1));
	const missing = (preset.rights ?? []).filter((right) => !right.held);
	const on = preset.state !== "off" || choosing;
	return (
		<li data-state={preset.state}>
			<Switch
				size="xs"
				checked={on}
				disabled={locked}
				label={t(`preset.${preset.id}`)}
				onChange={() => {
					if (preset.state !== "off") void onSet(false, []).catch(() => undefined);
					else if (kind === "") void onSet(true, []).catch(() => undefined);
					else setChoosing(!choosing);
				}}
			/>
			<span className={own.state}>{t(`switches.state.${preset.state}`)}</span>
			<p className={own.what}>{t(`preset.${preset.id}.what`)}</p>
			{kind !== "" && on && (names.length > 0 || choosing) && (
				<div className={own.chosen}>
					<ThingChips
						kind={kind}
						names={names}
						locked={locked}
						label={t(`preset.${preset.id}`)}
						onChange={async (next) => {
							await onSet(
								next.length > 0,
								next.map((n) => `${kind}:${n}`),
							);
							setChoosing(false);
						}}
					/>
				</div>
			)}
			{preset.state === "partly" && (
				<p className={own.missing}>
					{t("switches.missing", {
						rights: missing.map((right) => rightName(t, i18n, right.permission)).join(", "),
					})}{" "}
					{!locked && (kind === "" || names.length > 0) && (
						<button
							type="button"
							className={css.link}
							onClick={() => void onSet(true, preset.entities ?? []).catch(() => undefined)}
						>
							{t("switches.complete")}
						</button>
					)}
				</p>
			)}
		</li>
	);
}
