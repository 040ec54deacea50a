import { Button } from "@mantine/core";
import { IconMinus, IconPlus, IconTrash } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { day, moment } from "../../app/format";
import { nameWords } from "../../app/who";
import { EmptyState } from "../../components";
import { contains, covers } from "./cidr";
import css from "./list.module.css";

/** A host with what saving would do to it. */
export interface HostRow extends callgate.Host {
	state: "saved" | "added" | "removed";
}

interface HostListProps {
	rows: HostRow[];
	address: string;
	onToggle: ((row: HostRow) => void) | undefined;
	onNote: ((cidr: string, note: string) => void) | undefined;
}

/** The list as it will be: added lines green, removed ones red until saved. */
export function HostList({ rows, address, onToggle, onNote }: HostListProps) {
	const { t } = useTranslation();
	if (rows.length === 0) return <EmptyState why={t("hosts.empty")} />;
	return (
		<div className={css.frame}>
			<table className={css.list}>
				<thead>
					<tr>
						<th scope="col">{t("hosts.host")}</th>
						<th scope="col">{t("hosts.coversHead")}</th>
						<th scope="col">{t("hosts.note")}</th>
						<th scope="col">{t("hosts.addedBy")}</th>
						<th scope="col">
							<span className="unseen">{t("hosts.remove")}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.cidr} data-state={row.state}>
							<td className={css.host}>
								{row.state === "added" && <IconPlus size={16} stroke={2} role="img" aria-label={t("hosts.isAdded")} />}
								{row.state === "removed" && (
									<IconMinus size={16} stroke={2} role="img" aria-label={t("hosts.isRemoved")} />
								)}
								<code>{row.cidr}</code>
							</td>
							<td className={css.covers}>{coversWords(row.cidr, t)}</td>
							<td className={css.note}>
								<Note row={row} onNote={row.state === "removed" ? undefined : onNote} />
								{contains(row.cidr, address) && <span className={css.marker}>{t("hosts.youAreHere")}</span>}
							</td>
							<td className={css.by}>
								<AddedBy row={row} />
							</td>
							<td className={css.act}>
								{onToggle &&
									(row.state === "removed" ? (
										<Button size="xs" variant="default" onClick={() => onToggle(row)}>
											{t("hosts.putBack")}
										</Button>
									) : (
										<button
											type="button"
											aria-label={t("hosts.removeOne", { host: row.cidr })}
											onClick={() => onToggle(row)}
										>
											<IconTrash size={16} stroke={1.7} aria-hidden />
										</button>
									))}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function Note({ row, onNote }: { row: HostRow; onNote: HostListProps["onNote"] }) {
	const { t } = useTranslation();
	if (!onNote) return <span className={css.said}>{row.note}</span>;
	return (
		<input
			aria-label={t("hosts.noteFor", { host: row.cidr })}
			placeholder={t("hosts.addNote")}
			maxLength={200}
			value={row.note}
			onChange={(e) => onNote(row.cidr, e.currentTarget.value)}
		/>
	);
}

function AddedBy({ row }: { row: HostRow }) {
	const { t } = useTranslation();
	if (row.state === "added") return <>{t("hosts.notSaved")}</>;
	const who = nameWords(row.addedBy, t);
	return <span title={moment(row.added)}>{[who, day(row.added)].filter(Boolean).join(", ")}</span>;
}

/** "256", "a network", "a site": beyond a million figures say nothing. */
export function coversWords(cidr: string, t: TFunction): string {
	const n = covers(cidr);
	if (n.v6 && n.bits === 128) return t("hosts.one");
	if (n.v6) return n.bits <= 56 ? t("hosts.aSite") : t("hosts.aNetwork");
	return t("hosts.figure", { count: 2 ** (32 - n.bits) });
}
