import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus, IconPrinter } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useMay } from "../../api/queries";
import { EmptyState, PageHead, SearchField, useWidth } from "../../components";
import { Refusal } from "../../components/refusal";
import { RoleEditor } from "./editor";
import { groupsOf } from "./groups";
import { RoleList } from "./list";
import { Matrix } from "./matrix";
import { OneColumn } from "./one-column";
import { RolePanel } from "./panel";
import { usePlace } from "./place";
import { PrintedMatrix } from "./print";
import css from "./roles.module.css";

/** What the page asks first. */
export const ask = () => askAhead(["roles"], modules.roles.List);

/** Roles: compare them side by side, read one column down, fill them. */
export default function RolesPage() {
	const place = usePlace();
	const roles = useAsk(["roles"], () => modules.roles.List());
	const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue(), {
		staleTime: Number.POSITIVE_INFINITY,
	});
	const all = roles.data ?? [];
	const selected = all.find((r) => r.id === place.id);
	const adding = place.work === "add" || place.work === "clone";

	if (place.work && catalogue.data && (selected || place.work === "add")) {
		return (
			<RoleEditor
				key={`${place.work} ${place.id}`}
				catalogue={catalogue.data}
				role={selected}
				adding={adding}
				at={place.work === "reach" ? "reach" : "rights"}
				onClose={() => place.go({ work: undefined })}
				onSaved={place.leave}
			/>
		);
	}
	return (
		<div className={css.page} data-open={selected !== undefined || undefined}>
			<Register
				place={place}
				all={all}
				loaded={roles.data !== undefined}
				catalogue={catalogue.data}
				error={roles.error ?? catalogue.error}
			/>
			{selected && (
				<div className={css.beside}>
					<RolePanel
						key={selected.id}
						role={selected}
						onClose={() => place.go({ id: "" })}
						onWork={(work) => place.go({ work })}
					/>
				</div>
			)}
		</div>
	);
}

interface RegisterProps {
	place: ReturnType<typeof usePlace>;
	all: api.RoleRow[];
	loaded: boolean;
	catalogue: callgate.Leaf[] | undefined;
	error: unknown;
}

// The roles, as matrix or list, and what one can do with them.
function Register({ place, all, loaded, catalogue, error }: RegisterProps) {
	const { t } = useTranslation();
	const [search, setSearch] = useState("");
	const main = useRef<HTMLDivElement>(null);
	const width = useWidth(main);
	const mayAdd = useMay("directory.roles:write");
	const phone = width > 0 && width < 600;
	const wanted = search.trim().toLocaleLowerCase();
	const called = all.filter((r) => `${r.name} ${r.description}`.toLocaleLowerCase().includes(wanted));
	const every = useMemo(() => groupsOf(catalogue ?? [], t, ""), [catalogue, t]);
	const groups = useMemo(
		() => (wanted === "" ? every : groupsOf(catalogue ?? [], t, wanted)),
		[every, catalogue, t, wanted],
	);
	const matrix = place.view === "matrix";
	// A word that names modules narrows the rows; one that names only roles narrows the columns.
	const byModule = groups.length > 0;
	const shownGroups = byModule ? groups : every;
	const columns = byModule ? all : called;
	const nothing = loaded && catalogue !== undefined && called.length === 0 && (!matrix || !byModule);
	const select = (id: string) => place.go({ id: id === place.id ? "" : id });
	const toggle = (
		<SegmentedControl
			aria-label={t("roles.view")}
			value={place.view}
			onChange={(v) => place.go({ view: v as "list" | "matrix" })}
			data={[
				{ value: "list", label: t("roles.list") },
				{ value: "matrix", label: t("roles.matrix") },
			]}
		/>
	);

	return (
		<div className={css.main} ref={main}>
			<PageHead title={t("roles.title")} count={all.length || undefined} beside={toggle}>
				<SearchField value={search} onChange={setSearch} placeholder={t("roles.search")} />
				{matrix && !phone && (
					<Button
						variant="default"
						leftSection={<IconPrinter size={16} stroke={1.7} aria-hidden />}
						onClick={() => window.print()}
					>
						{t("roles.print")}
					</Button>
				)}
				{mayAdd && (
					<Button
						leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
						onClick={() => place.go({ id: "", work: "add" })}
					>
						{t("roles.add")}
					</Button>
				)}
			</PageHead>
			{error !== null && error !== undefined && <Refusal error={error} />}
			{nothing ? (
				<EmptyState
					why={t(matrix ? "roles.noneFound" : "roles.noRoleFound", { search })}
					action={
						<Button variant="default" size="xs" onClick={() => setSearch("")}>
							{t("roles.clear")}
						</Button>
					}
				/>
			) : matrix && phone ? (
				<OneColumn groups={shownGroups} roles={all} onOpen={select} />
			) : matrix ? (
				loaded && <Matrix groups={shownGroups} roles={columns} search={wanted} selected={place.id} onSelect={select} />
			) : (
				<RoleList roles={called} loading={!loaded} selected={place.id} onSelect={select} />
			)}
			{matrix && loaded && <PrintedMatrix groups={shownGroups} roles={columns} />}
		</div>
	);
}
