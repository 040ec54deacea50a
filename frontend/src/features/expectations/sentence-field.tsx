import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowRight, IconCheck, IconX } from "@tabler/icons-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { modules, sentence as refusalWords } from "../../api/ask";
import { useAsk } from "../../api/queries";
import css from "./expectations.module.css";
import { breakers, saidWords } from "./words";

interface Props {
	/** What stands in the fields at first. */
	text: string;
	note: string;
	verb: string;
	saving: boolean;
	error: unknown;
	onSave: (text: string, note: string) => void;
	onCancel?: () => void;
	autoFocus?: boolean;
}

/** A sentence, read while it is typed: what it means and whether it holds, or
 * which word is wrong. */
export function SentenceField({ text, note, verb, saving, error, onSave, onCancel, autoFocus }: Props) {
	const { t } = useTranslation();
	const id = useId();
	const field = useRef<HTMLInputElement>(null);
	const [typed, setTyped] = useState(text);
	const [why, setWhy] = useState(note);
	const [scrolled, setScrolled] = useState(0);
	useEffect(() => {
		setTyped(text);
		setWhy(note);
	}, [text, note]);
	useEffect(() => {
		if (autoFocus) field.current?.focus();
	}, [autoFocus]);
	const [rested] = useDebouncedValue(typed, 200);
	const reading = useAsk(["expectations", "read", rested], () => modules.expectations.Read(rested), {
		enabled: rested.trim() !== "",
		placeholderData: (before) => before,
	});
	const read = typed.trim() === "" ? undefined : reading.data;
	const holds = read?.said !== undefined && read.said !== null && read.said.state !== "broken";
	const wrong = read?.error ?? undefined;
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (holds && rested === typed) onSave(typed, why);
	};
	return (
		<form className={css.field} onSubmit={submit}>
			<label htmlFor={id}>
				<strong>{t("expectations.add")}</strong> <span>{t("expectations.addHint")}</span>
			</label>
			<div className={css.line}>
				<div className={css.typed}>
					<input
						ref={field}
						id={id}
						value={typed}
						spellCheck={false}
						autoCapitalize="none"
						autoComplete="off"
						placeholder={t("expectations.example")}
						aria-invalid={wrong !== undefined || undefined}
						aria-describedby={`${id}-read`}
						onChange={(event) => setTyped(event.currentTarget.value)}
						onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
					/>
					{wrong && rested === typed && <Pointer error={wrong} scrolled={scrolled} />}
				</div>
				<Button type="submit" loading={saving} disabled={!holds}>
					{verb}
				</Button>
				{onCancel && (
					<Button variant="default" onClick={onCancel}>
						{t("expectations.cancel")}
					</Button>
				)}
			</div>
			<div id={`${id}-read`} role="status" className={css.reading}>
				<Reading read={read} />
				{error !== undefined && error !== null && (
					<p data-kind="wrong" role="alert">
						<IconX size={16} stroke={2} aria-hidden />
						<span>{refusalWords(error, t)}</span>
					</p>
				)}
			</div>
			{holds && (
				<TextInput
					className={css.note}
					aria-label={t("expectations.note")}
					placeholder={t("expectations.notePlaceholder")}
					value={why}
					onChange={(event) => setWhy(event.currentTarget.value)}
				/>
			)}
		</form>
	);
}

// Draws a line under the word that is wrong: the field is typed in a face of
// one width, so that its place is a count of characters.
function Pointer({ error, scrolled }: { error: callgate.Error; scrolled: number }) {
	const place = Number(error.params?.place ?? 0);
	const length = Number(error.params?.length ?? 1);
	if (place < 1) return null;
	return (
		<i
			className={css.pointer}
			style={{ left: `calc(${10 - scrolled}px + ${place - 1}ch)`, width: `${length}ch` }}
			aria-hidden
		/>
	);
}

function Reading({ read }: { read: Awaited<ReturnType<typeof modules.expectations.Read>> | undefined }) {
	const { t, i18n } = useTranslation();
	if (!read) return null;
	if (read.error)
		return (
			<p data-kind="wrong">
				<IconX size={16} stroke={2} aria-hidden />
				<span>{refusalWords(read.error, t)}</span>
			</p>
		);
	const said = read.said;
	if (!said) return null;
	const broken = said.state === "broken";
	const Icon = broken ? IconAlertTriangle : said.state === "rests" ? IconArrowRight : IconCheck;
	return (
		<p data-kind={broken ? "wrong" : "good"}>
			<Icon size={16} stroke={2} aria-hidden />
			<span>
				<strong>{saidWords(said, t, i18n)}.</strong>{" "}
				{broken
					? t("expectations.wouldBreak", { who: breakers(said, t) })
					: said.state === "rests"
						? t("expectations.rests", { who: said.people?.[0]?.name ?? "" })
						: t("expectations.wouldHold")}
			</span>
		</p>
	);
}
