import { Autocomplete, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk, useDeed } from "../../../api/queries";
import { ConfirmDeed } from "../../../components";
import { EffectLine } from "../../impact/effect-line";
import { useImpact } from "../../impact/use-impact";
import { loginFrom } from "../add/login";
import { useDeedImpact } from "../deed-impact";
import { LeavePlan } from "./leave-plan";
import css from "./panel.module.css";
import { nameOf } from "./use-profile";
import { useUserDeed } from "./use-user-deed";

interface DeedProps {
	detail: api.UserDetail;
	opened: boolean;
	onClose: () => void;
}

/** Throws him out until unblocked. */
export function BlockUser({ detail, opened, onClose }: DeedProps) {
	const { t } = useTranslation();
	const [reason, setReason] = useState("");
	const { user } = detail;
	const name = nameOf(detail);
	const block = useUserDeed(user.id, (why: string) => modules.users.Block(user.id, why), {
		done: t("users.block.done", { name }),
		undo: () => modules.users.Unblock(user.id),
		quiet: true,
	});
	const impact = useDeedImpact({ deed: "block" }, [user.id], opened);
	useEffect(() => {
		if (opened) setReason("");
	}, [opened]);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.block.title", { name })}
			lost={t("users.block.lost_sessions", { count: detail.sessions })}
			verb={t("users.block.do", { name })}
			onConfirm={() => block.mutateAsync(reason)}
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

/** Blocks, ends sessions and hands extensions over. */
export function LeaveUser({ detail, opened, onClose }: DeedProps) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const { user } = detail;
	const name = nameOf(detail);
	const found = useAsk(["users", "suggest", text], () => modules.check.Suggest(text), { enabled: opened });
	const people = (found.data?.people ?? []).filter((p) => p.id !== user.id);
	const heir = people.find((p) => p.login === text.trim());
	const plan = useAsk(
		["user", user.id, "leave", heir?.login ?? ""],
		() => modules.users.LeavePreview(user.id, heir?.login ?? ""),
		{
			enabled: opened,
		},
	);
	const impact = useImpact(
		["leave", user.id, heir?.login ?? ""],
		(look) => modules.impact.Leave(user.id, heir?.login ?? "", look),
		opened,
	);
	const leave = useUserDeed(user.id, () => modules.users.Leave(user.id, text.trim(), user.login), {
		done: t("users.leave.done", { name }),
		undo: () => modules.users.TakeBackLeave(user.id),
		quiet: true,
	});
	useEffect(() => {
		if (opened) setText("");
	}, [opened]);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.leave.title", { name })}
			lost={
				<ul className={css.lostList}>
					<li>{t("users.leave.lost.blocked")}</li>
					<li>{t("leave.stays", { name })}</li>
				</ul>
			}
			verb={t("users.leave.do", { name })}
			onConfirm={() => leave.mutateAsync()}
		>
			<Autocomplete
				label={t("users.leave.successor")}
				description={t("users.leave.successor_help")}
				value={text}
				onChange={setText}
				data={people.map((p) => p.login)}
				renderOption={({ option }) => {
					const person = people.find((p) => p.login === option.value);
					return (
						<span>
							{person?.name} <code className={css.dim}>{option.value}</code>
						</span>
					);
				}}
				filter={({ options }) => options}
			/>
			{plan.data && <LeavePlan plan={plan.data} />}
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}

/** Removes him, with everything that is his. */
export function DeleteUser({ detail, opened, onClose, onDeleted }: DeedProps & { onDeleted: () => void }) {
	const { t } = useTranslation();
	const { user } = detail;
	const name = nameOf(detail);
	const remove = useDeed((typed: string) => modules.users.Delete(user.id, typed), {
		done: t("users.delete.done", { name }),
		undo: () => () => modules.users.TakeBackDelete(user.id),
		quiet: true,
		invalidates: [["users"], ["user", user.id], ["roles"], ["things"], ["expectations"]],
		onDone: onDeleted,
	});
	const impact = useImpact(["delete", user.id], (look) => modules.impact.Delete(user.id, look), opened);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.delete.title", { name })}
			lost={t("users.delete.lost", { count: user.roles?.length ?? 0, overrides: user.overrides?.length ?? 0 })}
			typed={user.login}
			verb={t("users.delete.do", { name })}
			onConfirm={(typed) => remove.mutateAsync(typed)}
		>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}

/** Makes a user like this one. */
export function DuplicateUser({ detail, opened, onClose, onMade }: DeedProps & { onMade: (id: string) => void }) {
	const { t } = useTranslation();
	const { user } = detail;
	const [typed, setTyped] = useState("");
	const [first, setFirst] = useState("");
	const [last, setLast] = useState("");
	const login = typed || loginFrom(first, last);
	const asked = [user.id, login.trim(), first.trim(), last.trim()] as const;
	const impact = useImpact(
		["duplicate", ...asked],
		(look) => modules.impact.Duplicate(...asked, look),
		opened && login.trim() !== "",
	);
	const duplicate = useDeed(() => modules.users.Duplicate(...asked), {
		done: (made) => t("users.duplicate.done", { name: nameOf(made) }),
		quiet: true,
		invalidates: [["users"], ["roles"]],
		onDone: (made) => onMade(made.user.id),
	});
	useEffect(() => {
		if (!opened) return;
		setTyped("");
		setFirst("");
		setLast("");
	}, [opened]);
	return (
		<ConfirmDeed
			opened={opened}
			onClose={onClose}
			title={t("users.duplicate.title", { name: nameOf(detail) })}
			lost={t("users.duplicate.what")}
			verb={t("users.duplicate.do")}
			harmless
			onConfirm={() => duplicate.mutateAsync()}
		>
			<div className={css.pair}>
				<TextInput label={t("users.first")} value={first} onChange={(e) => setFirst(e.currentTarget.value)} />
				<TextInput label={t("users.last")} value={last} onChange={(e) => setLast(e.currentTarget.value)} />
			</div>
			<TextInput
				label={t("users.login")}
				description={t("users.login_help")}
				value={login}
				spellCheck={false}
				autoCapitalize="none"
				classNames={{ input: "mono" }}
				onChange={(e) => setTyped(e.currentTarget.value)}
			/>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}
