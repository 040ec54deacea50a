import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk, useMay } from "../../api/queries";
import { list, moment, when } from "../../app/format";
import { Section, Verdict } from "../../components";
import { searchOf } from "../why/question";
import { Slot } from "../why/slot";
import css from "./hosts.module.css";
import type { HostRow } from "./list";

interface AsideProps {
	view: api.HostsView;
	/** the list as it stands on screen, when it differs from the saved one */
	pending: callgate.Host[] | undefined;
	rows: HostRow[];
}

interface Somebody {
	id: string;
	login: string;
	name: string;
}

/** May this address in? Tests the list as it stands on screen; below it who was refused, and the way back in. */
export function Aside({ view, pending, rows }: AsideProps) {
	const { t } = useTranslation();
	const [address, setAddress] = useState("");
	const [who, setWho] = useState<Somebody>();
	const [search, setSearch] = useState("");
	const mayUsers = useMay("directory.users:read");
	const people = useAsk(["users", "suggest", search], () => modules.check.Suggest(search));
	const found = people.data?.people ?? [];
	const asked = address.trim().length > 2;
	const cidrs = pending?.map((h) => h.cidr);
	const test = useAsk(
		["hosts", "test", address.trim(), who?.login ?? "", cidrs],
		// The saved list is tested when none is named.
		() => modules.hosts.Test(address.trim(), who?.login ?? "", (cidrs ?? null) as string[]),
		{ enabled: asked, placeholderData: (before) => before },
	);
	const answer = asked && !test.error ? test.data : undefined;
	return (
		<aside className={css.aside} aria-label={t("hosts.test")}>
			<div className={css.ask}>
				<h2>{t("hosts.test")}</h2>
				<p>{t("hosts.testHint")}</p>
				<TextInput
					aria-label={t("hosts.testAddress")}
					placeholder="198.51.100.70"
					value={address}
					spellCheck={false}
					classNames={{ input: "mono" }}
					error={asked && test.error ? sentence(test.error, t) : undefined}
					onChange={(e) => setAddress(e.currentTarget.value)}
				/>
				<div className={css.as}>
					{t("hosts.as")}
					<Slot
						plain
						label={t("hosts.as")}
						shown={who?.name ?? t("hosts.anybody")}
						placeholder={t("hosts.anybody")}
						choices={[
							{ value: "", label: t("hosts.anybody") },
							...found.map((p) => ({ value: p.login, label: p.name, hint: p.login })),
						]}
						onSearch={setSearch}
						onChange={(login) => setWho(found.find((p) => p.login === login))}
					/>
				</div>
			</div>
			<div aria-live="polite">{answer && <Answer answer={answer} who={who} rows={rows} mayUsers={mayUsers} />}</div>
			{(view.refused ?? []).length > 0 && <Refused rows={view.refused} />}
			<Section title={t("hosts.allShutOut")}>
				<p className={css.hint}>{t("hosts.onTheMachine")}</p>
				<pre className={css.command}>callgate tenant edit --clear-hosts</pre>
			</Section>
		</aside>
	);
}

interface AnswerProps {
	answer: api.HostTest;
	who: Somebody | undefined;
	rows: HostRow[];
	mayUsers: boolean;
}

function Answer({ answer, who, rows, mayUsers }: AnswerProps) {
	const { t } = useTranslation();
	const name = who?.name ?? "";
	const word = answer.allow ? "hosts.yes" : answer.everyone.allow ? "hosts.notAs" : "hosts.no";
	const place = rows.findIndex((row) => row.cidr === answer.everyone.match);
	const later = rows[place]?.state === "added";
	return (
		<>
			<Verdict allow={answer.allow} word={t(word, { name })} size="panel" />
			<div className={css.lists}>
				<ul>
					<ListVerdict
						who={t("hosts.everyoneShort")}
						verdict={answer.everyone}
						after={later ? t("hosts.onceSaved", { line: place + 1 }) : ""}
					/>
					{answer.user && <ListVerdict who={name} verdict={answer.user} after={t("hosts.ownList")} />}
				</ul>
				{answer.user && !answer.user.empty && <p>{t("hosts.both")}</p>}
				{who && mayUsers && (
					<div className={css.ways}>
						<Button component={Link} size="xs" variant="default" href={`/users/${who.id}/hosts`}>
							{t("hosts.openOwn", { name })}
						</Button>
						<Button
							component={Link}
							size="xs"
							variant="default"
							href={`/why?${searchOf({ login: who.login, permission: "dashboard:read", on: "", dial: "", showing: "", from: answer.address, anyAddress: false })}`}
						>
							{t("hosts.why")}
						</Button>
					</div>
				)}
			</div>
		</>
	);
}

function ListVerdict({ who, verdict, after }: { who: string; verdict: api.HostVerdict; after: string }) {
	const { t } = useTranslation();
	const Icon = verdict.allow ? IconCheck : IconX;
	const said = verdict.empty
		? t("hosts.noList")
		: verdict.allow
			? t("hosts.inLine", { line: verdict.match })
			: t("hosts.inNone", { list: list(verdict.list ?? []) });
	return (
		<li data-allow={verdict.allow || undefined}>
			<Icon size={16} stroke={2} role="img" aria-label={t(verdict.allow ? "hosts.letsIn" : "hosts.keepsOut")} />
			<strong>{who}</strong>
			<span>
				<Addresses text={said} />
				{after !== "" && !verdict.empty && `, ${after}`}
			</span>
		</li>
	);
}

// Addresses inside a sentence stand in the face they are typed in.
function Addresses({ text }: { text: string }) {
	return (
		<>
			{text.split(/((?:\d+\.){3}\d+(?:\/\d+)?|[0-9a-f]*:[0-9a-f:]+(?:\/\d+)?)/).map((part, i) =>
				// biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name but their place
				i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>,
			)}
		</>
	);
}

function Refused({ rows }: { rows: api.RefusedHost[] }) {
	const { t } = useTranslation();
	return (
		<Section title={t("hosts.refusedLately")}>
			<table className={css.refused}>
				<thead className="unseen">
					<tr>
						<th>{t("hosts.address")}</th>
						<th>{t("hosts.user")}</th>
						<th>{t("hosts.at")}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((r) => (
						<tr key={`${r.address} ${r.at}`}>
							<td>
								<code>{r.address}</code>
							</td>
							<td title={(r.logins ?? []).join(", ")}>
								{(r.logins ?? []).length > 1 ? t("hosts.names", { count: r.logins.length }) : r.logins?.[0]}
							</td>
							<td title={moment(r.at)}>{when(r.at)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Section>
	);
}
