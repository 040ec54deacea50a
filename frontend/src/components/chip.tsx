import {
	IconAlertTriangle,
	IconBan,
	IconClockOff,
	IconHourglass,
	IconKeyOff,
	IconLock,
	IconShieldOff,
} from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../wailsjs/go/models";
import { left } from "../app/format";
import styles from "./chip.module.css";

/** What a chip may say; each kind has its colour, shape and word. */
export type ChipKind =
	| "blocked"
	| "locked"
	| "noFactor"
	| "lite"
	| "disabled"
	| "expired"
	| "expiring"
	| "noPassword"
	| "inferred"
	| "attention"
	| "allow"
	| "deny"
	| "mark"
	| "plain";

const icons: Partial<Record<ChipKind, ComponentType<{ size?: number; stroke?: number }>>> = {
	blocked: IconBan,
	locked: IconLock,
	noFactor: IconShieldOff,
	expired: IconClockOff,
	expiring: IconHourglass,
	noPassword: IconKeyOff,
	attention: IconAlertTriangle,
};

interface Props {
	kind: ChipKind;
	/** In place of the kind's own word. */
	text?: ReactNode;
}

/** A small square sign: icon and word, never colour alone. */
export function Chip({ kind, text }: Props) {
	const { t } = useTranslation();
	const Icon = icons[kind];
	return (
		<span className={styles.chip} data-kind={kind}>
			{Icon && <Icon size={14} stroke={1.8} />}
			<span>{text ?? t(`chip.${kind}`)}</span>
		</span>
	);
}

type Row = Pick<api.UserRow, "state" | "seat" | "factor" | "lockedUntil"> & { system?: string };

/** The chips of a person in the list: at most two, the worst first. */
export function StateChips({ row, noFactor = true }: { row: Row; noFactor?: boolean }) {
	const { t } = useTranslation();
	const chips: ReactNode[] = [];
	if (row.state === "blocked") chips.push(<Chip key="blocked" kind="blocked" />);
	if (row.state === "locked") {
		const time = left(row.lockedUntil);
		chips.push(<Chip key="locked" kind="locked" text={time ? t("chip.locked_for", { time }) : undefined} />);
	}
	if (row.state === "expired") chips.push(<Chip key="expired" kind="expired" />);
	if (row.state === "disabled") chips.push(<Chip key="disabled" kind="disabled" />);
	if (row.state === "no_password") chips.push(<Chip key="noPassword" kind="noPassword" />);
	if (noFactor && !row.factor && row.state === "working") chips.push(<Chip key="noFactor" kind="noFactor" />);
	if (row.seat === "lite") chips.push(<Chip key="lite" kind="lite" />);
	if (row.system) chips.push(<Chip key="system" kind="plain" text={t(`chip.${row.system}`)} />);
	return <span className={styles.chips}>{chips.slice(0, 2)}</span>;
}
