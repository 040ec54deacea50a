import { Button, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/ask";
import styles from "./confirm-deed.module.css";
import { Dialog } from "./dialog";

interface Props {
	opened: boolean;
	onClose: () => void;
	/** The deed and its object, as a question: "Delete Sam Okafor?" */
	title: string;
	/** What is lost. */
	lost: ReactNode;
	/** To be typed where much is lost at once: the login. */
	typed?: string;
	/** The deed and its object: "Delete Sam Okafor". */
	verb: string;
	/** What was typed comes along. A rejected promise keeps the question open. */
	onConfirm: (typed: string) => unknown;
	/** Not a loss: the button is plain ink. */
	harmless?: boolean;
	/** More fields of the question, a reason for instance. */
	children?: ReactNode;
}

/** The question before a deed. Cancel holds the focus; what is lost is said first. */
export function ConfirmDeed({ opened, onClose, title, lost, typed, verb, onConfirm, harmless, children }: Props) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState<unknown>();
	useEffect(() => {
		if (!opened) return;
		setText("");
		setError(undefined);
	}, [opened]);
	const fits = typed === undefined || text.trim() === typed;
	const submit = async (event: FormEvent) => {
		event.preventDefault();
		event.stopPropagation();
		if (!fits) return;
		setBusy(true);
		try {
			await onConfirm(text.trim());
			onClose();
		} catch (refused) {
			setError(refused);
		} finally {
			setBusy(false);
		}
	};
	return (
		<Dialog opened={opened} onClose={onClose} title={title} centered>
			<form onSubmit={submit} className={styles.form}>
				<div className={styles.lost}>{lost}</div>
				{children}
				{typed !== undefined && (
					<TextInput
						label={t("confirm.type", { typed })}
						value={text}
						autoComplete="off"
						spellCheck={false}
						classNames={{ input: "mono" }}
						onChange={(event) => setText(event.currentTarget.value)}
					/>
				)}
				{error !== undefined && (
					<p className={styles.error} role="alert">
						{sentence(error, t)}
					</p>
				)}
				<div className={styles.buttons}>
					{!fits && <span className={styles.why}>{t("confirm.not_yet", { typed })}</span>}
					<Button variant="default" onClick={onClose} data-autofocus>
						{t("confirm.cancel")}
					</Button>
					<Button type="submit" variant={harmless ? "filled" : "danger"} disabled={!fits} loading={busy}>
						{verb}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
