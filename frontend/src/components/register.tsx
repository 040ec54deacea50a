import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer, type VirtualizerOptions } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./register.module.css";
import { RegisterRow, type RowDeeds } from "./register-row";
import { TickBox } from "./tick-box";
import { useWidth } from "./use-width";

/** One column of a register. */
export interface Column<T> {
	key: string;
	label: ReactNode;
	/** A grid track: "90px", "minmax(140px, 2fr)". */
	width?: string;
	sortable?: boolean;
	align?: "end";
	/** Shown only when the register is at least this wide, in px. */
	from?: number;
	render: (row: T) => ReactNode;
}

/** Which column orders the rows, and in which direction. */
export interface Sort {
	key: string;
	down: boolean;
}

interface Props<T> {
	/** What the rows are, read out. */
	label?: string;
	columns: readonly Column<T>[];
	/** By place in the list; a hole is a row that has not arrived yet. */
	rows: readonly (T | undefined)[];
	total?: number;
	rowHeight?: number;
	rowKey: (row: T) => string;
	selectedKey?: string;
	onOpen?: (row: T) => void;
	ticked?: ReadonlySet<string>;
	onTick?: (ticked: Set<string>) => void;
	/** On a phone: rows are ticked by a press, as they are once one is ticked. */
	picking?: boolean;
	sort?: Sort;
	onSort?: (sort: Sort) => void;
	/** Stands where the first row would be. */
	empty?: ReactNode;
	loading?: boolean;
	onRange?: (first: number, last: number) => void;
	/** The row of a phone (58 px), in place of the columns. */
	phone?: (row: T) => ReactNode;
	/** data-tone of a row: added, removed. */
	tone?: (row: T) => string | undefined;
}

const phoneWidth = 520;

// The size as the browser tells it: asking for it would have the page laid out in the middle of its drawing.
const watchRect: NonNullable<VirtualizerOptions<HTMLDivElement, Element>["observeElementRect"]> = (virtual, told) => {
	const node = virtual.scrollElement;
	if (!node) return;
	const watch = new ResizeObserver(([entry]) => {
		const box = entry?.borderBoxSize[0];
		// Hidden, it has none.
		if (box?.blockSize) told({ width: Math.round(box.inlineSize), height: Math.round(box.blockSize) });
	});
	watch.observe(node);
	return () => watch.disconnect();
};

/**
 * A long list as a table of hairlines. Only the rows in sight are drawn; one
 * of them holds the focus. Arrows move, Enter opens, Space ticks.
 */
