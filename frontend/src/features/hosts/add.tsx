import { Button, Textarea } from "@mantine/core";
import { IconArrowRight, IconMinus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk } from "../../api/queries";
import css from "./hosts.module.css";

interface AddHostsProps {
	/** the list that the typed lines would join */
	present: string[];
	onAdd: (cidrs: string[]) => void;
}

/** Typed lines, each read while it is typed: what it means, or why not. */
export function AddHosts({ present, onAdd }: AddHostsProps) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const read = useAsk(["hosts", "read", text, present], () => modules.hosts.Read(text, present), {
		enabled: text.trim() !== "",
		placeholderData: (before) => before,
	});
	const lines = text.trim() === "" ? [] : (read.data ?? []);
	const good = lines.filter((l) => !l.error && !l.already);
	const already = lines.filter((l) => !l.error && l.already).length;
	const bad = lines.filter((l) => l.error).length;
	const add = () => {
		onAdd([...new Set(good.flatMap((l) => l.cidrs ?? []))].filter((c) => !present.includes(c)));
		setText(
			lines
				.filter((l) => l.error)
				.map((l) => l.text)
				.join("\n"),
		);
	};
	return (
		<div className={css.add}>
			<label htmlFor="add-hosts">
				<strong>{t("hosts.add")}</strong> <span>{t("hosts.addHint")}</span>
			</label>
			<Textarea
				id="add-hosts"
				autosize
				minRows={2}
				maxRows={8}
				spellCheck={false}
				autoCapitalize="none"
				value={text}
				placeholder={t("hosts.addExample")}
				classNames={{ input: css.typed }}
				onChange={(e) => setText(e.currentTarget.value)}
				onKeyDown={(e) => {
					if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) add();
				}}
			/>
			{lines.length > 0 && (
				<ol className={css.readings} aria-live="polite">
					{lines.map((line, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
						<Reading key={`${i} ${line.text}`} line={line} />
					))}
				</ol>
			)}
			{lines.length > 0 && (
				<div className={css.addFoot}>
					<span>
						{[
							t("hosts.linesGood", { count: good.length }),
							...(already > 0 ? [t("hosts.linesAlready", { count: already })] : []),
							...(bad > 0 ? [t("hosts.linesBad", { count: bad })] : []),
						].join(", ")}
					</span>
					<Button size="compact-sm" variant="default" disabled={good.length === 0} onClick={add}>
						{t("hosts.addLines", { count: good.length })}
					</Button>
				</div>
			)}
		</div>
	);
}

function Reading({ line }: { line: api.HostLine }) {
	const { t } = useTranslation();
	return (
		<li data-bad={line.error ? true : undefined}>
			<code>{line.text}</code>
			{line.error ? (
				<IconX size={16} aria-hidden />
			) : line.already ? (
				<IconMinus size={16} aria-hidden />
			) : (
				<IconArrowRight size={16} aria-hidden />
			)}
			{line.error ? (
				<span className={css.wrong}>{sentence(line.error, t)}</span>
			) : (
				<span>
					<code>{(line.cidrs ?? []).join(", ")}</code>{" "}
					<span className={css.note}>
						{line.already
							? t("hosts.alreadyIn")
							: [line.count && t("hosts.covers", { count: Number(line.count) }), line.was && t(`hosts.was.${line.was}`)]
									.filter(Boolean)
									.join(", ")}
					</span>
				</span>
			)}
		</li>
	);
}
