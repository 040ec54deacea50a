import type { ReactNode } from "react";
import type { api } from "../../../wailsjs/go/models";
import { nearest } from "../../app/language";

/** What the wizard has been told so far. */
export type Draft = Omit<api.SetUpInput, "token">;

/** What every step of the wizard is drawn with. */
export interface StepProps {
	frame: { steps: string[]; at: number; label: string; note: ReactNode; wide: boolean };
	draft: Draft;
	onBack: () => void;
	onNext: (changed: Partial<Draft>) => void;
}

/** An empty beginning, with what the browser can guess. */
export function emptyDraft(): Draft {
	return {
		tenantSlug: "",
		tenantName: "",
		country: regionHere(),
		language: nearest(),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		first: "",
		last: "",
		login: "",
		password: "",
		factorKey: "",
		factorCode: "",
	};
}

// Where no language is set (LANG=C) the window's engine calls it "C", which is
// no language tag.
function regionHere(): string {
	try {
		return new Intl.Locale(navigator.language).maximize().region ?? "";
	} catch {
		return "";
	}
}

/** The token of the printed address (#token=...); the desktop window needs none. */
export function setUpToken(): string {
	return new URLSearchParams(location.hash.slice(1)).get("token") ?? typed;
}

let typed = "";

/** A token typed by hand, where the address was opened without it. */
export function typeToken(token: string): void {
	typed = token.trim();
}

/** A tenant's short name, as typed at sign-in: "Kestrel Freight" is kestrel-freight. */
export function slugOf(name: string): string {
	return name
		.normalize("NFKD")
		.replace(/[\u0300-\u036f]/g, "")
		.replace(/ß/g, "ss")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 40);
}

/** A login from names: Ada Whitlock is ada.whitlock. */
export function loginOf(first: string, last: string): string {
	return [first, last].map(slugOf).filter(Boolean).join(".");
}
