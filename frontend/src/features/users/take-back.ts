// Taking back what was done to users: each becomes what he was, ends of
// memberships and reasons included; whom somebody changed since stays.
import type { TFunction } from "i18next";
import { modules } from "../../api/ask";
import { list } from "../../app/format";
import { notify } from "../../components";

/** takeBack goes the ways back that a deed's answer named. */
export async function takeBack(ways: string[], t: TFunction): Promise<void> {
	const { refused } = await modules.users.TakeBack(ways);
	if (refused.length === 0) return;
	notify.said(t("users.undo.partly", { count: refused.length, names: list(refused.map((r) => r.login)) }));
}
