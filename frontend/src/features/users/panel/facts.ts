// The fact under each gate at the head of a panel, short enough for 80 px.
import type { TFunction } from "i18next";
import type { api } from "../../../../wailsjs/go/models";
import { left, number } from "../../../app/format";

/** gateFacts words what the program counted. */
export function gateFacts(t: TFunction, detail: api.UserDetail): Record<string, string> {
	const { user } = detail;
	const facts = detail.facts ?? {};
	const hosts = Number(facts.hosts ?? 0);
	const forAll = Number(facts.tenantHosts ?? 0);
	const dialling = facts.dialling ?? "";
	return {
		state:
			detail.state === "locked"
				? t("users.fact.locked", { time: left(user.lockedUntil) }).trim()
				: t(`users.fact.${detail.state}`),
		address:
			hosts > 0
				? t("users.fact.hosts", { count: hosts })
				: forAll > 0
					? t("users.fact.hosts_all", { count: forAll })
					: t("users.fact.anywhere"),
		seat: t(`users.seat.${user.seat}`),
		rights: t("users.fact.rights", { held: number(detail.held), of: number(detail.of) }),
		reach: reachFact(t, facts),
		dialling: dialling ? t(`users.fact.dial.${dialling}`, { defaultValue: dialling }) : "",
	};
}

function reachFact(t: TFunction, facts: Record<string, string>): string {
	if (facts.reach !== "list") return t(`users.fact.reach.${facts.reach ?? "none"}`, { defaultValue: "" });
	const count = Number(facts.reachCount ?? 0);
	if (count > 1 || !facts.reachFirst) return t("users.fact.entities", { count });
	const [kind = "", ...name] = facts.reachFirst.split(":");
	return t(`users.fact.entity.${kind}`, { name: name.join(":") });
}
