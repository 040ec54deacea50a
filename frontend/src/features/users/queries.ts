// What the pages of users ask for, each under a key that the program's events
// make old.
import { keepPreviousData, type QueryClient, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";

/** Rows asked for at a time. */
export const pageSize = 100;

/** What narrows and orders the list; the rest of a query is paging. */
export type Filter = Pick<
	api.UserQuery,
	"search" | "role" | "state" | "seat" | "factor" | "on" | "check" | "sort" | "down"
>;

export const noFilter: Filter = {
	search: "",
	role: "",
	state: "",
	seat: "",
	factor: "",
	on: "",
	check: "",
	sort: "name",
	down: false,
};

/** queryOf makes one page's question. */
export function queryOf(filter: Filter, offset: number, limit = pageSize): api.UserQuery {
	return { ...filter, after: "", offset, limit };
}

/** A list as far as it is known: holes are rows that were not looked at yet. */
interface Known {
	rows: (api.UserRow | undefined)[];
	total: number;
	all: number;
	can: string[];
}

const nothing: Known = { rows: [], total: 0, all: 0, can: [] };

/** The list as a virtual table needs it: rows where they are known, and a way
 * to say which are looked at. While a new filter is on its way the list of the
 * old one stays. */
export function useUserList(filter: Filter) {
	const client = useQueryClient();
	const [pages, setPages] = useState<readonly [number, number]>([0, 0]);
	const [from, to] = pages;
	const offsets = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => (from + i) * pageSize), [from, to]);
	const answers = useQueries({
		queries: offsets.map((offset) => ({
			queryKey: ["users", filter, offset],
			queryFn: () => modules.users.List(queryOf(filter, offset)),
			staleTime: 15_000,
		})),
	});
	const stamp = answers.map((answer) => answer.dataUpdatedAt).join();
	// biome-ignore lint/correctness/useExhaustiveDependencies: anew with every answer
	const known = useMemo(() => gather(client, filter), [client, filter, stamp]);
	const last = useRef(nothing);
	if (known) last.current = known;
	const shown = known ?? last.current;
	const onRange = useCallback((first: number, last: number) => {
		const next = [Math.floor(Math.max(0, first) / pageSize), Math.floor(Math.max(0, last) / pageSize)] as const;
		setPages((before) => (before[0] === next[0] && before[1] === next[1] ? before : next));
	}, []);
	/** rowsBetween fetches what a range of ticks covers but was never looked at. */
	const rowsBetween = useCallback(
		async (first: number, last: number): Promise<api.UserRow[]> => {
			const out: api.UserRow[] = [];
			for (let offset = Math.floor(first / pageSize) * pageSize; offset <= last; offset += pageSize) {
				const page = await client.ensureQueryData({
					queryKey: ["users", filter, offset],
					queryFn: () => modules.users.List(queryOf(filter, offset)),
				});
				page.rows?.forEach((row, i) => {
					if (offset + i >= first && offset + i <= last) out.push(row);
				});
			}
			return out;
		},
		[client, filter],
	);
	return {
		...shown,
		error: answers.find((p) => p.error)?.error,
		known: shown !== nothing,
		onRange,
		rowsBetween,
	};
}

// Every page of this filter that was ever asked for, each in its place.
function gather(client: QueryClient, filter: Filter): Known | undefined {
	let newest: api.UserPage | undefined;
	let at = 0;
	const found: [number, api.UserPage][] = [];
	for (const query of client.getQueryCache().findAll({ queryKey: ["users", filter] })) {
		const page = query.state.data as api.UserPage | undefined;
		if (!page) continue;
		found.push([Number(query.queryKey[2]), page]);
		if (query.state.dataUpdatedAt >= at) [newest, at] = [page, query.state.dataUpdatedAt];
	}
	if (!newest) return undefined;
	const rows: (api.UserRow | undefined)[] = new Array(newest.total);
	for (const [offset, page] of found) {
		for (const [i, row] of (page.rows ?? []).entries()) if (offset + i < newest.total) rows[offset + i] = row;
	}
	return { rows, total: newest.total, all: newest.all, can: newest.can ?? [] };
}

/** One user as his panel shows him. */
export function useUser(id: string) {
	return useAsk(["user", id], () => modules.users.Get(id));
}

/** Every right of a user with its sources. */
export function useEffective(id: string) {
	return useAsk(["user", id, "effective"], () => modules.users.Effective(id));
}

/** The catalogue never changes while the program runs. */
export function useCatalogue() {
	return useAsk(["catalogue"], modules.roles.Catalogue, { staleTime: Number.POSITIVE_INFINITY });
}

/** Every role shown in this tenant. */
export function useRoles() {
	return useAsk(["roles"], modules.roles.List);
}

/** The roles that can be given: not those of platforms the tenant hides, which their members keep. */
export function givable(roles: readonly api.RoleRow[] | undefined): readonly api.RoleRow[] {
	return (roles ?? []).filter((role) => !role.hidden);
}

/** Extensions, queues and numbers whose name or label contains the text. */
export function useThings(kind: string, search: string, enabled = true) {
	return useAsk(["things", kind, search], () => modules.things.List(kind, search), {
		enabled,
		placeholderData: keepPreviousData,
	});
}
