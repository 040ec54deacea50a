import { Button, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { askAhead, useAsk, useDeed } from "../../api/queries";
import { until } from "../../app/days";
import { ago, moment, when } from "../../app/format";
import { nameWords } from "../../app/who";
import { ConfirmDeed, DateField, EmptyState, Mono, PageHead, Section } from "../../components";
import { Refusal } from "../../components/refusal";
import { EffectLine } from "../impact/effect-line";
import { useImpact } from "../impact/use-impact";
import { entityName } from "../tree/entity-name";
import { rightName } from "../tree/names";
import styles from "./requests.module.css";

/** What the page asks first. */
export const ask = () => askAhead(["requests", "list"], modules.requests.List);

interface Deciding {
	request: api.Request;
	deed: "grant" | "decline";
}

/** What people asked for after they were refused it, and who answered what. */
export default function RequestsPage() {
	const { t } = useTranslation();
	const list = useAsk(["requests", "list"], modules.requests.List);
	const [deciding, setDeciding] = useState<Deciding>();
	const open = list.data?.open ?? [];
	const decided = list.data?.decided ?? [];
	return (
		<>
			<PageHead
				title={t("page.requests")}
				count={list.data ? t("requests.count", { count: open.length }) : undefined}
			/>
			<div className={styles.page}>
				{list.error && <Refusal error={list.error} />}
				{list.data && (
					<>
						<Section title={t("requests.open")}>
							{open.length === 0 && <EmptyState why={t("requests.none")} />}
							<ul className={styles.list}>
								{open.map((request) => (
									<Waiting key={request.id} request={request} onDecide={(deed) => setDeciding({ request, deed })} />
								))}
							</ul>
						</Section>
						<Section title={t("requests.decided")}>
							{decided.length === 0 && <p className={styles.none}>{t("requests.decided.none")}</p>}
							<ul className={styles.list}>
								{decided.map((request) => (
									<Answered key={request.id} request={request} />
								))}
							</ul>
						</Section>
					</>
				)}
			</div>
			<Decide deciding={deciding} onClose={() => setDeciding(undefined)} />
		</>
	);
}

function Asked({ request }: { request: api.Request }) {
	const { t, i18n } = useTranslation();
	return (
		<p className={styles.asked}>
			<Link href={`/users/${request.user}`}>{request.name}</Link> <Mono>{request.login}</Mono> {t("requests.asks")}{" "}
			<b>{rightName(t, i18n, request.permission)}</b>{" "}
			{request.entity && t("requests.on", { entity: entityName(t, request.entity) })}
		</p>
	);
}

function Waiting({ request, onDecide }: { request: api.Request; onDecide: (deed: Deciding["deed"]) => void }) {
	const { t } = useTranslation();
	return (
		<li>
			<div>
				<Asked request={request} />
				<p className={styles.reason}>{request.reason || t("requests.no_reason")}</p>
				<p className={styles.aside}>
					<time dateTime={request.at} title={moment(request.at)}>
						{ago(request.at)}
					</time>
				</p>
			</div>
			<div className={styles.buttons}>
				{request.can.includes("decline") && (
					<Button variant="default" size="xs" onClick={() => onDecide("decline")}>
						{t("requests.decline")}
					</Button>
				)}
				{request.can.includes("grant") && (
					<Button size="xs" onClick={() => onDecide("grant")}>
						{t("requests.grant")}
					</Button>
				)}
			</div>
		</li>
	);
}

function Answered({ request }: { request: api.Request }) {
	const { t } = useTranslation();
	return (
		<li>
			<div>
				<Asked request={request} />
				<p className={styles.aside}>
					{[
						t(`requests.state.${request.state}`),
						t("requests.by", { by: nameWords(request.decidedBy, t) }),
						when(request.decided),
						request.until && t("requests.ends", { until: until(request.until) }),
						request.answer,
					]
						.filter(Boolean)
						.join(" · ")}
				</p>
			</div>
		</li>
	);
}

// Granting sets overrides by the ordinary rules; what they will be is said first.
function Decide({ deciding, onClose }: { deciding: Deciding | undefined; onClose: () => void }) {
	const { t, i18n } = useTranslation();
	const [shown, setShown] = useState<Deciding>();
	const [to, setTo] = useState("");
	const [answer, setAnswer] = useState("");
	useEffect(() => {
		if (!deciding) return;
		setShown(deciding);
		setTo("");
		setAnswer("");
	}, [deciding]);
	const request = shown?.request;
	const grants = shown?.deed === "grant";
	const name = request?.name ?? "";
	const impact = useImpact(
		["grant", request?.id, to],
		(look) => modules.impact.Grant(request!.id, to, look),
		deciding !== undefined && request !== undefined && grants,
	);
	const decide = useDeed(
		() => (grants ? modules.requests.Grant(request!.id, to, answer) : modules.requests.Decline(request!.id, answer)),
		{
			quiet: true,
			done: t(grants ? "requests.granted" : "requests.declined", { name }),
			invalidates: [["requests"], ["users"], ["user"], ["ends"], ["audit"]],
		},
	);
	const right = request ? rightName(t, i18n, request.permission) : "";
	return (
		<ConfirmDeed
			opened={deciding !== undefined}
			onClose={onClose}
			title={t(grants ? "requests.grant.title" : "requests.decline.title", { name })}
			lost={
				<>
					<p>
						<b>{right}</b> {request?.entity && t("requests.on", { entity: entityName(t, request.entity) })}
					</p>
					{grants && (request?.gives?.length ?? 0) > 0 && (
						<p>
							{t("requests.gives", {
								permissions: request!.gives.map((p) => rightName(t, i18n, p)).join(", "),
							})}
						</p>
					)}
					{grants && request?.reach && <p>{t("requests.reach", { entity: entityName(t, request.entity) })}</p>}
				</>
			}
			verb={t(grants ? "requests.grant.verb" : "requests.decline.verb")}
			harmless={grants}
			onConfirm={() => decide.mutateAsync()}
		>
			{grants && (
				<DateField
					ends
					label={t("requests.until")}
					description={t("requests.until.help")}
					value={to}
					onChange={setTo}
				/>
			)}
			<Textarea
				label={t(grants ? "requests.answer" : "requests.why")}
				description={t("requests.answer.help", { name })}
				value={answer}
				maxLength={500}
				autosize
				minRows={2}
				maxRows={6}
				onChange={(event) => setAnswer(event.currentTarget.value)}
			/>
			<EffectLine impact={impact} />
		</ConfirmDeed>
	);
}
