import { useSyncExternalStore } from "react";

/** What somebody was refused and may ask for. */
export interface Wish {
	permission: string;
	/** "" = on anything at all. */
	entity: string;
}

let wish: Wish | undefined;
const listeners = new Set<() => void>();

/** Opens the question with which a right is asked for; undefined closes it. */
export function askFor(next: Wish | undefined): void {
	wish = next;
	for (const listener of listeners) listener();
}

/** What is being asked for now. */
export function useWish(): Wish | undefined {
	return useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		() => wish,
	);
}
