// What the pages of users ask for, each under a key that the program's events
// make old.
import { keepPreviousData, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";

/** Rows asked for at a time. */
export const pageSize = 100;

/** What narrows and orders the list; the rest of a query is paging. */
export type Filter = Pick<api.UserQuery, "search" | "role" | "state" | "seat" | "factor" | "on" | "sort" | "down">;

export const noFilter: Filter = {
	search: "",
	role: "",
	state: "",
	seat: "",
	factor: "",
	on: "",
	sort: "name",
	down: false,
};

/** queryOf makes one page's question. */
export function queryOf(filter: Filter, offset: number, limit = pageSize): api.UserQuery {
	return { ...filter, after: "", offset, limit };
}

/** The list as a virtual table needs it: rows where they are known, and a way
 * to say which are looked at. */
export function useUserList(filter: Filter) {
	const client = useQueryClient();
	const [range, setRange] = useState<[number, number]>([0, pageSize - 1]);
	const [from, to] = [Math.floor(range[0] / pageSize), Math.floor(range[1] / pageSize)];
	const offsets = useMemo(() => Array.from({ length: to - from + 1 }, (_, i) => (from + i) * pageSize), [from, to]);
	const pages = useQueries({
		queries: offsets.map((offset) => ({
			queryKey: ["users", filter, offset],
			queryFn: () => modules.users.List(queryOf(filter, offset)),
			placeholderData: keepPreviousData,
			staleTime: 15_000,
		})),
	});
	const known = pages.find((p) => p.data)?.data;
	const total = known?.total ?? 0;
	const data = pages.map((p) => p.data);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the answers themselves, not the list of them
	const rows = useMemo(() => {
		const sparse: (api.UserRow | undefined)[] = new Array(total);
		const put = (page: api.UserPage | undefined, offset: number) => {
			for (const [i, row] of (page?.rows ?? []).entries()) if (offset + i < total) sparse[offset + i] = row;
		};
		// Pages seen before stay known, so that ticks reach over them.
		for (const [key, page] of client.getQueriesData<api.UserPage>({ queryKey: ["users", filter] })) {
			put(page, Number(key[2]));
		}
		for (const [i, page] of data.entries()) put(page, offsets[i] ?? 0);
		return sparse;
	}, [client, filter, total, offsets, ...data]);
	const onRange = useCallback((first: number, last: number) => setRange([Math.max(0, first), Math.max(0, last)]), []);
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
		rows,
		total,
		all: known?.all ?? 0,
		can: known?.can ?? [],
		loading: pages.some((p) => p.isPending),
		error: pages.find((p) => p.error)?.error,
		known: known !== undefined,
		onRange,
		rowsBetween,
	};
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

/** Extensions, queues and numbers whose name or label contains the text. */
export function useThings(kind: string, search: string, enabled = true) {
	return useAsk(["things", kind, search], () => modules.things.List(kind, search), {
		enabled,
		placeholderData: keepPreviousData,
	});
}
