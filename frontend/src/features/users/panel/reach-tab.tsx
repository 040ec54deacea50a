import { Autocomplete, Button, Switch } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { Section } from "../../../components";
import { entityName } from "../../tree/entity-name";
import css from "./panel.module.css";
import type { AccessEdit } from "./use-access";

/** Whose call data a user may see, and what stays hidden whatever is granted. */
export function ReachTab({ detail, access }: { detail: api.UserDetail; access: AccessEdit }) {
	const { t } = useTranslation();
	const { now, base, set } = access;
	const locked = !(detail.can ?? []).includes("roles");
	const things = useAsk(["things", "", ""], () => modules.things.List("", ""));
	if (now.kind === "administrator") {
		return (
			<Section title={t("users.reach")}>
				<p className={css.says}>{t("users.reach.admin")}</p>
			</Section>
		);
	}
	const labelOf = (entity: string) =>
		things.data?.find((thing) => `${thing.kind}:${thing.name}` === entity)?.label ?? "";
	return (
		<>
			<Section title={t("users.reach")}>
				<Switch
					checked={now.reachEverything}
					disabled={locked}
					label={t("users.reach.everything")}
					description={t("users.reach.everything.what")}
					onChange={() => set({ reachEverything: !now.reachEverything })}
				/>
				{locked && <p className={css.why}>{t("users.roles.locked")}</p>}
				<p className={css.says}>{t("users.reach.own", { count: detail.user.extensions?.length ?? 0 })}</p>
			</Section>
			<EntityList
				title={t("users.reach.list")}
				note={now.reachEverything ? t("users.reach.list.unused") : undefined}
				empty={t("users.reach.empty")}
				kinds={["extension", "queue", "number"]}
				now={now.reach}
				base={base.reach}
				locked={locked}
				labelOf={labelOf}
				onChange={(reach) => set({ reach })}
			/>
			<EntityList
				title={t("users.exclusions")}
				note={t("users.exclusions.what")}
				empty={t("users.exclusions.empty")}
				kinds={["extension", "queue", "number", "user"]}
				now={now.exclusions}
				base={base.exclusions}
				locked={locked}
				labelOf={labelOf}
				onChange={(exclusions) => set({ exclusions })}
			/>
		</>
	);
}

interface EntityListProps {
	title: string;
	note?: string;
	empty: string;
	kinds: string[];
	now: string[];
	base: string[];
	locked: boolean;
	labelOf: (entity: string) => string;
	onChange: (list: string[]) => void;
}

function EntityList(p: EntityListProps) {
	const { t } = useTranslation();
	const rows = [...p.base, ...p.now.filter((e) => !p.base.includes(e))];
	return (
		<Section title={p.title} count={p.now.length}>
			{p.note && <p className={css.says}>{p.note}</p>}
			{!p.locked && (
				<AddEntity kinds={p.kinds} label={p.title} present={p.now} onAdd={(entity) => p.onChange([...p.now, entity])} />
			)}
			{rows.length === 0 && <p className={css.says}>{p.empty}</p>}
			<ul className={css.members}>
				{rows.map((entity) => {
					const removed = !p.now.includes(entity);
					const name = entityName(t, entity);
					return (
						<li key={entity} data-tone={removed ? "removed" : p.base.includes(entity) ? undefined : "added"}>
							<div className={css.memberHead}>
								<span className={css.memberName}>
									{name.charAt(0).toLocaleUpperCase() + name.slice(1)}
									<span className={css.dim}>{p.labelOf(entity)}</span>
								</span>
								{removed ? (
									<Button size="xs" variant="default" onClick={() => p.onChange([...p.now, entity])}>
										{t("users.put_back")}
									</Button>
								) : (
									!p.locked && (
										<button
											type="button"
											className={css.iconButton}
											aria-label={t("users.thing.remove", { name })}
											onClick={() => p.onChange(p.now.filter((e) => e !== entity))}
										>
											<IconTrash size={16} stroke={1.7} aria-hidden />
										</button>
									)
								)}
							</div>
						</li>
					);
				})}
			</ul>
		</Section>
	);
}

// One field for every kind: "600" finds the queue, "queue:600" names it outright.
function AddEntity({
	kinds,
	label,
	present,
	onAdd,
}: {
	kinds: string[];
	label: string;
	present: string[];
	onAdd: (entity: string) => void;
}) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const [wrong, setWrong] = useState(false);
	const found = useAsk(["things", "suggest", text], () => modules.check.Suggest(text.trim()), {
		placeholderData: (before) => before,
	});
	const options = [
		...(found.data?.things ?? [])
			.filter((x) => kinds.includes(x.kind))
			.map((x) => ({ value: `${x.kind}:${x.name}`, label: `${entityName(t, `${x.kind}:${x.name}`)} ${x.label}` })),
		...(kinds.includes("user")
			? (found.data?.people ?? []).map((x) => ({ value: `user:${x.login}`, label: `${x.name} (${x.login})` }))
			: []),
	].filter((option) => !present.includes(option.value));
	const add = (value: string) => {
		const named = /^(extension|queue|number|user):\S+$/.exec(value.trim());
		const only = options.length === 1 ? options[0]?.value : undefined;
		const exact = options.find((option) => option.value.endsWith(`:${value.trim()}`))?.value;
		const entity = named && kinds.includes(named[1] ?? "") ? value.trim() : (exact ?? only);
		if (!entity) {
			setWrong(value.trim() !== "");
			return;
		}
		if (!present.includes(entity)) onAdd(entity);
		setText("");
		setWrong(false);
	};
	return (
		<div className={css.addRow}>
			<Autocomplete
				className={css.grow}
				aria-label={t("users.thing.add_to", { list: label })}
				placeholder={t(kinds.includes("user") ? "users.reach.add_any" : "users.reach.add")}
				value={text}
				onChange={(value) => {
					setText(value);
					setWrong(false);
				}}
				onOptionSubmit={(value) => {
					add(value);
					setTimeout(() => setText(""));
				}}
				data={options.slice(0, 12).map((option) => option.value)}
				renderOption={({ option }) => options.find((o) => o.value === option.value)?.label ?? option.value}
				filter={({ options: all }) => all}
				error={wrong ? t("users.reach.unknown", { text: text.trim() }) : undefined}
				onKeyDown={(event) => {
					if (event.key === "Enter" && !event.defaultPrevented) {
						event.preventDefault();
						add(text);
					}
				}}
			/>
			<Button
				variant="default"
				leftSection={<IconPlus size={14} aria-hidden />}
				disabled={text.trim() === ""}
				onClick={() => add(text)}
			>
				{t("users.thing.add")}
			</Button>
		</div>
	);
}
