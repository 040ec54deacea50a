import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "./register";
import styles from "./register.module.css";
import { TickBox } from "./tick-box";
import { useHold } from "./use-hold";

/** What a row tells the register; the same functions for its whole life. */
export interface RowDeeds<T> {
	focus: (index: number) => void;
	open: (row: T) => void;
	tick: (index: number, upTo: boolean) => void;
}

interface RowProps<T> {
	/** undefined = not arrived yet. */
	row: T | undefined;
	index: number;
	/** Px from the top of the list. */
	start: number;
	columns: readonly Column<T>[];
	/** The row of a phone, in place of the columns. */
	phone: ((row: T) => ReactNode) | undefined;
	chosen: boolean;
	/** undefined = rows cannot be ticked. */
	ticked: boolean | undefined;
	/** On a phone: a press ticks the row in place of opening it. */
	picking: boolean;
	/** This one takes the Tab key. */
	stop: boolean;
	tone: string | undefined;
	deeds: RowDeeds<T>;
}

function Row<T>({ row, index, start, columns, phone, chosen, ticked, picking, stop, tone, deeds }: RowProps<T>) {
	const { t } = useTranslation();
	const hold = useHold(phone && ticked !== undefined && !picking ? () => deeds.tick(index, false) : undefined);
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it holds the keys
		<div
			className={styles.row}
			role="row"
			aria-rowindex={index + 2}
			aria-selected={chosen || ticked || false}
			data-at={index}
			data-chosen={chosen || undefined}
			data-tone={tone}
			tabIndex={stop ? 0 : -1}
			style={{ transform: `translateY(${start}px)` }}
			onFocus={() => deeds.focus(index)}
			onClick={(event) => {
				if ((event.target as HTMLElement).closest("button, a, input, label")) return;
				if (row === undefined) return;
				if (picking) deeds.tick(index, false);
				else deeds.open(row);
			}}
			{...hold}
		>
			{row === undefined ? (
				<Waiting columns={phone ? 1 : columns.length} ticks={!phone} />
			) : phone ? (
				<div role="gridcell" className={styles.phone} data-picking={picking || undefined}>
					{picking && (
						<TickBox
							label={t("register.tick_row")}
							checked={ticked ?? false}
							tabIndex={-1}
							onChange={() => deeds.tick(index, false)}
						/>
					)}
					{phone(row)}
				</div>
			) : (
				<>
					<div role="gridcell" className={styles.tick}>
						{ticked !== undefined && (
							<TickBox
								label={t("register.tick_row")}
								checked={ticked}
								tabIndex={-1}
								onChange={(event) => deeds.tick(index, (event.nativeEvent as MouseEvent).shiftKey)}
							/>
						)}
					</div>
					{columns.map((column) => (
						<div key={column.key} role="gridcell" data-align={column.align}>
							{column.render(row)}
						</div>
					))}
				</>
			)}
		</div>
	);
}

/** One row of a register. Scrolling moves rows about without drawing anew those
 * that stay as they were. */
export const RegisterRow = memo(Row) as typeof Row;

// The grey bars of rows that are still on their way; they show after 300 ms.
function Waiting({ columns, ticks }: { columns: number; ticks: boolean }) {
	return (
		<>
			{ticks && <div role="gridcell" />}
			{Array.from({ length: columns }, (_, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name
				<div role="gridcell" key={index}>
					<span className={styles.waiting} data-wide={index === 0 || undefined} />
				</div>
			))}
		</>
	);
}
