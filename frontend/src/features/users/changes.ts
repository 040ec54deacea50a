// A change of access in words, for the save bar and for a conflict.
import type { i18n, TFunction } from "i18next";
import { until } from "../../app/days";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";
import { type Access, keyOf } from "./draft";

interface Words {
	t: TFunction;
	i18n: i18n;
	roleName: (id: string) => string;
}

/** changesBetween says, one sentence each, what differs from before to after. */
export function changesBetween(before: Access, after: Access, words: Words): string[] {
	const { t, roleName } = words;
	const right = (p: string) => rightName(t, words.i18n, p);
	const said: string[] = [];
	if (before.kind !== after.kind) said.push(t("users.change.kind", { kind: t(`users.kind.${after.kind}`) }));
	if (before.seat !== after.seat) said.push(t("users.change.seat", { seat: t(`users.seat.${after.seat}`) }));
	each("roles", before.roles, after.roles, {
		added: (m) => t("users.change.role.added", { name: roleName(m.role) }),
		removed: (m) => t("users.change.role.removed", { name: roleName(m.role) }),
		changed: (m) =>
			m.expires
				? t("users.change.role.until", { name: roleName(m.role), date: until(m.expires) })
				: t("users.change.role.for_ever", { name: roleName(m.role) }),
	});
	each("overrides", before.overrides, after.overrides, {
		added: (o) => t(o.allow ? "users.change.allowed" : "users.change.denied", { right: right(o.permission) }),
		removed: (o) => t("users.change.inherited", { right: right(o.permission) }),
		changed: (o, was) =>
			o.allow !== was.allow
				? t(o.allow ? "users.change.allowed" : "users.change.denied", { right: right(o.permission) })
				: t("users.change.until", {
						right: right(o.permission),
						date: o.expires ? until(o.expires) : t("users.never"),
					}),
	});
	if (before.reachEverything !== after.reachEverything)
		said.push(t(after.reachEverything ? "users.change.reach.everything" : "users.change.reach.listed"));
	each("reach", before.reach, after.reach, {
		added: (e) => t("users.change.reach.added", { name: entityName(t, e) }),
		removed: (e) => t("users.change.reach.removed", { name: entityName(t, e) }),
	});
	each("exclusions", before.exclusions, after.exclusions, {
		added: (e) => t("users.change.exclusion.added", { name: entityName(t, e) }),
		removed: (e) => t("users.change.exclusion.removed", { name: entityName(t, e) }),
	});
	each("hosts", before.hosts, after.hosts, {
		added: (h) => t("users.change.host.added", { cidr: h.cidr }),
		removed: (h) => t("users.change.host.removed", { cidr: h.cidr }),
		changed: (h) => t("users.change.host.note", { cidr: h.cidr }),
	});
	return said;

	function each<P extends keyof Access, E extends Access[P] extends (infer X)[] ? X : never>(
		part: P,
		was: E[],
		now: E[],
		say: { added: (e: E) => string; removed: (e: E) => string; changed?: (e: E, was: E) => string },
	): void {
		const old = new Map(was.map((e) => [keyOf(part, e), e]));
		const fresh = new Set(now.map((e) => keyOf(part, e)));
		for (const e of now) {
			const o = old.get(keyOf(part, e));
			if (!o) said.push(say.added(e));
			else if (say.changed && JSON.stringify(o) !== JSON.stringify(e)) said.push(say.changed(e, o));
		}
		for (const e of was) if (!fresh.has(keyOf(part, e))) said.push(say.removed(e));
	}
}
