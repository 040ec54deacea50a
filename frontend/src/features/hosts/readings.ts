import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";

/** What one typed line means. */
export interface Reading {
	kind: "blank" | "waiting" | "new" | "already" | "wrong";
	cidrs: readonly string[];
	/** addresses covered, decimal; "" when nobody reads the figure */
	count: string;
	was: string;
	error?: callgate.Error;
}

interface Typed {
	text: string;
	setText: (text: string) => void;
	/** one for each line of the text */
	readings: readonly Reading[];
}

/**
 * Reads typed lines while they are typed. What is new in them joins the list at
 * once; it leaves again when its line is changed, and its line goes when it is
 * taken off the list. saved changes when the list was stored: lines that were
 * read have done their work then.
 */
export function useReadings(
	present: readonly string[],
	saved: unknown,
	onChange: (add: string[], drop: string[]) => void,
): Typed {
	const [text, setText] = useState("");
	const [rested] = useDebouncedValue(text, 150);
	// What these lines put into the list, and whether it was seen there.
	const [mine] = useState(() => new Map<string, boolean>());
	const others = present.filter((cidr) => !mine.has(cidr));
	const read = useAsk(["hosts", "read", rested, others], () => modules.hosts.Read(rested, others), {
		enabled: rested.trim() !== "",
		placeholderData: (before) => before,
	});
	const known = new Map((text.trim() === "" ? [] : (read.data ?? [])).map((line) => [line.text, line]));
	const named = new Set<string>();
	const lines = text.split("\n");
	const readings = lines.map((line) => readingOf(line, known, named));
	const wanted = [...named];
	const current = text.trim() === "" || (rested === text && read.data !== undefined && !read.isPlaceholderData);

	const tell = useRef(onChange);
	tell.current = onChange;
	const want = wanted.join(" ");
	useEffect(() => {
		if (!current) return;
		const list = want === "" ? [] : want.split(" ");
		const add = list.filter((cidr) => !mine.has(cidr));
		const drop = [...mine.keys()].filter((cidr) => !list.includes(cidr));
		if (add.length + drop.length === 0) return;
		for (const cidr of drop) mine.delete(cidr);
		for (const cidr of add) mine.set(cidr, false);
		tell.current(add, drop);
	}, [current, want, mine]);

	const there = present.join(" ");
	const latest = useRef({ lines, readings });
	latest.current = { lines, readings };
	useEffect(() => {
		const list = there.split(" ");
		const gone = [...mine].filter(([cidr, seen]) => seen && !list.includes(cidr)).map(([cidr]) => cidr);
		for (const cidr of mine.keys()) if (list.includes(cidr)) mine.set(cidr, true);
		if (gone.length === 0) return;
		for (const cidr of gone) mine.delete(cidr);
		const { lines: typed, readings: as } = latest.current;
		setText(typed.filter((_, i) => !as[i]?.cidrs.some((cidr) => gone.includes(cidr))).join("\n"));
	}, [there, mine]);

	const before = useRef(saved);
	useEffect(() => {
		if (before.current === saved) return;
		before.current = saved;
		mine.clear();
		const { lines: typed, readings: as } = latest.current;
		setText(typed.filter((_, i) => as[i]?.kind === "wrong").join("\n"));
	}, [saved, mine]);

	return { text, setText, readings };
}

const blank: Reading = { kind: "blank", cidrs: [], count: "", was: "" };

// Several hosts may stand in one line, with commas. named collects what is new.
function readingOf(line: string, known: ReadonlyMap<string, api.HostLine>, named: Set<string>): Reading {
	const parts = line
		.split(/[,;]/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
	if (parts.length === 0) return blank;
	const read = parts.map((part) => known.get(part));
	const wrong = read.find((part) => part?.error);
	if (wrong?.error) return { ...blank, kind: "wrong", error: wrong.error };
	const all = read.filter((part) => part !== undefined);
	if (all.length < parts.length) return { ...blank, kind: "waiting" };
	const cidrs = all.flatMap((part) => part.cidrs ?? []);
	const fresh = all.filter((part) => !part.already).flatMap((part) => part.cidrs ?? []);
	const news = fresh.filter((cidr) => !named.has(cidr));
	for (const cidr of news) named.add(cidr);
	const [only] = all;
	return {
		kind: news.length > 0 ? "new" : "already",
		cidrs,
		count: all.length === 1 ? (only?.count ?? "") : "",
		was: all.length === 1 ? (only?.was ?? "") : "",
	};
}
