import { Select, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { tenantDay } from "../../../app/days";
import { day } from "../../../app/format";
import { DateField, Field, Section } from "../../../components";
import css from "./panel.module.css";
import { ThingChips } from "./thing-chips";
import type { useProfile } from "./use-profile";

interface OwnThingsProps {
	detail: api.UserDetail;
	locked: boolean;
	save: ReturnType<typeof useProfile>;
}

/** The extensions, recordings and numbers that belong to a user by name. */
export function OwnThings({ detail, locked, save }: OwnThingsProps) {
	const { t } = useTranslation();
	const { user } = detail;
	const own = (user.extensions ?? []).map((e) => e.name);
	const shared = user.shared ?? [];
	const numbers = user.numbers ?? [];
	const since = (name: string) => user.extensions?.find((e) => e.name === name)?.since ?? "";
	return (
		<Section title={t("users.telephony")}>
			<Field label={t("users.field.extensions")} help={t("users.field.extensions_help")}>
				<ThingChips
					kind="extension"
					names={own}
					locked={locked}
					label={t("users.field.extensions")}
					hint={(name) => (since(name) ? t("users.since", { date: day(since(name)) }) : undefined)}
					edit={{
						name: (name) => t("users.since_change", { name }),
						field: (name, close) => <Since key={name} name={name} since={since(name)} save={save} onDone={close} />,
					}}
					onChange={(extensions) =>
						save({ to: { extensions }, back: { extensions: own }, field: t("users.field.extensions") })
					}
				/>
			</Field>
			{own.length > 0 && (
				<Field label={t("users.field.defaultExtension")}>
					<Select
						size="xs"
						className={css.select}
						aria-label={t("users.field.defaultExtension")}
						value={user.defaultExtension}
						data={[
							{ value: "", label: t("users.default_extension.none") },
							...own.map((value) => ({ value, label: value })),
						]}
						disabled={locked}
						onChange={(to) => {
							if (to !== null && to !== user.defaultExtension)
								void save({
									to: { defaultExtension: to },
									back: { defaultExtension: user.defaultExtension },
									field: t("users.field.defaultExtension"),
								});
						}}
					/>
					<Switch
						mt={6}
						size="xs"
						checked={user.mayOverrideExtension}
						disabled={locked}
						label={t("users.may_override")}
						onChange={() =>
							void save({
								to: { mayOverrideExtension: !user.mayOverrideExtension },
								back: { mayOverrideExtension: user.mayOverrideExtension },
								field: t("users.may_override"),
							})
						}
					/>
				</Field>
			)}
			<Field label={t("users.field.shared")} help={t("users.field.shared_help")}>
				<ThingChips
					kind="extension"
					names={shared}
					locked={locked}
					label={t("users.field.shared")}
					onChange={(to) => save({ to: { shared: to }, back: { shared }, field: t("users.field.shared") })}
				/>
			</Field>
			<Field label={t("users.field.numbers")} help={t("users.field.numbers_help")}>
				<ThingChips
					kind="number"
					names={numbers}
					locked={locked}
					label={t("users.field.numbers")}
					onChange={(to) => save({ to: { numbers: to }, back: { numbers }, field: t("users.field.numbers") })}
				/>
			</Field>
			<Field label={t("users.field.callerId")}>
				<Select
					size="xs"
					className={css.select}
					aria-label={t("users.field.callerId")}
					value={user.callerId}
					data={[
						{ value: "", label: t("users.caller_id.none") },
						...[...new Set([...numbers, ...(user.callerId ? [user.callerId] : [])])].map((value) => ({
							value,
							label: value,
						})),
					]}
					disabled={locked}
					onChange={(to) => {
						if (to !== null && to !== user.callerId)
							void save({ to: { callerId: to }, back: { callerId: user.callerId }, field: t("users.field.callerId") });
					}}
				/>
			</Field>
		</Section>
	);
}

/** Since when the calls of an extension are the user's own: an administrator may set it back. */
function Since({
	name,
	since,
	save,
	onDone,
}: {
	name: string;
	since: string;
	save: OwnThingsProps["save"];
	onDone: () => void;
}) {
	const { t } = useTranslation();
	const [error, setError] = useState<unknown>();
	const label = t("users.since_of", { name });
	const change = async (to: string) => {
		try {
			await save({
				to: { since: { [name]: to } },
				back: { since: { [name]: since } },
				field: t("users.field.extensions"),
			});
			onDone();
		} catch (refused) {
			setError(refused);
		}
	};
	return (
		<div className={css.since}>
			<DateField
				size="xs"
				always
				autoFocus
				label={label}
				value={tenantDay(since)}
				error={error === undefined ? undefined : sentence(error, t)}
				onChange={(to) => void change(to)}
			/>
		</div>
	);
}
