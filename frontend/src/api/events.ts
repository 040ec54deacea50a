import { useEffect } from "react";
import { EventsOn } from "../../wailsjs/runtime/runtime";
import { answers, statusKey } from "./queries";

/** What the program tells its pages when something was committed. */
export interface Change {
	kind: string;
	id?: string;
}

/** Listens to one event of the program; answers how to stop. */
export function onEvent<T>(name: string, heard: (data: T) => void): () => void {
	if (!("runtime" in window)) return () => {};
	return EventsOn(name, heard);
}

// Which answers each kind of change makes old.
const touched: Record<string, readonly string[]> = {
	user: ["users", "ends", "user", "roles", "role", "hosts", "why", "who", "expectations", "audit", "account", "status"],
	role: ["roles", "role", "users", "user", "why", "who", "expectations", "audit", "status"],
	tenant: ["tenant", "hosts", "users", "user", "why", "who", "expectations", "audit", "status"],
	thing: ["things", "users", "user", "audit"],
	review: ["reviews", "audit"],
	expectation: ["expectations", "status", "audit"],
	session: ["sessions", "status"],
	address: ["addresses"],
	notice: ["notices"],
	request: ["requests", "status", "audit"],
	import: ["users", "user", "roles", "things", "status", "audit"],
};

/** Keeps the page true while others change things, and notices an end of the session. */
export function useChanges(): void {
	useEffect(() => {
		let lost = false;
		// A bulk deed tells hundreds of changes: each answer is asked again once.
		const old = new Set<string>();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const refresh = () => {
			timer = undefined;
			for (const key of old) void answers.invalidateQueries({ queryKey: [key] });
			old.clear();
		};
		const stop = [
			onEvent<Change>("changed", (change) => {
				// More happened than could be told one by one.
				if (change?.kind === "all") void answers.invalidateQueries();
				for (const key of touched[change?.kind] ?? []) old.add(key);
				timer ??= setTimeout(refresh, 150);
			}),
			onEvent("stream", (state) => {
				// What happened while the stream was down is not told again.
				if (state === "lost") lost = true;
				else if (lost) {
					lost = false;
					void answers.invalidateQueries();
				}
			}),
			onEvent("signed_out", () => void answers.invalidateQueries({ queryKey: statusKey })),
		];
		return () => {
			clearTimeout(timer);
			for (const end of stop) end();
		};
	}, []);
}
