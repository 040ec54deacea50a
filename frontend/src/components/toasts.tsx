import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalOf, sentence } from "../api/ask";
import { askFor } from "./ask-for";
import { ConfirmPresence } from "./confirm-presence";
import { type Notice, notify, useNotices } from "./notify";
import styles from "./toasts.module.css";

/** The messages at the bottom left. They are read out politely and never take the focus. */
export function Toasts() {
	const { t } = useTranslation();
	const notices = useNotices();
	const [held, setHeld] = useState<{ undo: () => Promise<unknown>; refusal: unknown }>();
	// What takes a recent password takes it to be undone, too: asked for, then it goes on.
	const takeBack = useCallback(
		async (undo: () => Promise<unknown>) => {
			try {
				await undo();
				notify.done(t("toast.undone"));
			} catch (refusal) {
				if (refusalOf(refusal).code === "sign_in_again") setHeld({ undo, refusal });
				else notify.refused(refusal);
			}
		},
		[t],
	);
	const newest = notices.findLast((notice) => notice.undo)?.id;
	return (
		<>
			<div className={styles.place} role="status" aria-live="polite">
				{notices.map((notice) => (
					<UndoToast key={notice.id} notice={notice} keys={notice.id === newest} onUndo={takeBack} />
				))}
			</div>
			<ConfirmPresence
				opened={held !== undefined}
				onClose={() => {
					notify.refused(held?.refusal);
					setHeld(undefined);
				}}
				onConfirmed={() => {
					const undo = held?.undo;
					setHeld(undefined);
					if (undo) void takeBack(undo);
				}}
			/>
		</>
	);
}

/** One message: a sentence, Undo while it can be taken back, and the seconds left. */
function UndoToast({
	notice,
	keys,
	onUndo,
}: {
	notice: Notice;
	keys: boolean;
	onUndo: (undo: () => Promise<unknown>) => Promise<void>;
}) {
	const { t } = useTranslation();
	const [held, setHeld] = useState(false);
	const left = useCountdown(notice.stays, held, () => notify.close(notice.id));
	const undo = useCallback(async () => {
		notify.close(notice.id);
		if (notice.undo) await onUndo(notice.undo);
	}, [notice, onUndo]);

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
