import { useCallback, useMemo } from "react";
import { useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { api } from "../../../wailsjs/go/models";

const words = ["by", "who", "what", "target", "from", "result", "since", "until"] as const;

/** What the list is narrowed by. */
export type AuditFilter = Pick<api.AuditQuery, Exclude<(typeof words)[number], "by">> & {
	/** "assistance" = what Remote Assistance did. */
	by: string;
};

/** Lets everything through. */
export const noFilter: AuditFilter = {
	by: "",
	who: "",
	what: "",
	target: "",
	from: "",
	result: "",
	since: "",
	until: "",
};

/** The filter as the program takes it. */
export function queryOf(filter: AuditFilter, before = 0): api.AuditQuery {
	const { by, ...query } = filter;
	return { ...query, assistance: by === "assistance", before, limit: 200 };
}

/** How many words of the filter are in force. */
export function inForce(filter: AuditFilter): number {
	return words.filter((word) => filter[word] !== "").length;
}

/** The filter stands in the page's address, so that a link and a reload keep it. */
export function useAuditFilter(): [AuditFilter, (part: Partial<AuditFilter>) => void] {
	const search = useSearch();
	const filter = useMemo(() => {
		const params = new URLSearchParams(search);
		return Object.fromEntries(words.map((word) => [word, params.get(word) ?? ""])) as AuditFilter;
	}, [search]);
	const change = useCallback(
		(part: Partial<AuditFilter>) => {
			const next = { ...filter, ...part };
			const params = new URLSearchParams(words.filter((word) => next[word] !== "").map((word) => [word, next[word]]));
			navigate(`/audit${params.size > 0 ? `?${params}` : ""}`, { replace: true });
		},
		[filter],
	);
	return [filter, change];
}
