import { useCallback, useState } from "react";
import { useRoute } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { useGo } from "../../app/go";
import { AddUser } from "./add/add-user";
import { ImportDialog } from "./bring-in/import-dialog";
import { useFilter, writeFilter } from "./list/filter-url";
import { UserList } from "./list/user-list";
import { type TabName, tabs, UserPanel, wideTabs } from "./panel/user-panel";
import { type ExportAsked, ExportDialog } from "./take-out/export-dialog";
import css from "./users.module.css";

/** People: the register, and beside it whoever was opened. */
export default function UsersPage() {
	const [, params] = useRoute<{ id?: string; tab?: string }>("/users/:id?/:tab?");
	const go = useGo();
	const [filter, setFilter] = useFilter();
	const [importing, setImporting] = useState(false);
	const [exporting, setExporting] = useState<ExportAsked>();
	const id = params?.id;
	const adding = id === "new";
	const tab = tabs.find((name) => name === params?.tab) ?? "profile";
	const at = (path: string) => path + writeFilter(filter);
	// The list is drawn anew only for what changes in it, not for every tab beside it.
	const kept = tab === "profile" || wideTabs.includes(tab) ? "" : `/${tab}`;
	const open = useCallback((user: string) => go(`/users/${user}${kept}${writeFilter(filter)}`), [go, kept, filter]);
	const add = useCallback(() => go(`/users/new${writeFilter(filter)}`), [go, filter]);
	const bringIn = useCallback(() => setImporting(true), []);
	const close = () => {
		// From a tab that took the whole sheet, back is the panel beside the list.
		go(at("/users"));
	};
	// A tab leaves no unsaved changes behind, so no guard is asked.
	const show = (name: TabName) =>
		navigate(at(`/users/${id}${name === "profile" ? "" : `/${name}`}`), { replace: true });
	const wide = id !== undefined && !adding && wideTabs.includes(tab);
	return (
		<div className={css.page} data-open={id !== undefined || undefined} data-wide={wide || undefined}>
			<div className={css.list}>
				<UserList
					filter={filter}
					onFilter={setFilter}
					selected={adding ? undefined : id}
					onOpen={open}
					onAdd={add}
					onImport={bringIn}
					onExport={setExporting}
				/>
			</div>
			{id !== undefined && (
				<div className={css.panel}>
					{adding ? (
						<AddUser onClose={close} onMade={(made) => go(at(`/users/${made}`), { replace: true })} />
					) : (
						<UserPanel key={id} id={id} tab={tab} onTab={show} onClose={close} onOpen={open} alone={wide} />
					)}
				</div>
			)}
			<ImportDialog opened={importing} filter={filter} onClose={() => setImporting(false)} />
			<ExportDialog asked={exporting} filter={filter} onClose={() => setExporting(undefined)} />
		</div>
	);
}
