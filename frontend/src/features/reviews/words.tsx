import { IconAlertTriangle, IconCheck, IconCircleDashed } from "@tabler/icons-react";
import type { i18n, TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { until } from "../../app/days";
import { day } from "../../app/format";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";
import css from "./reviews.module.css";

/** How far a review is, in figures. */
export function progressWords(review: api.ReviewRow, t: TFunction): string {
	const decided = t("reviews.decided", { decided: review.decided, count: review.rights });
	return review.withdrawn > 0 ? `${decided}, ${t("reviews.withdrawn", { count: review.withdrawn })}` : decided;
}

/** Open, overdue or finished; what is open says when it is due. */
export function StateWord({ review }: { review: api.ReviewRow }) {
	const { t } = useTranslation();
	const state = review.finished ? "finished" : review.overdue ? "overdue" : "open";
	const Icon = state === "finished" ? IconCheck : state === "overdue" ? IconAlertTriangle : IconCircleDashed;
	return (
		<span className={css.state} data-state={state}>
			<Icon size={16} stroke={1.8} aria-hidden />
			{t(`reviews.state.${state}`)}
			{state === "open" && review.due !== "" && `, ${t("reviews.dueOn", { date: until(review.due) })}`}
		</span>
	);
}

/** What somebody was given: "Role QueueManager", "Reaches queue 600". */
export function rightWords(right: callgate.ReviewRight, t: TFunction, lang: i18n): string {
	const kind = t(`reviews.kind.${right.kind}`);
	switch (right.kind) {
		case "role":
			return `${kind} ${right.name}`;
		case "override":
		case "denied":
			return `${kind}: ${rightName(t, lang, right.name)}`;
		case "reach":
			return `${kind} ${entityName(t, right.name)}`;
		case "shared_recording":
			return `${kind} ${right.name}`;
		default:
			return kind;
	}
}

/** What stands beside the name: where from, second factor, last sign-in. */
export function personWords(p: callgate.ReviewPerson, t: TFunction): string {
	const hosts = p.hosts ?? [];
	return [
		hosts.length > 0 ? t("reviews.from", { hosts: hosts.join(", ") }) : t("reviews.anywhere"),
		t(p.factor ? "reviews.factor" : "reviews.noFactor"),
		p.lastSignIn ? t("reviews.lastSignIn", { date: day(p.lastSignIn) }) : t("reviews.neverSignedIn"),
	].join(" · ");
}
