import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk, useDeed, useMe } from "../../api/queries";
import { list, number } from "../../app/format";
import {
	ConfirmDeed,
	EditableText,
	EmptyState,
	PageHead,
	Panel,
	Register,
	SearchField,
	Section,
} from "../../components";
import { Refusal } from "../../components/refusal";
import { EffectLine } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { entityName } from "../tree/entity-name";
import css from "./things.module.css";

const kinds = ["extension", "queue", "number", "trunk"] as const;
type Kind = (typeof kinds)[number];
const keyOf = (thing: callgate.Thing) => `${thing.kind}:${thing.name}`;

/** Extensions, queues and numbers: what they are called, who uses them. */
export default function ThingsPage() {
	const { t } = useTranslation();
	const me = useMe();
	const may = (kind: Kind, action: string) =>
		me.permissions.includes(kind === "trunk" ? `routing.trunks:${action}` : `directory.${kind}s:${action}`);
	const seen = kinds.filter((kind) => may(kind, "read"));
	const [kind, setKind] = useState<Kind>(seen[0] ?? "extension");
	const [search, setSearch] = useState("");
	const [open, setOpen] = useState("");
	const [adding, setAdding] = useState(false);
	const things = useAsk(["things", kind, search], () => modules.things.List(kind, search), {
		placeholderData: (before) => before,
	});
	const rows = (things.data ?? []).filter((thing) => thing.kind === kind);
	const chosen = rows.find((thing) => keyOf(thing) === open);
	return (
		<div className={css.page} data-open={chosen !== undefined || undefined}>
			<div className={css.main}>
				<PageHead
					title={t("page.things")}
					count={things.data && number(rows.length)}
					beside={
						<SegmentedControl
							aria-label={t("page.things")}
							value={kind}
							data={seen.map((value) => ({ value, label: t(`things.${value}`) }))}
							onChange={(to) => {
								setKind(to as Kind);
								setOpen("");
							}}
						/>
					}
				>
					<SearchField value={search} onChange={setSearch} placeholder={t("things.search")} />
					{may(kind, "write") && (
						<Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setAdding(true)}>
							{t("things.add")}
						</Button>
					)}
				</PageHead>
				{adding && <Adding kind={kind} onClose={() => setAdding(false)} onMade={setOpen} />}
				{things.error ? (
					<Refusal error={things.error} />
				) : (
					<Register<callgate.Thing>
						label={t("page.things")}
						loading={!things.data}
						rows={rows}
						rowKey={keyOf}
						rowHeight={34}
						selectedKey={open}
						onOpen={(thing) => setOpen(keyOf(thing) === open ? "" : keyOf(thing))}
						columns={[
							{
								key: "name",
								label: t("things.name"),
								width: kind === "trunk" ? "minmax(180px, 2fr)" : "minmax(110px, 1fr)",
								render: (x) => <span className="mono">{x.name}</span>,
							},
							{ key: "label", label: t("things.label"), width: "minmax(140px, 2fr)", render: (x) => x.label },
							// Nobody's own: a trunk has no users.
							...(kind === "trunk"
								? []
								: [
										{
											key: "users",
											label: t("things.users"),
											width: "minmax(140px, 2fr)",
											from: 420,
											render: (x: callgate.Thing) => (
												<span title={list(x.users ?? [])}>{list((x.users ?? []).slice(0, 4))}</span>
											),
										},
									]),
						]}
						empty={<EmptyState why={t(search ? "things.none_found" : `things.none.${kind}`, { search })} />}
						phone={(x) => (
							<span className={css.row}>
								<strong className="mono">{x.name}</strong>
								<span>{[x.label, list(x.users ?? [])].filter(Boolean).join(" · ")}</span>
							</span>
						)}
					/>
				)}
			</div>
			{chosen && (
				<div className={css.beside}>
					<ThingPanel
						key={keyOf(chosen)}
						thing={chosen}
						mayWrite={may(kind, "write")}
						mayDelete={may(kind, "delete")}
						onClose={() => setOpen("")}
					/>
				</div>
			)}
		</div>
	);
}

const touched = [["things"], ["user"], ["users"], ["audit"], ["why"]];

