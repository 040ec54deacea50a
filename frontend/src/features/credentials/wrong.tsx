import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { sentence } from "../../api/ask";
import styles from "./form.module.css";

/** A refusal below the field it belongs to: what happened in red, then what to do. */
export function Wrong({ error, id }: { error: unknown; id?: string }) {
	const { t } = useTranslation();
	const [happened, todo] = halves(sentence(error, t));
	return (
		<div className={styles.wrong} id={id} role="alert">
			<IconX size={16} stroke={2.2} aria-hidden />
			<b>{happened}</b>
			{todo && <span>{todo}</span>}
		</div>
	);
}

// "That code did not fit. Wait for the next one." is two things.
function halves(text: string): [string, string] {
	const end = text.search(/[.:](\s|$)/);
	return end < 0 || end > 90 ? [text, ""] : [text.slice(0, end + 1), text.slice(end + 2)];
}
