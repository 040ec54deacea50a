import i18next, { type FormatterModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { number } from "./format";
import { stops } from "./one-stop";

/** The languages there are, each by its own name. */
export const languages: Record<string, string> = {
	en: "English",
	de: "Deutsch",
	es: "Español",
	fr: "Français",
	it: "Italiano",
	pt: "Português",
	ru: "Русский",
	zh: "中文",
};

const sentences: Record<string, () => Promise<{ default: Record<string, string> }>> = {
	en: () => import("../i18n/en"),
	de: () => import("../i18n/de"),
	es: () => import("../i18n/es"),
	fr: () => import("../i18n/fr"),
	it: () => import("../i18n/it"),
	pt: () => import("../i18n/pt"),
	ru: () => import("../i18n/ru"),
	zh: () => import("../i18n/zh"),
};

// Figures inside sentences are written as the language writes them: 1,318 or 1.318.
const figures: FormatterModule = {
	type: "formatter",
	init: () => {},
	add: () => {},
	addCached: () => {},
	format: (value) => (typeof value === "number" ? number(value) : value),
};

/** The language wanted, or the nearest there is: the user's, else the browser's, else English. */
export function nearest(...wanted: readonly (string | undefined)[]): string {
	for (const tag of [...wanted, ...navigator.languages]) {
		const base = tag?.toLowerCase().split("-")[0];
		if (base && base in sentences) return base;
	}
	return "en";
}

// Most sentences are plain text without a figure or name in them, and a page
// asks for hundreds: those are looked up here, past plurals and interpolation.
let plain: ReadonlyMap<string, string> = new Map();

function lookUpPlain(): void {
	const fixed = i18next.getFixedT.bind(i18next) as unknown as (...of: unknown[]) => (...asked: unknown[]) => string;
	const quick = (...of: unknown[]) => {
		const t = fixed(...of);
		const look = (key: unknown, ...more: unknown[]) =>
			(more[0] === undefined ? plain.get(key as string) : undefined) ?? t(key, ...more);
		return Object.assign(look, t);
	};
	i18next.getFixedT = quick as unknown as typeof i18next.getFixedT;
}

/** Shows the page in this language; its sentences are fetched when first needed. */
export async function speak(language: string): Promise<void> {
	const chosen = nearest(language);
	const loaded = await sentences[chosen]!();
	plain = new Map(Object.entries(loaded.default).filter(([, text]) => !/\{\{|\$t\(/.test(text)));
	if (!i18next.isInitialized) {
		lookUpPlain();
		await i18next
			.use(initReactI18next)
			.use(figures)
			.use(stops)
			.init({
				lng: chosen,
				fallbackLng: false,
				// Keys are flat: dots and colons belong to their names.
				keySeparator: false,
				nsSeparator: false,
				interpolation: { escapeValue: false, alwaysFormat: true },
				postProcess: [stops.name],
				react: { useSuspense: false },
				resources: { [chosen]: { translation: loaded.default } },
			});
	} else {
		i18next.addResourceBundle(chosen, "translation", loaded.default);
		await i18next.changeLanguage(chosen);
	}
	document.documentElement.lang = chosen;
}
