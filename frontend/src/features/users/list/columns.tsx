import type { TFunction } from "i18next";
import type { api } from "../../../../wailsjs/go/models";
import { ago } from "../../../app/format";
import { type Column, GateStrip, StateChips } from "../../../components";
import css from "./list.module.css";
import { type OnRowDeed, RowDeeds } from "./row-deeds";

/** The columns of the register; the wider the list, the more of them. Without
 * onDeed the deeds of a row, which show under the pointer, are not there yet. */
export function columns(t: TFunction, onDeed: OnRowDeed | undefined): Column<api.UserRow>[] {
	return [
		{
			key: "name",
			label: t("users.column.name"),
			width: "minmax(140px, 1.15fr)",
			sortable: true,
			render: (row) => (
				<span className={css.who} title={`${row.name} (${row.login})`}>
					<b>{row.name}</b>
					<code>{row.login}</code>
				</span>
			),
		},
		{
			key: "extension",
			label: t("users.column.extension"),
			width: "64px",
			sortable: true,
			from: 420,
			render: (row) => <span className={css.figure}>{row.extension}</span>,
		},
		{
			key: "roles",
			label: t("users.column.roles"),
			width: "minmax(110px, 1fr)",
			from: 560,
			render: (row) => (
				<span className={css.roles} title={row.roles.join(", ")}>
					<Roles roles={row.roles} />
				</span>
			),
		},
		{ key: "gates", label: t("users.column.gates"), width: "102px", render: (row) => <GateStrip gates={row.gates} /> },
		{
			key: "state",
			label: t("users.column.state"),
			width: "minmax(146px, 0.7fr)",
			sortable: true,
			render: (row) => <StateChips row={row} />,
		},
		{
			key: "last_sign_in",
			label: t("users.column.last_sign_in"),
			width: "132px",
			sortable: true,
			from: 860,
			render: (row) => <span className={css.soft}>{row.lastSignIn ? ago(row.lastSignIn) : t("users.never")}</span>,
		},
		{
			key: "email",
			label: t("users.column.email"),
			width: "minmax(160px, 1fr)",
			from: 1060,
			render: (row) => <span className={css.soft}>{row.email}</span>,
		},
		{
			key: "description",
			label: t("users.column.description"),
			width: "minmax(140px, 1fr)",
			from: 1260,
			render: (row) => <span className={css.soft}>{row.description}</span>,
		},
		{
			key: "deeds",
			label: <span className="unseen">{t("users.column.deeds")}</span>,
			width: `${deedsWidth(t("users.block"), t("users.unblock"))}px`,
			from: 760,
			render: (row) => onDeed && <RowDeeds row={row} onDeed={onDeed} />,
		},
	];
}

// Every row lays itself out: the width follows the longer word of the language, not the row's own.
function deedsWidth(...words: string[]): number {
	return Math.max(124, ...words.map((word) => 60 + 7.5 * word.length));
}

// The first name gives way, how many more never does.
function Roles({ roles }: { roles: readonly string[] }) {
	const text = rolesInShort(roles);
	const at = text.lastIndexOf(" +");
	return (
		<>
			<span>{at < 0 ? text : text.slice(0, at)}</span>
			{at >= 0 && <span>{text.slice(at + 1)}</span>}
		</>
	);
}

/** Two short names stand side by side, else the first and how many more. */
export function rolesInShort(roles: readonly string[]): string {
	const [first = "", second = ""] = roles;
	if (roles.length <= 1) return first;
	if (roles.length === 2 && first.length + second.length <= 18) return `${first} · ${second}`;
	return `${first} +${roles.length - 1}`;
}

/** The row of a phone: name over extension and role, chips over the gates. */
export function PhoneRow({ row }: { row: api.UserRow }) {
	return (
		<span className={css.phone}>
			<span className={css.phoneWho}>
				<b>{row.name}</b>
				<span>{[row.extension, rolesInShort(row.roles)].filter(Boolean).join(", ")}</span>
			</span>
			<span className={css.phoneSigns}>
				<StateChips row={row} />
				<GateStrip gates={row.gates} />
			</span>
		</span>
	);
}
