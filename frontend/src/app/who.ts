import type { TFunction } from "i18next";

/** Who did something, as stored, in words: at the command line nobody is signed in. */
export function nameWords(name: string, t: TFunction): string {
	return name === "local operator" ? t("audit.localOperator") : name;
}
