import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { EditableText, Field, notify } from "../../components";
import styles from "./account.module.css";

interface Props {
	label: string;
	add: string;
	type: "email" | "tel";
	values: readonly callgate.Contact[];
	disabled?: boolean;
	onSave: (values: callgate.Contact[]) => Promise<unknown>;
}

/** Several e-mail addresses or numbers, the first one primary; emptying one removes it. */
export function Contacts({ label, add, type, values, disabled, onSave }: Props) {
	const { t } = useTranslation();
	const [adding, setAdding] = useState(false);
	const put = (index: number, value: string) => {
		const changed = [...values];
		if (value.trim() === "") changed.splice(index, 1);
		else changed[index] = { value: value.trim(), tag: values[index]?.tag ?? "" };
		return onSave(changed);
	};
	return (
		<Field label={label}>
			{values.map((contact, index) => (
				<div className={styles.contact} key={contact.value}>
					<div>
						<EditableText
							bare
							label={t("account.nth", { what: label, n: index + 1 })}
							type={type}
							value={contact.value}
							disabled={disabled}
							onSave={(value) => put(index, value)}
						/>
					</div>
					{!disabled && (
						<button
							type="button"
							className={styles.small}
							aria-label={t("account.remove", { what: contact.value })}
							onClick={() => put(index, "").catch(notify.refused)}
						>
							<IconTrash size={16} stroke={1.7} aria-hidden />
						</button>
					)}
				</div>
			))}
			{adding && (
				<EditableText
					bare
					label={add}
					type={type}
					value=""
					placeholder={add}
					onSave={async (value) => {
						await put(values.length, value);
						setAdding(false);
					}}
				/>
			)}
			{!disabled && !adding && (
				<button type="button" className={styles.link} onClick={() => setAdding(true)}>
					{add}
				</button>
			)}
		</Field>
	);
}