function Adding({ kind, onClose, onMade }: { kind: Kind; onClose: () => void; onMade: (key: string) => void }) {
	const { t } = useTranslation();
	const [name, setName] = useState("");
	const [label, setLabel] = useState("");
	const add = useDeed(() => modules.things.Add(kind, name.trim(), label.trim()), {
		quiet: true,
		done: (made) => t("things.added", { name: entityName(t, keyOf(made)) }),
		undo: (made) => () => modules.things.Delete(made.kind, made.name),
		invalidates: touched,
		onDone: (made) => {
			onMade(keyOf(made));
			onClose();
		},
	});
	return (
		<form
			className={css.adding}
			onSubmit={(event) => {
				event.preventDefault();
				add.mutate();
			}}
		>
			<TextInput
				label={t(`things.new.${kind}`)}
				autoFocus
				value={name}
				classNames={{ input: "mono" }}
				error={add.error ? sentence(add.error, t) : undefined}
				onChange={(event) => setName(event.currentTarget.value)}
			/>
			<TextInput label={t("things.label")} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
			<Button type="submit" loading={add.isPending} disabled={name.trim() === ""}>
				{t("things.add")}
			</Button>
			<Button variant="default" onClick={onClose}>
				{t("things.cancel")}
			</Button>
		</form>
	);
}

interface ThingPanelProps {
	thing: callgate.Thing;
	mayWrite: boolean;
	mayDelete: boolean;
	onClose: () => void;
}

function ThingPanel({ thing, mayWrite, mayDelete, onClose }: ThingPanelProps) {
	const { t } = useTranslation();
	const [deleting, setDeleting] = useState(false);
	const users = thing.users ?? [];
	const name = entityName(t, keyOf(thing));
	const edit = useDeed((label: string) => modules.things.Edit(thing.kind, thing.name, label), {
		quiet: true,
		done: t("things.saved", { name }),
		undo: () => () => modules.things.Edit(thing.kind, thing.name, thing.label),
		invalidates: touched,
	});
	const remove = useDeed(() => modules.things.Delete(thing.kind, thing.name), {
		quiet: true,
		done: t("things.deleted", { name }),
		undo: () => () => modules.things.Add(thing.kind, thing.name, thing.label),
		invalidates: touched,
		onDone: onClose,
	});
	const impact = useImpact(
		["thing gone", thing.kind, thing.name],
		(look) => modules.impact.ThingDelete(thing.kind, thing.name, look),
		deleting,
	);
	return (
		<Panel title={thing.label || name} label={name} sub={name} onClose={onClose}>
			<Section title={t("things.label")}>
				<EditableText
					bare
					label={t("things.label")}
					value={thing.label}
					disabled={!mayWrite}
					maxLength={120}
					placeholder={t("things.unlabelled")}
					onSave={(label) => edit.mutateAsync(label.trim())}
				/>
			</Section>
			{thing.kind !== "trunk" && (
				<Section title={t("things.users")} count={number(users.length)}>
					{users.length === 0 ? (
						<p className={css.says}>{t("things.nobody")}</p>
					) : (
						<ul className={css.users}>
							{users.map((login) => (
								<li key={login}>
									<Link href={`/access?user=${encodeURIComponent(login)}`}>{login}</Link>
								</li>
							))}
						</ul>
					)}
					<p className={css.says}>
						<Link href={`/users?on=${encodeURIComponent(keyOf(thing))}`}>{t("things.who_reaches")}</Link>
					</p>
				</Section>
			)}
			{mayDelete && (
				<Section title={t("things.delete")}>
					<Button
						variant="default"
						data-danger
						disabled={users.length > 0}
						leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
						onClick={() => setDeleting(true)}
					>
						{t("things.delete_this", { name })}
					</Button>
					{users.length > 0 && <p className={css.says}>{t("things.in_use")}</p>}
				</Section>
			)}
			<ConfirmDeed
				opened={deleting}
				title={t("things.delete_title", { name })}
				lost={t("things.delete_lost")}
				verb={t("things.delete_this", { name })}
				onConfirm={() => remove.mutateAsync()}
				onClose={() => setDeleting(false)}
			>
				<EffectLine impact={impact} />
			</ConfirmDeed>
		</Panel>
	);
}
