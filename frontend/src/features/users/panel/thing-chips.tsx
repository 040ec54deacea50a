import { Autocomplete } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../../../api/ask";
import { useThings } from "../queries";
import css from "./panel.module.css";

interface ThingChipsProps {
	kind: "extension" | "queue" | "number";
	names: string[];
	label: string;
	locked?: boolean;
	hint?: (name: string) => string | undefined;
	/** What the hint opens below the list; its name says what is done there. */
	edit?: { name: (of: string) => string; field: (of: string, close: () => void) => ReactNode };
	/** Saves the whole list; a rejected promise puts its sentence below. */
	onChange: (names: string[]) => Promise<unknown> | undefined;
}

/** A short list of extensions or numbers, each removable, with a field that
 * suggests what there is. */
export function ThingChips({ kind, names, label, locked, hint, edit, onChange }: ThingChipsProps) {
	const { t } = useTranslation();
	const [adding, setAdding] = useState(false);
	const [text, setText] = useState("");
	const [error, setError] = useState<unknown>();
	const [editing, setEditing] = useState("");
	const things = useThings(kind, text.trim(), adding);
	const change = async (next: string[]) => {
		try {
			await onChange(next);
			setError(undefined);
			return true;
		} catch (refused) {
			setError(refused);
			return false;
		}
	};
	const add = async (value: string) => {
		const name = value.trim();
		if (name === "" || names.includes(name) || (await change([...names, name]))) setText("");
	};
	const known = (things.data ?? []).filter((thing) => !names.includes(thing.name));
	return (
		<div>
			<ul className={css.chips} aria-label={label}>
				{names.map((name) => (
					<li key={name} className={css.thing} title={hint?.(name)}>
						<span>{name}</span>
						{hint?.(name) && (
							<small>
								{edit && !locked ? (
									<button
										type="button"
										className={css.hint}
										aria-label={`${hint(name)}. ${edit.name(name)}`}
										aria-expanded={editing === name}
										onClick={() => setEditing(editing === name ? "" : name)}
									>
										{hint(name)}
									</button>
								) : (
									hint(name)
								)}
							</small>
						)}
						{!locked && (
							<button
								type="button"
								aria-label={t("users.thing.remove", { name })}
								onClick={() => void change(names.filter((n) => n !== name))}
							>
								<IconX size={12} stroke={2} aria-hidden />
							</button>
						)}
					</li>
				))}
				{!locked && !adding && (
					<li>
						<button
							type="button"
							className={css.addThing}
							aria-label={t("users.thing.add_to", { list: label })}
							onClick={() => setAdding(true)}
						>
							<IconPlus size={14} stroke={1.8} aria-hidden />
							{t("users.thing.add")}
						</button>
					</li>
				)}
			</ul>
			{edit && names.includes(editing) && edit.field(editing, () => setEditing(""))}
			{adding && (
				<Autocomplete
					size="xs"
					mt={names.length > 0 ? 6 : 0}
					className={css.select}
					autoFocus
					aria-label={t("users.thing.add_to", { list: label })}
					placeholder={t(`users.thing.placeholder.${kind}`)}
					value={text}
					onChange={setText}
					onOptionSubmit={(value) => void add(value).then(() => setText(""))}
					data={known.slice(0, 8).map((thing) => thing.name)}
					filter={({ options }) => options}
					renderOption={({ option }) => (
						<span>
							{option.value}{" "}
							<span className={css.dim}>{known.find((thing) => thing.name === option.value)?.label}</span>
						</span>
					)}
					onKeyDown={(event) => {
						if (event.key === "Enter" && text.trim() !== "") {
							event.preventDefault();
							void add(text);
						}
						if (event.key === "Escape") setAdding(false);
					}}
					onBlur={() => void add(text).then(() => setAdding(false))}
				/>
			)}
			{error !== undefined && (
				<p className={css.error} role="alert">
					{sentence(error, t)}
				</p>
			)}
		</div>
	);
}
