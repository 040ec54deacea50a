import { Button, Radio, TagsInput, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { PageHead, SaveBar, useUnsavedGuard } from "../../components";
import { PermissionTree } from "../tree/permission-tree";
import css from "./roles.module.css";

interface RoleEditorProps {
	catalogue: callgate.Leaf[];
	/** the role to change, to look at, or to start a clone from; none for a new one */
	role: api.RoleRow | undefined;
	clone: boolean;
	onClose: (saved?: string) => void;
}

const fresh = ["dashboard:read", "me.preferences:read", "me.preferences:write"];

/** What a role gives: name, tree of rights, reach. */
export function RoleEditor({ catalogue, role, clone, onClose }: RoleEditorProps) {
	const { t } = useTranslation();
	const adding = role === undefined || clone;
	const readonly = !adding && !(role?.can ?? []).includes("write");
	const start = useMemo(
		() => ({
			name: clone && role ? t("roles.copyOf", { name: role.name }) : (role?.name ?? ""),
			description: role?.platform === "" ? role.description : "",
			permissions: role?.permissions ?? fresh,
			reach: role?.reach ?? "",
			reachList: role?.reachList ?? [],
		}),
		[role, clone, t],
	);
	const [draft, setDraft] = useState(start);
	const things = useAsk(["things"], () => modules.things.List("", ""));
	const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
	const changes = changeWords(start, draft, t);
	const dirty = adding || changes.length > 0;
	useUnsavedGuard(!readonly && changes.length > 0);
	const input = { ...draft, revision: adding ? 0 : (role?.revision ?? 0) };
	const save = useDeed(() => (adding || !role ? modules.roles.Add(input) : modules.roles.Edit(role.id, input)), {
		done: (saved: api.RoleRow) => t("roles.savedRole", { name: saved.name }),
		undo: (saved) =>
			adding
				? () => modules.roles.Delete(saved.id, saved.name)
				: () => modules.roles.Edit(saved.id, { ...start, revision: saved.revision }),
		invalidates: [["roles"], ["role"], ["users"], ["user"]],
		quiet: true,
		onDone: (saved) => onClose(saved.id),
	});
	const nameWrong = save.error?.field === "name" ? sentence(save.error, t) : undefined;

	return (
		<div className={css.editor}>
			<PageHead
				title={adding ? t("roles.newRole") : role.name}
				trail={
					<button type="button" className={css.linkButton} onClick={() => onClose()}>
						{t("roles.title")}
					</button>
				}
			>
				{readonly && (
					<Button variant="default" onClick={() => onClose()}>
						{t("roles.back")}
					</Button>
				)}
			</PageHead>
			{!readonly && (
				<div className={css.fields}>
					<TextInput
						label={t("roles.name")}
						data-autofocus
						value={draft.name}
						error={nameWrong}
						maxLength={80}
						onChange={(e) => set({ name: e.currentTarget.value })}
					/>
					<TextInput
						label={t("roles.description")}
						value={draft.description}
						maxLength={300}
						onChange={(e) => set({ description: e.currentTarget.value })}
					/>
					<Radio.Group
						label={t("roles.reachOf")}
						value={draft.reach || "none"}
						onChange={(v) => set({ reach: v === "none" ? "" : v })}
					>
						<div className={css.reachChoice}>
							{["none", "everything", "own", "list"].map((v) => (
								<Radio key={v} value={v} label={t(`roles.reach.${v}`)} />
							))}
						</div>
					</Radio.Group>
					{draft.reach === "list" && (
						<TagsInput
							label={t("roles.reachList")}
							description={t("roles.reachListHelp")}
							data={(things.data ?? []).map((x) => `${x.kind}:${x.name}`)}
							value={draft.reachList}
							error={save.error?.field === "reachList" ? sentence(save.error, t) : undefined}
							onChange={(reachList) => set({ reachList })}
						/>
					)}
				</div>
			)}
			<div className={css.treeFrame}>
				<PermissionTree
					mode="role"
					catalogue={catalogue}
					value={draft.permissions}
					saved={adding ? [] : start.permissions}
					onChange={(permissions) => set({ permissions })}
					readonly={readonly}
					readonlyWhy={
						role && role.platform !== ""
							? t("roles.immutable", { platform: t(`platform.${role.platform}`) })
							: t("roles.mayNotWrite")
					}
				/>
			</div>
			{!readonly && dirty && (
				<SaveBar
					changes={changes.length > 0 ? changes : [t("roles.nothingYet")]}
					saving={save.isPending}
					{...(save.error && !save.error.field ? { error: save.error } : {})}
					{...(draft.name.trim() === "" ? { stopped: t("roles.nameFirst") } : {})}
					verb={t("roles.save")}
					onSave={() => save.mutate()}
					onDiscard={() => onClose()}
				/>
			)}
		</div>
	);
}

type Draft = { name: string; description: string; permissions: string[]; reach: string; reachList: string[] };
type Translate = ReturnType<typeof useTranslation>["t"];

/** What Save would change, in words. */
function changeWords(before: Draft, after: Draft, t: Translate): string[] {
	const gained = after.permissions.filter((p) => !before.permissions.includes(p)).length;
	const lost = before.permissions.filter((p) => !after.permissions.includes(p)).length;
	return [
		...(before.name !== after.name ? [t("roles.change.name")] : []),
		...(before.description !== after.description ? [t("roles.change.description")] : []),
		...(gained > 0 ? [t("roles.change.gained", { count: gained })] : []),
		...(lost > 0 ? [t("roles.change.lost", { count: lost })] : []),
		...(before.reach !== after.reach || before.reachList.join() !== after.reachList.join()
			? [t("roles.change.reach")]
			: []),
	];
}
