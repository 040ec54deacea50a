import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { modules } from "../../api/ask";
import { useAsk, useMay } from "../../api/queries";
import { EmptyState, PageHead, SearchField, useWidth } from "../../components";
import { Refusal } from "../../components/refusal";
import { useRef } from "react";
import { RoleEditor } from "./editor";
import { RoleList } from "./list";
import { Matrix } from "./matrix";
import { RolePanel } from "./panel";
import css from "./roles.module.css";

/** Roles: compare them side by side, read one column down, fill them. */
export default function RolesPage() {
	const { t } = useTranslation();
	const [, go] = useLocation();
	const { id = "" } = useParams<{ id?: string }>();
	const [view, setView] = useState<"list" | "matrix">("matrix");
	const [search, setSearch] = useState("");
	const [editing, setEditing] = useState<{ id: string; clone: boolean }>();
	const main = useRef<HTMLDivElement>(null);
	const width = useWidth(main);
	const roles = useAsk(["roles"], () => modules.roles.List());
	const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue(), { staleTime: Number.POSITIVE_INFINITY });
	const mayAdd = useMay("directory.roles:write");
	const all = roles.data ?? [];
	const selected = all.find((r) => r.id === id);
	const wanted = search.trim().toLowerCase();
	const shown = all.filter((r) => wanted === "" || `${r.name} ${r.description}`.toLowerCase().includes(wanted));
	const select = (next: string) => go(next === "" ? "/roles" : `/roles/${encodeURIComponent(next)}`);

	if (editing && catalogue.data) {
		const from = all.find((r) => r.id === editing.id);
		return (
			<RoleEditor
				catalogue={catalogue.data}
				role={from}
				clone={editing.clone}
				onClose={(saved) => {
					setEditing(undefined);
					if (saved) select(saved);
				}}
			/>
		);
	}
	const narrow = width > 0 && width < 620;
	return (
		<div className={css.page} data-open={selected !== undefined || undefined}>
			<div className={css.main} ref={main}>
				<PageHead title={t("roles.title")} count={all.length || undefined}>
					{!narrow && (
						<SegmentedControl
							value={view}
							onChange={(v) => setView(v as "list" | "matrix")}
							data={[
								{ value: "list", label: t("roles.list") },
								{ value: "matrix", label: t("roles.matrix") },
							]}
						/>
					)}
					<SearchField value={search} onChange={setSearch} placeholder={t("roles.search")} />
					{view === "matrix" && !narrow && (
						<Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
							{t("roles.print")}
						</Button>
					)}
					{mayAdd && (
						<Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing({ id: "", clone: false })}>
							{t("roles.add")}
						</Button>
					)}
				</PageHead>
				{roles.error && <Refusal error={roles.error} />}
				{roles.data && shown.length === 0 && view === "list" && (
					<EmptyState
						why={t("roles.noneFound", { search })}
						action={
							<Button variant="default" size="compact-sm" onClick={() => setSearch("")}>
								{t("roles.clear")}
							</Button>
						}
					/>
				)}
				{view === "list" || narrow ? (
					<RoleList roles={shown} selected={id} onSelect={select} />
				) : (
					catalogue.data && (
						<Matrix catalogue={catalogue.data} roles={shown.length > 0 ? shown : all} search={shown.length > 0 ? "" : search} selected={id} onSelect={select} />
					)
				)}
			</div>
			{selected && (
				<RolePanel
					role={selected}
					onClose={() => select("")}
					onEdit={() => setEditing({ id: selected.id, clone: false })}
					onClone={() => setEditing({ id: selected.id, clone: true })}
				/>
			)}
		</div>
	);
}
