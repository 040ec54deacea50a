import { useTranslation } from "react-i18next";
import { sentence } from "../api/ask";
import styles from "./refusal.module.css";

/** A refusal where the answer would stand: what happened, what to do. */
export function Refusal({ error }: { error: unknown }) {
	const { t } = useTranslation();
	return (
		<p className={styles.refusal} role="alert">
			{sentence(error, t)}
		</p>
	);
}
