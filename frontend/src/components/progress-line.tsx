import { Button } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { left, number } from "../app/format";
import styles from "./progress-line.module.css";

interface Props {
	done: number;
	total: number;
	onCancel?: () => void;
}

/** Work that takes longer than a second: a line with count, time left and Cancel. */
export function ProgressLine({ done, total, onCancel }: Props) {
	const { t } = useTranslation();
	const began = useRef(Date.now());
	const passed = Date.now() - began.current;
	const rest = done > 0 && passed > 1500 ? (passed / done) * (total - done) : 0;
	return (
		<div className={styles.progress}>
			<div
				className={styles.line}
				role="progressbar"
				aria-valuemin={0}
				aria-valuemax={total}
				aria-valuenow={done}
				aria-label={t("progress.label")}
			>
				<span style={{ width: `${total > 0 ? (done / total) * 100 : 0}%` }} />
			</div>
			<span className={styles.words}>
				{t("progress.count", { done: number(done), total: number(total) })}
				{rest > 0 && `, ${t("progress.left", { time: left(new Date(Date.now() + rest)) })}`}
			</span>
			{onCancel && (
				<Button variant="default" size="xs" onClick={onCancel}>
					{t("progress.cancel")}
				</Button>
			)}
		</div>
	);
}
