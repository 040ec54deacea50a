// Names of rights as a person says them.
import type { i18n, TFunction } from "i18next";
import type { callgate } from "../../../wailsjs/go/models";

// Every cell of a tree or matrix says its right: each is put into words once.
let names = new Map<string, string>();
let spoken = "";

/** rightName is what a right lets one do where there are words for it ("Play
 * recordings"), else the module and, where it has several, the action. */
export function rightName(t: TFunction, lang: i18n, permission: string): string {
	if (spoken !== lang.language) [names, spoken] = [new Map(), lang.language];
	const known = names.get(permission) ?? capital(rightPhrase(t, lang, permission));
	names.set(permission, known);
	return known;
}

/** rightPhrase is the same inside a sentence: "play recordings". */
export function rightPhrase(t: TFunction, lang: i18n, permission: string): string {
	const own = `permission.${permission}`;
	if (lang.exists(own)) return t(own);
	const [module = "", action = ""] = permission.split(":");
	const label = t(`module.${module}`);
	return action === "read" || action === "use"
		? label
		: t("right.of", {
				module: label,
				action: t(`action.${action}`).toLocaleLowerCase(lang.language),
			});
}

/** sourceName names what gives a right: a role, or one of the fixed rules. */
export function sourceName(t: TFunction, source: callgate.Source): string {
	switch (source.kind) {
		case "role":
			return source.name;
		case "shared_recording":
			return source.name ? `${t("tree.by.shared_recording")} ${source.name}` : t("tree.by.shared_recording");
		default:
			return t(`tree.by.${source.kind}`);
	}
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
