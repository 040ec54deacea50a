import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { api } from "../../../wailsjs/go/models";
import { type CallError, modules } from "../../api/ask";

const size = 100;

/** Everybody who may, page by page as they come into sight. */
export function useWho(question: api.WhoQuestion, enabled: boolean) {
	const list = useInfiniteQuery<api.WhoPage, CallError, { pages: api.WhoPage[] }, readonly unknown[], number>({
		queryKey: ["who", question],
		queryFn: ({ pageParam }) => modules.check.Who({ ...question, offset: pageParam, limit: size }),
		initialPageParam: 0,
		getNextPageParam: (last, all) => {
			const got = all.reduce((n, page) => n + (page.rows?.length ?? 0), 0);
			return got < last.total ? got : undefined;
		},
		placeholderData: keepPreviousData,
		enabled,
	});
	const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
	const rows = list.data?.pages.flatMap((page) => page.rows ?? []) ?? [];
	const count = rows.length;
	const onRange = useCallback(
		(_: number, end: number) => {
			if (hasNextPage && !isFetchingNextPage && end >= count - 40) void fetchNextPage();
		},
		[hasNextPage, isFetchingNextPage, fetchNextPage, count],
	);
	return { rows, page: list.data?.pages[0], loading: list.isPending, error: list.error, onRange };
}
