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
	user: ["users", "user", "roles", "role", "hosts", "why", "audit"],
	role: ["roles", "role", "users", "user", "why", "audit"],
	tenant: ["tenant", "hosts", "users", "user", "why", "audit", "status"],
	thing: ["things", "users", "user", "audit"],
	session: ["sessions", "status"],
};

/** Keeps the page true while others change things, and notices an end of the session. */
export function useChanges(): void {
	useEffect(() => {
		const stop = [
			onEvent<Change>("changed", (change) => {
				for (const key of touched[change?.kind] ?? []) void answers.invalidateQueries({ queryKey: [key] });
			}),
			onEvent("signed_out", () => void answers.invalidateQueries({ queryKey: statusKey })),
		];
		return () => {
			for (const end of stop) end();
		};
	}, []);
}
