import { Button, Menu } from "@mantine/core";
import { IconDots, IconDownload, IconListCheck, IconPlus, IconUpload } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { useMay } from "../../../api/queries";
import { number } from "../../../app/format";
import { PageHead, Register, SearchField, useLater, useWidth } from "../../../components";
import { PressMenu } from "../../../components/press-menu";
import { Refusal } from "../../../components/refusal";
import { type Filter, useUserList } from "../queries";
import type { ExportAsked } from "../take-out/export-dialog";
import { BulkBar, PickHint } from "./bulk-bar";
import { columns, PhoneRow } from "./columns";
import { EmptyList } from "./empty";
import { EndsLink } from "./ends-link";
import { inForce } from "./filter-url";
import { Filters } from "./filters";
import css from "./list.module.css";
import { useRowDeeds } from "./row-deeds";
import { SeatBanner } from "./seat-banner";

interface UserListProps {
	filter: Filter;
	onFilter: (part: Partial<Filter>) => void;
	selected?: string;
	onOpen: (id: string) => void;
	onAdd: () => void;
	onImport: () => void;
	onExport: (asked: ExportAsked) => void;
}

/** The register of people: search, filters, rows, and what can be done to many. */
export const UserList = memo(function UserList({
	filter,
	onFilter,
	selected,
	onOpen,
	onAdd,
	onImport,
	onExport,
}: UserListProps) {
	const { t } = useTranslation();
	const list = useUserList(filter);
	const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
	const [picking, setPicking] = useState(false);
	const pane = useRef<HTMLDivElement>(null);
	const search = useRef<HTMLInputElement>(null);
	const width = useWidth(pane);
	const phone = width > 0 && width < 520;
	const may = list.can.includes("write");
	const mayImport = useMay("directory.users:write");
	const { onDeed, questions } = useRowDeeds();
	const later = useLater();
	const cols = useMemo(() => columns(t, later ? onDeed : undefined), [t, onDeed, later]);

	useSearchKey(search);
	// Another question begins at its top.
	// biome-ignore lint/correctness/useExhaustiveDependencies: whenever the filter changes
	useEffect(() => {
		pane.current?.querySelector("[role=grid]")?.scrollTo({ top: 0 });
	}, [filter]);

	const narrowed = inForce(filter);
	const count = narrowed
		? t("users.count.of", { found: number(list.total), all: number(list.all) })
		: number(list.total);
	const exporting = () => onExport({ ids: [...ticked], total: list.total, all: list.all });

	return (
		<div className={css.pane} ref={pane} data-phone={phone || undefined}>
			<PageHead title={t("users.title")} count={list.known ? count : undefined}>
				<EndsLink />
				{!phone && mayImport && (
					<Button variant="default" onClick={onImport}>
						{t("users.import")}
					</Button>
				)}
				{phone ? (
					<PressMenu
						position="bottom-end"
						target={
							<button type="button" className={css.more} aria-label={t("users.more")}>
								<IconDots size={20} stroke={1.7} aria-hidden />
							</button>
						}
					>
						{mayImport && (
							<Menu.Item leftSection={<IconUpload size={16} stroke={1.7} aria-hidden />} onClick={onImport}>
								{t("users.import")}
							</Menu.Item>
						)}
						{may && (
							<Menu.Item
								leftSection={<IconListCheck size={16} stroke={1.7} aria-hidden />}
								onClick={() => setPicking(true)}
							>
								{t("users.pick")}
							</Menu.Item>
						)}
						<Menu.Item leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />} onClick={exporting}>
							{t("users.export")}
						</Menu.Item>
					</PressMenu>
				) : (
					<Button variant="default" onClick={exporting}>
						{t("users.export")}
					</Button>
				)}
				{may && (
					<Button
						onClick={onAdd}
						className={phone ? css.addSquare : undefined}
						aria-label={phone ? t("users.add") : undefined}
						leftSection={phone ? undefined : <IconPlus size={16} stroke={2} aria-hidden />}
					>
						{phone ? <IconPlus size={20} stroke={1.8} aria-hidden /> : t("users.add")}
					</Button>
				)}
			</PageHead>
			<SeatBanner filter={filter} onFilter={onFilter} />
			<div className={css.tools}>
				<div className={css.search}>
					<SearchField
						input={search}
						value={filter.search}
						onChange={(text) => onFilter({ search: text })}
						placeholder={t("users.search")}
					/>
				</div>
				<Filters filter={filter} onChange={onFilter} folded={phone} />
			</div>
			{list.error ? (
				<Refusal error={list.error} />
			) : (
				<Register
					label={t("users.title")}
					columns={cols}
					rows={list.rows}
					total={list.total}
					rowHeight={41}
					rowKey={(row) => row.id}
					selectedKey={selected}
					onOpen={(row) => onOpen(row.id)}
					ticked={may ? ticked : undefined}
					onTick={may ? setTicked : undefined}
					picking={picking}
					sort={{ key: filter.sort, down: filter.down }}
					onSort={(sort) => onFilter({ sort: sort.key, down: sort.down })}
					empty={<EmptyList filter={filter} onChange={onFilter} onAdd={may ? onAdd : undefined} />}
					loading={!list.known}
					onRange={list.onRange}
					phone={phoneRow}
				/>
			)}
			{questions}
			{ticked.size > 0 && (
				<BulkBar
					ids={[...ticked]}
					total={list.total}
					onAll={async () => setTicked(new Set((await list.rowsBetween(0, list.total - 1)).map((row) => row.id)))}
					onExport={exporting}
					onClose={() => {
						setTicked(new Set());
						setPicking(false);
					}}
				/>
			)}
			{phone && picking && ticked.size === 0 && <PickHint onClose={() => setPicking(false)} />}
		</div>
	);
});

const phoneRow = (row: api.UserRow) => <PhoneRow row={row} />;

// The slash goes to the search from anywhere but a field.
function useSearchKey(search: React.RefObject<HTMLInputElement | null>) {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			const typing = (event.target as HTMLElement).closest("input, textarea, select, [role=dialog]");
			if (event.key !== "/" || event.ctrlKey || event.metaKey || typing) return;
			event.preventDefault();
			search.current?.focus();
			search.current?.select();
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [search]);
}
