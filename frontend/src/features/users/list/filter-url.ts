// The filter lives in the address, so that Back, links and a reload keep it.
import { useCallback, useMemo } from "react";
import { useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { type Filter, noFilter } from "../queries";

const texts = ["search", "role", "state", "seat", "factor", "on", "check", "sort"] as const;

/** read makes a filter out of the address's question. */
export function readFilter(question: string): Filter {
	const params = new URLSearchParams(question);
	const filter: Filter = { ...noFilter, down: params.get("down") === "1" };
	for (const name of texts) filter[name] = params.get(name) ?? noFilter[name];
	return filter;
}

/** write is the other way; what is as usual is left out. */
export function writeFilter(filter: Filter): string {
	const params = new URLSearchParams();
	for (const name of texts) if (filter[name] !== noFilter[name]) params.set(name, filter[name]);
	if (filter.down) params.set("down", "1");
	const text = params.toString();
	return text ? `?${text}` : "";
}

/** inForce tells whether anything narrows the list. */
export function inForce(filter: Filter): boolean {
	return texts.some((name) => name !== "sort" && filter[name] !== "");
}

/** The filter of the page, and how to change it. */
export function useFilter(): [Filter, (change: Partial<Filter>) => void] {
	const question = useSearch();
	const filter = useMemo(() => readFilter(question), [question]);
	// Narrowing the list leaves nobody's unsaved changes: no guard is asked.
	const change = useCallback(
		(part: Partial<Filter>) =>
			navigate(location.pathname + writeFilter({ ...readFilter(question), ...part }), { replace: true }),
		[question],
	);
	return [filter, change];
}
