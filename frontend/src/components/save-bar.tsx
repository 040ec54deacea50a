import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/ask";
import styles from "./save-bar.module.css";

interface Props {
	/** What will change, one sentence each; none = nothing to save. */
	changes: readonly string[];
	onSave: () => void;
	onDiscard: () => void;
	saving?: boolean;
	error?: unknown;
	/** Why it cannot be saved yet. */
	stopped?: string;
	/** What it does to people, a line below the changes. */
	effect?: ReactNode;
	/** On the button: "Save hosts". */
	verb?: string;
	/** More actions, before Discard. */
	children?: ReactNode;
}

/** The foot of a page with unsaved changes: what they are, Discard and Save. */
export function SaveBar({ changes, onSave, onDiscard, saving, error, stopped, effect, verb, children }: Props) {
	const { t } = useTranslation();
	if (changes.length === 0 && error === undefined) return null;
	return (
		<footer className={styles.bar}>
			<div className={styles.words}>
				<div role="status">
					{error !== undefined && error !== null ? (
						<span className={styles.error}>{sentence(error, t)}</span>
					) : (
						(stopped ?? changes.join(" "))
					)}
				</div>
				{(error === undefined || error === null) && effect}
			</div>
			{children}
			<Button variant="default" onClick={onDiscard} disabled={saving}>
				{t("save.discard")}
			</Button>
			<Button onClick={onSave} loading={saving} disabled={Boolean(stopped) || changes.length === 0}>
				{verb ?? t("save.save")}
			</Button>
		</footer>
	);
}
