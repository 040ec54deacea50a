import { Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../../wailsjs/go/models";
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

// The line of a new one: kept on Enter or when left, dropped by Escape.
function Fresh({
	label,
	type,
	onSave,
}: {
	label: string;
	type: "email" | "tel";
	onSave: (value: string) => Promise<void>;
}) {
	return (
		<span
			className={css.fresh}
			ref={(node) => node?.querySelector("input")?.focus()}
			onBlur={(event) => {
				if ((event.target as HTMLInputElement).value.trim() === "") void onSave("");
			}}
			onKeyDown={(event) => {
				if (event.key === "Escape") void onSave("");
			}}
		>
			<EditableText bare label={label} value="" type={type} onSave={(value) => onSave(value.trim())} />
		</span>
	);
}
