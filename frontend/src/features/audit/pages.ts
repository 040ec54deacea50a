import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { api, callgate } from "../../../wailsjs/go/models";
import { type CallError, modules } from "../../api/ask";
import { type AuditFilter, queryOf } from "./query-url";

interface AuditPages {
	rows: callgate.AuditRecord[];
	total: number | undefined;
	/** the deeds there are, for the filter */
	whats: string[];
	/** id of the Remote Assistance user: what he did is marked */
	assistant: string;
	loading: boolean;
	error: CallError | null;
	onRange: (first: number, last: number) => void;
}

const ahead = 40;

/** The audit grows at its head, so it is read by cursor: the next page is asked
 * for when the end of what is there comes into sight. */
export function useAuditPages(filter: AuditFilter): AuditPages {
	const list = useInfiniteQuery<api.AuditPage, CallError, { pages: api.AuditPage[] }, readonly unknown[], number>({
		queryKey: ["audit", filter],
		queryFn: ({ pageParam }) => modules.audit.List(queryOf(filter, pageParam)),
		initialPageParam: 0,
		getNextPageParam: (last) => (last.next > 0 ? last.next : undefined),
		placeholderData: keepPreviousData,
	});
	const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
	const rows = data?.pages.flatMap((page) => page.rows ?? []) ?? [];
	const count = rows.length;
	const onRange = useCallback(
		(_: number, end: number) => {
			if (hasNextPage && !isFetchingNextPage && end >= count - ahead) void fetchNextPage();
		},
		[hasNextPage, isFetchingNextPage, fetchNextPage, count],
	);
	const first = data?.pages[0];
	return {
		rows,
		total: first?.total,
		whats: first?.whats ?? [],
		assistant: first?.assistant ?? "",
		loading: list.isPending,
		error: list.error,
		onRange,
	};
}
