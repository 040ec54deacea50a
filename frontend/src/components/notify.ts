import { useSyncExternalStore } from "react";

/** One message at the foot of the page. */
export interface Notice {
	id: number;
	kind: "done" | "refused";
	text?: string;
	error?: unknown;
	undo?: () => Promise<unknown>;
	/** Milliseconds it stays; 0 = until closed. */
	stays: number;
}

let next = 1;
let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

function set(changed: readonly Notice[]): void {
	notices = changed;
	for (const listener of listeners) listener();
}

function add(notice: Omit<Notice, "id">): number {
	const id = next++;
	// Three at most: an older message gives way.
	set([...notices.slice(-2), { ...notice, id }]);
	return id;
}

/** Tells what was done, or refused, from anywhere. */
export const notify = {
	/** The deed is done; with undo it can be taken back for 30 seconds. */
	done: (text: string, options: { undo?: () => Promise<unknown> } = {}) =>
		add({ kind: "done", text, ...options, stays: options.undo ? 30_000 : 6_000 }),
	/** The program said no: its sentence stays until it is closed. */
	refused: (error: unknown) => add({ kind: "refused", error, stays: 0 }),
	/** A plain refusal in words. */
	said: (text: string) => add({ kind: "refused", text, stays: 12_000 }),
	/** Takes one away. */
	close: (id: number) => set(notices.filter((notice) => notice.id !== id)),
};

/** The messages that stand now, oldest first. */
export function useNotices(): readonly Notice[] {
	return useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		() => notices,
	);
}
