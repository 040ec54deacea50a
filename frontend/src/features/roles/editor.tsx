import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useDeed } from "../../api/queries";
import { Meanwhile, PageHead, SaveBar, type Settling, useUnsavedGuard } from "../../components";
import { EffectLine, WhatChanges } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { PermissionTree } from "../tree/permission-tree";
import { changeWords, detailWords, draftOf, mergedRole } from "./draft";
import { reachWords } from "./list";
import { OwnOnlyField } from "./own-only-field";
import { ReachField } from "./reach-field";
import css from "./roles.module.css";

interface RoleEditorProps {
	catalogue: callgate.Leaf[];
	/** the role to change, to look at, or to start a copy from; none for a new one */
	role: api.RoleRow | undefined;
	adding: boolean;
	/** what was come for */
	at: "rights" | "reach";
	onClose: () => void;
	onSaved: (id: string) => void;
}

/** What a role gives: name, reach, tree of rights. */
export function RoleEditor({ catalogue, role, adding, at, onClose, onSaved }: RoleEditorProps) {
	const { t, i18n } = useTranslation();
	const client = useQueryClient();
	const readonly = !adding && !(role?.can ?? []).includes("write");
	const base = useMemo(() => draftOf(role, adding, t), [role, adding, t]);
	// Only what was touched is kept, so that a change from elsewhere shows in the rest.
	const [touched, setTouched] = useState<Partial<typeof base>>({});
	// The state that was changed: what somebody saves after it is a conflict, not overwritten.
	const [read, setRead] = useState<{ revision: number; base: typeof base }>();
	const since = read?.revision;
	const moved = !adding && role !== undefined && read !== undefined && read.revision !== role.revision;
	const from = moved ? read.base : base;
	const draft = { ...from, ...touched };
	const set = (part: Partial<typeof base>) => {
		setTouched({ ...touched, ...part });
		if (!read && role) setRead({ revision: role.revision, base });
	};
	const settle = (how: Settling) => {
		save.reset();
		setTouched(how === "theirs" ? {} : how === "merge" ? mergedRole(from, touched, base) : touched);
		setRead(how === "theirs" || !role ? undefined : { revision: role.revision, base });
	};
	const discard = () => {
		setTouched({});
		setRead(undefined);
		save.reset();
		if (adding) onSaved(role?.id ?? "");
	};
	const changes = changeWords(from, draft, t);
	useUnsavedGuard(!readonly && changes.length > 0);
	const input = { ...draft, reachList: draft.reach === "list" ? draft.reachList : [] };
	const save = useDeed(
		() =>
			adding || !role
				? modules.roles.Add({ ...input, revision: 0 })
				: modules.roles.Edit(role.id, { ...input, revision: since ?? role.revision }),
		{
			done: (saved) => t("roles.savedRole", { name: saved.name, count: saved.members }),
			undo: (saved) =>
				adding
					? () => modules.roles.Delete(saved.id, saved.name)
					: () => modules.roles.Edit(saved.id, { ...from, revision: saved.revision }),
			invalidates: [["roles"], ["role"], ["users"], ["user"], ["status"], ["why"]],
			quiet: true,
			onDone: (saved) => onSaved(saved.id),
		},
	);
	const onSave = () =>
		save.mutate(undefined, {
			onError: (refusal) => {
				// The reading that made the conflict comes to the page, which then asks what to do.
				if (refusal.code === "conflict") void client.invalidateQueries({ queryKey: ["roles"] });
			},
		});
	const stopped = moved ? t("meanwhile.first") : stoppedBy(draft, t);
	const impact = useImpact(
		["role", adding ? "" : (role?.id ?? ""), role?.revision, input],
		(look) =>
			adding || !role
				? modules.impact.Role("", { ...input, revision: 0 }, look)
				: modules.impact.Role(role.id, { ...input, revision: since ?? role.revision }, look),
		!readonly && (adding || changes.length > 0) && stopped === undefined,
	);
	const wrong = (field: string) => (save.error?.field === field ? sentence(save.error, t) : undefined);
	const own = ["name", "description", "reachList", "reach"];
	const title = adding ? t("roles.newRole") : (role?.name ?? "");

	return (
		<div className={css.editor}>
			<PageHead
				title={title}
				onBack={onClose}
				backLabel={t("roles.back")}
				count={
					adding
						? role && t("roles.startsFrom", { name: role.name })
						: role &&
							[...(readonly ? [reachWords(role, t)] : []), t("roles.memberCount", { count: role.members })].join(", ")
				}
			>
				{readonly && (
					<Button variant="default" onClick={onClose}>
						{t("roles.back")}
					</Button>
				)}
			</PageHead>
			{moved && changes.length > 0 && (
				<Meanwhile
					by={role.changedBy}
					at={role.changed}
					theirs={detailWords(from, base, t, i18n)}
					mine={detailWords(from, draft, t, i18n)}
					onSettle={settle}
				/>
			)}
			<div className={css.editorBody}>
				{!readonly && (
					<div className={css.fields}>
						<TextInput
							label={t("roles.name")}
							autoFocus={adding}
							value={draft.name}
							error={wrong("name")}
							maxLength={80}
							onChange={(e) => set({ name: e.currentTarget.value })}
						/>
						<TextInput
							label={t("roles.description")}
							value={draft.description}
							error={wrong("description")}
							maxLength={300}
							onChange={(e) => set({ description: e.currentTarget.value })}
						/>
						<ReachField
							reach={draft.reach}
							list={draft.reachList}
							onChange={set}
							first={at === "reach"}
							error={wrong("reachList") ?? wrong("reach")}
						/>
						{draft.reach !== "own" && (
							<OwnOnlyField
								catalogue={catalogue}
								given={draft.permissions}
								value={draft.ownOnly}
								onChange={(ownOnly) => set({ ownOnly })}
							/>
						)}
					</div>
				)}
				<div className={css.treeFrame}>
					<PermissionTree
						mode="role"
						catalogue={catalogue}
						value={draft.permissions}
						saved={adding ? [] : from.permissions}
						onChange={(permissions) => set({ permissions })}
						readonly={readonly}
						readonlyWhy={
							role && role.platform !== ""
								? t("roles.immutable", { platform: t(`platform.${role.platform}`) })
								: t("roles.mayNotWrite")
						}
					/>
				</div>
			</div>
			{!readonly && (adding || changes.length > 0 || save.error) && (
				<SaveBar
					changes={adding ? [t("roles.newWith", { count: draft.permissions.length })] : changes}
					saving={save.isPending}
					error={moved ? undefined : save.error && !own.includes(save.error.field ?? "") ? save.error : undefined}
					stopped={stopped}
					verb={t("roles.save")}
					onSave={onSave}
					onDiscard={discard}
					effect={<EffectLine impact={impact} />}
				>
					<WhatChanges
						title={title}
						impact={impact}
						onSave={onSave}
						saving={save.isPending}
						verb={t("roles.save")}
						stopped={stopped}
					/>
				</SaveBar>
			)}
		</div>
	);
}

// Why it cannot be saved yet.
function stoppedBy(draft: ReturnType<typeof draftOf>, t: ReturnType<typeof useTranslation>["t"]): string | undefined {
	if (draft.name.trim() === "") return t("roles.nameFirst");
	if (draft.reach === "list" && draft.reachList.length === 0) return t("roles.reachFirst");
	return undefined;
}
