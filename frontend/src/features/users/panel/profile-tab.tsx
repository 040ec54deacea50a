import { Select, Switch } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useMe } from "../../../api/queries";
import { languages } from "../../../app/language";
import { pages } from "../../../app/routes";
import { EditableText, Field, Section } from "../../../components";
import { askDeed } from "../deed-impact";
import { Contacts } from "./contacts";
import { Expires } from "./expires";
import { OwnThings } from "./own-things";
import css from "./panel.module.css";
import { nameOf, useProfile } from "./use-profile";
import { useUserDeed } from "./use-user-deed";

type TextField = "login" | "first" | "last" | "name" | "description" | "callerId";

/** Everything of a user that saves at once. */
export function ProfileTab({ detail }: { detail: api.UserDetail }) {
	const { t } = useTranslation();
	const save = useProfile(detail);
	const me = useMe();
	const { user } = detail;
	const locked = !(detail.can ?? []).includes("write");
	const why = locked ? t("users.readonly") : undefined;
	const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
	const enable = useUserDeed(user.id, (on: boolean) => modules.users.SetEnabled(user.id, on), {
		done: (after, on) => t(on ? "users.enable.done" : "users.disable.done", { name: nameOf(after) }),
		undo: (on) => modules.users.SetEnabled(user.id, !on),
		effect: (on) => askDeed({ deed: on ? "enable" : "disable" }, [user.id]),
	});
	const text = (field: TextField, more: { mono?: boolean; help?: string; placeholder?: string } = {}) => {
		return (
			<EditableText
				label={t(`users.field.${field}`)}
				value={user[field]}
				disabled={locked}
				why={why}
				placeholder={t("users.field.empty")}
				maxLength={field === "description" ? 500 : 200}
				onSave={(to) =>
					save({ to: { [field]: to.trim() }, back: { [field]: user[field] }, field: t(`users.field.${field}`) })
				}
				{...more}
			/>
		);
	};
	const choice = (
		field: "language" | "timeZone" | "startPage" | "download",
		data: { value: string; label: string }[],
		searchable = false,
	) => (
		<Field label={t(`users.field.${field}`)}>
			<Select
				size="xs"
				className={css.select}
				aria-label={t(`users.field.${field}`)}
				value={user[field]}
				data={data}
				searchable={searchable}
				disabled={locked}
				limit={60}
				onChange={(to) => {
					if (to !== null && to !== user[field])
						void save({ to: { [field]: to }, back: { [field]: user[field] }, field: t(`users.field.${field}`) });
				}}
			/>
		</Field>
	);
	return (
		<>
			<Section title={t("users.person")}>
				{text("first")}
				{text("last")}
				{text("name", { help: user.first || user.last ? t("users.field.name_unused") : undefined })}
				{text("login", { mono: true })}
				{text("description", { help: t("users.field.description_help") })}
			</Section>
			<Contacts
				kind="emails"
				list={user.emails ?? []}
				locked={locked}
				onSave={(emails) => save({ to: { emails }, back: { emails: user.emails ?? [] }, field: t("users.emails") })}
			/>
			<Contacts
				kind="phones"
				list={user.phones ?? []}
				locked={locked}
				onSave={(phones) => save({ to: { phones }, back: { phones: user.phones ?? [] }, field: t("users.phones") })}
			/>
			<OwnThings detail={detail} locked={locked} save={save} />
			<Section title={t("users.page_settings")}>
				{choice("language", [
					{ value: "", label: t("users.language.tenant") },
					...Object.entries(languages).map(([value, label]) => ({ value, label })),
				])}
				{choice(
					"timeZone",
					[
						{ value: "", label: t("users.time_zone.tenant") },
						...zones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
					],
					true,
				)}
				{choice("startPage", [
					{ value: "", label: t("users.start_page.first") },
					...pages
						.filter((page) => me.pages.includes(page.name))
						.map((page) => ({ value: page.name, label: t(`page.${page.name}`) })),
				])}
				{choice("download", [
					{ value: "csv", label: "CSV" },
					{ value: "xlsx", label: "XLSX" },
				])}
			</Section>
			<Section title={t("users.validity")}>
				<Expires user={user} locked={locked} save={save} />
				<Field label={t("users.enabled")}>
					<Switch
						size="xs"
						checked={user.enabled}
						disabled={locked}
						label={t(user.enabled ? "users.enabled.yes" : "users.enabled.no")}
						onChange={() => enable.mutate(!user.enabled)}
					/>
				</Field>
			</Section>
		</>
	);
}
