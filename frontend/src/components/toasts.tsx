import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalOf, sentence } from "../api/ask";
import { askFor } from "./ask-for";
import { type Notice, notify, useNotices } from "./notify";
import styles from "./toasts.module.css";

/** The messages at the bottom left. They are read out politely and never take the focus. */
export function Toasts() {
	const notices = useNotices();
	const newest = notices.findLast((notice) => notice.undo)?.id;
	return (
		<div className={styles.place} role="status" aria-live="polite">
			{notices.map((notice) => (
				<UndoToast key={notice.id} notice={notice} keys={notice.id === newest} />
			))}
		</div>
	);
}

/** One message: a sentence, Undo while it can be taken back, and the seconds left. */
export function UndoToast({ notice, keys = true }: { notice: Notice; keys?: boolean }) {
	const { t } = useTranslation();
	const [held, setHeld] = useState(false);
	const left = useCountdown(notice.stays, held, () => notify.close(notice.id));
	const undo = useCallback(async () => {
		notify.close(notice.id);
		try {
			await notice.undo?.();
			notify.done(t("toast.undone"));
		} catch (error) {
			notify.refused(error);
		}
	}, [notice, t]);

	useEffect(() => {
		// Ctrl+Z takes back the last deed only.
		if (!notice.undo || !keys) return;
		const onKey = (event: KeyboardEvent) => {
			const typing = (event.target as HTMLElement | null)?.closest("input, textarea, [contenteditable=true]");
			if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !typing) {
				event.preventDefault();
				void undo();
			}
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [notice.undo, keys, undo]);

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the clock
		<div
			className={styles.toast}
			data-kind={notice.kind}
			onMouseEnter={() => setHeld(true)}
			onMouseLeave={() => setHeld(false)}
			onFocus={() => setHeld(true)}
			onBlur={() => setHeld(false)}
		>
			<span className={styles.text}>{notice.text ?? sentence(notice.error, t)}</span>
			{notice.undo && (
				<button type="button" className={styles.undo} onClick={undo} aria-keyshortcuts="Control+Z">
					<IconArrowBackUp size={16} stroke={1.8} aria-hidden />
					{t("toast.undo")}
				</button>
			)}
			<AskLink notice={notice} />
			{notice.undo ? (
				<span className={styles.seconds} aria-hidden>
					{t("toast.seconds", { count: Math.ceil(left / 1000) })}
				</span>
			) : (
				<button
					type="button"
					className={styles.close}
					aria-label={t("toast.close")}
					onClick={() => notify.close(notice.id)}
				>
					<IconX size={16} stroke={1.8} aria-hidden />
				</button>
			)}
			{notice.undo && <span className={styles.line} style={{ width: `${(left / notice.stays) * 100}%` }} aria-hidden />}
		</div>
	);
}

// A right that is missing can be asked for.
function AskLink({ notice }: { notice: Notice }) {
	const { t } = useTranslation();
	const refusal = notice.error === undefined ? undefined : refusalOf(notice.error);
	const permission = refusal?.code === "denied" ? refusal.params.permission : undefined;
	if (!permission) return null;
	return (
		<button
			type="button"
			className={styles.undo}
			onClick={() => {
				notify.close(notice.id);
				askFor({ permission, entity: "" });
			}}
		>
			{t("ask.verb")}
		</button>
	);
}

// Counts down, stands still while held, and tells the end once.
function useCountdown(total: number, held: boolean, onEnd: () => void): number {
	const [left, setLeft] = useState(total);
	const end = useRef(onEnd);
	end.current = onEnd;
	useEffect(() => {
		if (total === 0 || held) return;
		let before = performance.now();
		const timer = setInterval(() => {
			const now = performance.now();
			const passed = now - before;
			before = now;
			setLeft((ms) => Math.max(0, ms - passed));
		}, 200);
		return () => clearInterval(timer);
	}, [total, held]);
	useEffect(() => {
		if (total > 0 && left <= 0) end.current();
	}, [left, total]);
	return left;
}