export function Register<T>(props: Props<T>) {
	const { rows, total = rows.length, rowKey, selectedKey, onOpen, ticked, onTick, sort, onSort } = props;
	const { t } = useTranslation();
	const scroller = useRef<HTMLDivElement>(null);
	const width = useWidth(scroller);
	const narrow = Boolean(props.phone) && width > 0 && width < phoneWidth;
	const height = narrow ? 58 : (props.rowHeight ?? 41);
	const picking = narrow && onTick !== undefined && Boolean(props.picking || ticked?.size);
	const columns = useMemo(
		() => props.columns.filter((column) => !column.from || width === 0 || width >= column.from),
		[props.columns, width],
	);
	const [focused, setFocused] = useState(0);
	const anchor = useRef(0);

	const virtual = useVirtualizer({
		count: total,
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		overscan: 8,
		// The first rows are drawn with the page, for about what it leaves them.
		initialRect: { width, height: window.innerHeight - 200 },
		observeElementRect: watchRect,
	});
	const measured = useRef(height);
	useEffect(() => {
		if (measured.current === height) return;
		measured.current = height;
		virtual.measure();
	}, [height, virtual]);

	const items = virtual.getVirtualItems();
	const first = items[0]?.index ?? 0;
	const last = items[items.length - 1]?.index ?? 0;
	const onRange = props.onRange;
	useEffect(() => onRange?.(first, last), [first, last, onRange]);

	const at = Math.min(focused, Math.max(0, total - 1));
	const go = (index: number) => {
		const to = Math.max(0, Math.min(total - 1, index));
		setFocused(to);
		virtual.scrollToIndex(to, { align: "auto" });
		requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus());
	};
	const tick = (index: number, upTo: boolean) => {
		if (!onTick || !ticked) return;
		const changed = new Set(ticked);
		const row = rows[index];
		if (!row) return;
		const on = !changed.has(rowKey(row));
		const [from, to] = upTo ? [Math.min(anchor.current, index), Math.max(anchor.current, index)] : [index, index];
		for (let place = from; place <= to; place++) {
			const each = rows[place];
			if (!each) continue;
			if (on) changed.add(rowKey(each));
			else changed.delete(rowKey(each));
		}
		anchor.current = index;
		onTick(changed);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if ((event.target as HTMLElement).closest("input:not([type=checkbox]), button")) return;
		const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / height) - 1);
		const steps: Record<string, number> = {
			ArrowDown: at + 1,
			ArrowUp: at - 1,
			PageDown: at + page,
			PageUp: at - page,
			Home: 0,
			End: total - 1,
		};
		const to = steps[event.key];
		const row = rows[at];
		if (to !== undefined) go(to);
		else if (event.key === "Enter" && row) onOpen?.(row);
		else if (event.key === " " && onTick) tick(at, event.shiftKey);
		else if (event.key === "Escape" && ticked?.size) onTick?.(new Set());
		else return;
		event.preventDefault();
	};

	// The rows call whatever these are now, so that they need not be drawn anew for it.
	const now = useRef({ onOpen, tick });
	now.current = { onOpen, tick };
	const deeds = useMemo<RowDeeds<T>>(
		() => ({
			focus: setFocused,
			open: (row) => now.current.onOpen?.(row),
			tick: (index, upTo) => now.current.tick(index, upTo),
		}),
		[],
	);

	const loaded = useMemo(() => rows.filter((row): row is T => row !== undefined), [rows]);
	const all = Boolean(ticked?.size) && loaded.every((row) => ticked?.has(rowKey(row)));
	const some = Boolean(ticked?.size) && !all;
	const tracks = [onTick ? "46px" : "20px", ...columns.map((column) => column.width ?? "minmax(0, 1fr)")].join(" ");
	const style = { "--tracks": narrow ? "minmax(0, 1fr)" : tracks, "--row": `${height}px` } as CSSProperties;

	return (
		<div
			className={styles.register}
			role="grid"
			aria-label={props.label}
			aria-rowcount={total + 1}
			aria-colcount={columns.length + (onTick ? 1 : 0)}
			aria-multiselectable={onTick ? true : undefined}
			aria-busy={props.loading || undefined}
			tabIndex={total === 0 ? 0 : undefined}
			ref={scroller}
			style={style}
			data-narrow={narrow || undefined}
			onKeyDown={onKeyDown}
		>
			{!narrow && (
				<div className={styles.head} role="row" aria-rowindex={1}>
					<div role="columnheader" className={styles.tick} aria-label={onTick ? t("register.tick") : undefined}>
						{onTick && (
							<TickBox
								label={t("register.tick_all")}
								checked={all}
								some={some}
								onChange={() => onTick(all || some ? new Set() : new Set(loaded.map(rowKey)))}
							/>
						)}
					</div>
					{columns.map((column) => {
						const active = sort?.key === column.key;
						const Arrow = active && sort?.down ? IconArrowUp : IconArrowDown;
						return (
							<div
								key={column.key}
								role="columnheader"
								data-align={column.align}
								aria-sort={active ? (sort?.down ? "descending" : "ascending") : undefined}
							>
								{column.sortable && onSort ? (
									<button
										type="button"
										className={styles.sort}
										data-active={active || undefined}
										onClick={() => onSort({ key: column.key, down: active ? !sort?.down : false })}
									>
										{column.label}
										<Arrow size={14} stroke={1.8} aria-hidden />
									</button>
								) : (
									column.label
								)}
							</div>
						);
					})}
				</div>
			)}
			{total === 0 && !props.loading ? (
				<div role="row">
					<div role="gridcell">{props.empty}</div>
				</div>
			) : (
				<div className={styles.rows} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
					{items.map((item) => {
						const row = rows[item.index];
						const key = row === undefined ? undefined : rowKey(row);
						return (
							<RegisterRow
								key={item.key}
								row={row}
								index={item.index}
								start={item.start}
								columns={columns}
								phone={narrow ? props.phone : undefined}
								chosen={key !== undefined && key === selectedKey}
								ticked={onTick && key !== undefined ? (ticked?.has(key) ?? false) : undefined}
								picking={picking}
								stop={item.index === at}
								tone={row === undefined ? undefined : props.tone?.(row)}
								deeds={deeds}
							/>
						);
					})}
				</div>
			)}
		</div>
	);
}
