import type { i18n, TFunction } from "i18next";
import type { api } from "../../../wailsjs/go/models";
import { list } from "../../app/format";
import { entityName } from "../tree/entity-name";
import { rightPhrase } from "../tree/names";

type Said = Pick<api.SaidSentence, "nobody" | "people" | "cannot" | "permission" | "on" | "from">;

/** A sentence in the reader's language: "Nobody but Ada Whitlock can play recordings of extension 100". */
export function saidWords(said: Said, t: TFunction, lang: i18n): string {
	const names = (said.people ?? []).map((p) => p.name);
	const key = said.nobody ? (names.length > 0 ? "nobodyBut" : "nobody") : said.cannot ? "cannot" : "can";
	return t(`expectations.said.${key}`, {
		who: list(names),
		right: lang.exists(`permission.${said.permission}`)
			? rightPhrase(t, lang, said.permission)
			: t("expectations.rightNamed", { permission: said.permission }),
		of: said.on ? t("expectations.said.of", { on: entityName(t, said.on) }) : "",
		from: said.from ? t("expectations.said.from", { from: said.from }) : "",
	});
}

/** Who breaks it: the first names, and how many more there are. */
export function breakers(said: Pick<api.SaidSentence, "who" | "whoTotal">, t: TFunction): string {
	const names = (said.who ?? []).map((p) => p.name);
	const more = said.whoTotal - names.length;
	return more > 0 ? t("expectations.andMore", { who: names.join(", "), count: more }) : list(names);
}
