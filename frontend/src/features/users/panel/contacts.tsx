import { Button, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { Chip, EditableText, Section } from "../../../components";
import css from "./panel.module.css";

interface ContactsProps {
	kind: "emails" | "phones";
	list: callgate.Contact[];
	locked: boolean;
	onSave: (list: callgate.Contact[]) => Promise<unknown>;
}

/** E-mail addresses or phone numbers: each with its tag, the first is the primary one. */
export function Contacts({ kind, list, locked, onSave }: ContactsProps) {
	const { t } = useTranslation();
	const [adding, setAdding] = useState(false);
	const replace = (at: number, part: Partial<callgate.Contact>) =>
		onSave(list.map((contact, i) => (i === at ? { ...contact, ...part } : contact)));
	return (
		<Section
			title={t(`users.${kind}`)}
			count={list.length === 0 ? t("users.none") : undefined}
			action={
				!locked && (
					<Button
						size="xs"
						variant="default"
						leftSection={<IconPlus size={14} aria-hidden />}
						onClick={() => setAdding(true)}
					>
						{t(`users.${kind}.add`)}
					</Button>
				)
			}
		>
			{(list.length > 0 || adding) && (
				<ul className={css.contacts}>
					{list.map((contact, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the same address may stand twice while it is being typed
						<li key={`${i} ${contact.value}`}>
							<span className={css.contactValue}>
								<EditableText
									bare
									label={t(`users.${kind}.value`)}
									value={contact.value}
									type={kind === "emails" ? "email" : "tel"}
									disabled={locked}
									onSave={(value) => replace(i, { value: value.trim() })}
								/>
							</span>
							<span className={css.contactTag}>
								<EditableText
									bare
									label={t("users.contact.tag", { value: contact.value })}
									value={contact.tag}
									placeholder={t("users.contact.no_tag")}
									disabled={locked}
									maxLength={40}
									onSave={(tag) => replace(i, { tag: tag.trim() })}
								/>
							</span>
							<span className={css.contactActs}>
								{kind === "emails" &&
									(i === 0
										? list.length > 1 && <Chip kind="plain" text={t("users.contact.primary")} />
										: !locked && (
												<button
													type="button"
													className={css.link}
													onClick={() => void onSave([contact, ...list.filter((_, j) => j !== i)])}
												>
													{t("users.contact.make_primary")}
												</button>
											))}
								{!locked && (
									<button
										type="button"
										className={css.iconButton}
										aria-label={t("users.contact.remove", { value: contact.value })}
										onClick={() => void onSave(list.filter((_, j) => j !== i))}
									>
										<IconTrash size={16} stroke={1.7} aria-hidden />
									</button>
								)}
							</span>
						</li>
					))}
					{adding && (
						<li>
							<Fresh
								label={t(`users.${kind}.value`)}
								type={kind === "emails" ? "email" : "tel"}
								onSave={async (value) => {
									if (value) await onSave([...list, { value, tag: "" }]);
									setAdding(false);
								}}
							/>
						</li>
					)}
				</ul>
			)}
		</Section>
	);
}

interface FreshProps {
	label: string;
	type: "email" | "tel";
	/** "" when nothing was typed: the line goes away. */
	onSave: (value: string) => Promise<void>;
}

// The line of a new one: kept on Enter or when left, dropped by Escape.
function Fresh({ label, type, onSave }: FreshProps) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const [error, setError] = useState<unknown>();
	const save = async (value: string) => {
		try {
			await onSave(value);
		} catch (refused) {
			setError(refused);
		}
	};
	return (
		<TextInput
			className={css.fresh}
			size="xs"
			type={type}
			aria-label={label}
			autoFocus
			value={text}
			error={error === undefined ? undefined : sentence(error, t)}
			onChange={(event) => setText(event.currentTarget.value)}
			onBlur={() => void save(text.trim())}
			onKeyDown={(event) => {
				if (event.key === "Enter") void save(text.trim());
				if (event.key === "Escape") void save("");
			}}
		/>
	);
}
