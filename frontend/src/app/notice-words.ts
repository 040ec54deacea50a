import type { i18n, TFunction } from "i18next";
import type { api } from "../../wailsjs/go/models";
import { entityName } from "../features/tree/entity-name";
import { rightName } from "../features/tree/names";
import { lastDay, until } from "./days";
import { moment } from "./format";

/** The sentence of a notice: moments and rights as the reader says them. */
export function noticeWords(notice: api.Notice, t: TFunction, lang: i18n): string {
	const params: Record<string, string> = { ...notice.params };
	if (params.at) params.at = moment(params.at);
	if (params.until) params.until = lastDay(params.until) ? until(params.until) : moment(params.until);
	if (params.permission) params.permission = rightName(t, lang, params.permission);
	if (params.entity) params.entity = t("requests.on", { entity: entityName(t, params.entity) });
	const what = params.what ? `.${params.what}` : "";
	const count = params.count === undefined ? {} : { count: Number(params.count) };
	return t(`notice.${notice.kind}${what}`, { ...params, ...count, defaultValue: "" }).replace(/ +(\u00a0?[.:])/g, "$1");
}
