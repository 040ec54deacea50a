// Which parts of the page hold unsaved changes, and what to do when somebody
// wants to leave them. The question itself is drawn by the shell.
const dirty = new Set<string>();
let asked: ((leave: () => void) => void) | undefined;
let here = "";

/** This part of the page has unsaved changes. */
export function guard(id: string): void {
	dirty.add(id);
	here = location.pathname + location.search;
}

/** It has none any more. */
export function unguard(id: string): void {
	dirty.delete(id);
}

/** Whether anything would be lost. */
export const unsaved = (): boolean => dirty.size > 0;

/** The shell draws the question; leave() goes on and forgets the changes. */
export function whenLeaving(ask: (leave: () => void) => void): () => void {
	asked = ask;
	return () => {
		asked = undefined;
	};
}

/** Goes on at once, or asks first. */
export function leaveBy(go: () => void): void {
	if (unsaved() && asked) {
		asked(() => {
			dirty.clear();
			go();
		});
	} else go();
}

/** Watches Back, Forward and closing the tab. Called once, before any router listens. */
export function watchLeaving(): void {
	window.addEventListener("beforeunload", (event) => {
		if (unsaved()) event.preventDefault();
	});
	window.addEventListener(
		"popstate",
		(event) => {
			if (!unsaved() || location.pathname + location.search === here) return;
			// The address has moved already: put it back, ask, then go there.
			event.stopImmediatePropagation();
			const to = location.pathname + location.search;
			history.pushState(null, "", here);
			leaveBy(() => {
				history.replaceState(null, "", to);
				window.dispatchEvent(new PopStateEvent("popstate"));
			});
		},
		true,
	);
}
