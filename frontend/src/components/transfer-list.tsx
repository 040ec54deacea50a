import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "../app/format";
import { SearchField } from "./search-field";
import { TickBox } from "./tick-box";
import styles from "./transfer-list.module.css";

/** One person or thing that may be moved. */
export interface TransferItem {
	id: string;
	label: string;
	note?: string;
}

interface Props {
	title: string;
	members: readonly TransferItem[];
	membersTotal?: number;
	availableTitle: string;
	available: readonly TransferItem[];
	availableTotal?: number;
	search: string;
	onSearch: (text: string) => void;
	onMove: (add: string[], remove: string[]) => void;
	busy?: boolean;
	disabled?: boolean;
	/** Why nothing can be moved. */
	why?: string;
	note?: ReactNode;
	/** What moving those ticked would do, drawn beside the buttons. */
	effect?: (add: string[], remove: string[]) => ReactNode;
	emptyMembers?: string;
	emptyAvailable?: string;
}

/** Two lists, one above the other: who is in, who could be. Tick, then add or remove. */
export function TransferList(props: Props) {
	const { members, available, onMove, busy, disabled } = props;
	const { t } = useTranslation();
	const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
	const [coming, setComing] = useState<ReadonlySet<string>>(new Set());
	const remove = members.filter((item) => leaving.has(item.id)).map((item) => item.id);
	const add = available.filter((item) => coming.has(item.id)).map((item) => item.id);
	const move = (joining: string[], parting: string[]) => {
		onMove(joining, parting);
		setLeaving(new Set());
		setComing(new Set());
	};
	return (
		<div className={styles.lists}>
			<Half
				title={props.title}
				total={props.membersTotal ?? members.length}
				items={members}
				ticked={leaving}
				onTick={setLeaving}
				disabled={disabled}
				empty={props.emptyMembers}
			/>
			<div className={styles.between}>
				<Button
					size="xs"
					disabled={disabled || add.length === 0}
					loading={busy}
					leftSection={<IconArrowUp size={14} stroke={2} aria-hidden />}
					onClick={() => move(add, [])}
				>
					{add.length > 0 ? t("transfer.add_count", { count: add.length }) : t("transfer.add")}
				</Button>
				<Button
					size="xs"
					variant="default"
					disabled={disabled || remove.length === 0}
					leftSection={<IconArrowDown size={14} stroke={2} aria-hidden />}
					onClick={() => move([], remove)}
				>
					{remove.length > 0 ? t("transfer.remove_count", { count: remove.length }) : t("transfer.remove")}
				</Button>
				<span className={styles.note}>{disabled ? props.why : props.note}</span>
				{add.length + remove.length > 0 && <div className={styles.effect}>{props.effect?.(add, remove)}</div>}
			</div>
			<Half
				title={props.availableTitle}
				total={props.availableTotal ?? available.length}
				items={available}
				ticked={coming}
				onTick={setComing}
				disabled={disabled}
				empty={props.emptyAvailable}
				search={
					<SearchField value={props.search} onChange={props.onSearch} placeholder={t("transfer.search")} size="sm" />
				}
			/>
		</div>
	);
}

interface HalfProps {
	title: string;
	total: number;
	items: readonly TransferItem[];
	ticked: ReadonlySet<string>;
	onTick: (ticked: ReadonlySet<string>) => void;
	disabled?: boolean;
	empty?: string;
	search?: ReactNode;
}

function Half({ title, total, items, ticked, onTick, disabled, empty, search }: HalfProps) {
	const { t } = useTranslation();
	const toggle = (id: string) => {
		const changed = new Set(ticked);
		if (!changed.delete(id)) changed.add(id);
		onTick(changed);
	};
	return (
		<section className={styles.half} aria-label={title}>
			<header>
				<h3>{title}</h3>
				<span>{number(total)}</span>
			</header>
			{search && <div className={styles.search}>{search}</div>}
			<ul>
				{items.map((item) => (
					<li key={item.id} data-on={ticked.has(item.id) || undefined}>
						<TickBox checked={ticked.has(item.id)} disabled={disabled} onChange={() => toggle(item.id)}>
							{item.label}
						</TickBox>
						<span className={styles.extra}>{item.note}</span>
					</li>
				))}
				{items.length === 0 && <li className={styles.none}>{empty ?? t("transfer.none")}</li>}
				{items.length > 0 && items.length < total && (
					<li className={styles.none}>{t("transfer.more", { count: total - items.length })}</li>
				)}
			</ul>
		</section>
	);
}
