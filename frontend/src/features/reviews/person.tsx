import { Button } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { until } from "../../app/days";
import { day } from "../../app/format";
import { nameWords } from "../../app/who";
import { Chip, Mono } from "../../components";
import css from "./reviews.module.css";
import { personWords, rightWords } from "./words";

interface Props {
	person: callgate.ReviewPerson;
	may: boolean;
	onDecide: (rights: readonly callgate.ReviewRight[], decision: "confirmed" | "withdrawn") => void;
}

/** One person of a review with what he had: each right with its decision. */
export function Person({ person, may, onDecide }: Props) {
	const { t } = useTranslation();
	const rights = person.rights ?? [];
	const open = rights.filter((r) => r.decision === "" && r.kind !== "denied");
	return (
		<li className={css.person}>
			<header>
				<h2>
					<Link href={`/users/${person.user}`}>{person.name}</Link> <Mono>{person.login}</Mono>
					{person.state === "blocked" && <Chip kind="blocked" />}
					{person.state === "disabled" && <Chip kind="disabled" />}
					{person.seat === "lite" && <Chip kind="lite" />}
				</h2>
				<p>{personWords(person, t)}</p>
				{may && open.length > 1 && (
					<Button
						variant="default"
						size="xs"
						aria-label={`${person.name}: ${t("reviews.confirmAll", { count: open.length })}`}
						onClick={() => onDecide(open, "confirmed")}
					>
						{t("reviews.confirmAll", { count: open.length })}
					</Button>
				)}
			</header>
			{rights.length === 0 ? (
				<p className={css.nothing}>{t("reviews.nothing")}</p>
			) : (
				<ul>
					{rights.map((right) => (
						<Right key={right.kind + right.key} right={right} name={person.name} may={may} onDecide={onDecide} />
					))}
				</ul>
			)}
		</li>
	);
}

function Right({
	right,
	name,
	may,
	onDecide,
}: {
	right: callgate.ReviewRight;
	name: string;
	may: boolean;
	onDecide: Props["onDecide"];
}) {
	const { t, i18n } = useTranslation();
	const words = rightWords(right, t, i18n);
	const Icon = right.decision === "withdrawn" ? IconX : right.decision === "confirmed" ? IconCheck : IconMinus;
	return (
		<li data-decision={right.decision || undefined} data-denied={right.kind === "denied" || undefined}>
			<span className={css.right}>
				<span>{words}</span>
				{right.expires !== "" && <small>{t("reviews.until", { date: until(right.expires) })}</small>}
			</span>
			{right.decision !== "" && (
				<span className={css.decided}>
					<Icon size={16} stroke={1.8} aria-hidden />
					<strong>{t(right.decision === "withdrawn" ? "reviews.isWithdrawn" : "reviews.confirmed")}</strong>
					<small>
						{t("reviews.decidedBy", { name: nameWords(right.by, t), date: day(right.at) })}
						{right.gone && `, ${t("reviews.wasGone")}`}
					</small>
				</span>
			)}
			{may && right.kind !== "denied" && right.decision !== "withdrawn" && (
				<span className={css.deeds}>
					{right.decision === "" && (
						<Button
							variant="default"
							size="xs"
							aria-label={`${t("reviews.confirm")}: ${name}, ${words}`}
							onClick={() => onDecide([right], "confirmed")}
						>
							{t("reviews.confirm")}
						</Button>
					)}
					<Button
						variant="default"
						size="xs"
						aria-label={`${t("reviews.withdraw")}: ${name}, ${words}`}
						onClick={() => onDecide([right], "withdrawn")}
					>
						{t("reviews.withdraw")}
					</Button>
				</span>
			)}
		</li>
	);
}
