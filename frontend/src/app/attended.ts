import { modules } from "../api/ask";

// A page asks by itself: when something changed elsewhere, and to show who else
// edits. None of that is somebody using his session. Somebody does who touches
// the page.
const touches = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
const awayAfter = 60_000;

let away = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let looked = 0;

/** From now on the page knows whether somebody sits before it, and says so. */
export function watchAttendance(): void {
	for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true });
	touched();
}

function touched(): void {
	const now = Date.now();
	if (!away && now - looked < 1_000) return;
	looked = now;
	clearTimeout(timer);
	timer = setTimeout(() => say(true), awayAfter);
	if (away) say(false);
}

function say(nobody: boolean): void {
	away = nobody;
	const browser = (window as { callgate?: { unattended: boolean } }).callgate;
	if (browser) browser.unattended = nobody;
	// The window has one caller for all calls, and is told. Nobody signed in: nobody to keep in.
	else void modules.account.Unattended(nobody).catch(() => {});
}
