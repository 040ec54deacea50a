import { Autocomplete, Radio } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";
import { entityName } from "../tree/entity-name";
import css from "./roles.module.css";

interface ReachFieldProps {
	reach: string;
	list: string[];
	onChange: (part: { reach?: string; reachList?: string[] }) => void;
	/** the field is what was come for */
	first: boolean;
	error: string | undefined;
}

const kinds = ["extension", "queue", "number"];

/** Where a role's rights over call data count: nowhere of its own, everywhere, or in a list. */
export function ReachField({ reach, list, onChange, first, error }: ReachFieldProps) {
	const { t } = useTranslation();
	return (
		<div className={css.reach}>
			<Radio.Group
				label={t("roles.reachOf")}
				value={reach || "none"}
				onChange={(v) => onChange({ reach: v === "none" ? "" : v })}
			>
				<div className={css.reachChoice}>
					{["none", "everything", "own", "list"].map((v) => (
						<Radio
							key={v}
							value={v}
							label={t(`roles.reach.${v}`)}
							autoFocus={first && v === (reach || "none")}
							classNames={{ radio: css.radio!, label: css.radioLabel!, icon: css.radioIcon! }}
						/>
					))}
				</div>
			</Radio.Group>
			{reach === "list" && <ReachList list={list} onChange={(reachList) => onChange({ reachList })} error={error} />}
			{reach !== "list" && error && <p className={css.wrong}>{error}</p>}
		</div>
	);
}

interface ReachListProps {
	list: string[];
	onChange: (list: string[]) => void;
	error: string | undefined;
}

// "600" finds the queue, "queue:600" names it outright, even one that is not there yet.
function ReachList({ list, onChange, error }: ReachListProps) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const [unknown, setUnknown] = useState(false);
	const found = useAsk(["things", "suggest", text], () => modules.check.Suggest(text.trim()), {
		placeholderData: (before) => before,
	});
	const options = (found.data?.things ?? [])
		.map((x) => ({ value: `${x.kind}:${x.name}`, label: x.label }))
		.filter((o) => !list.includes(o.value));
	const add = (typed: string) => {
		const value = typed.trim();
		const named = kinds.some((kind) => value.startsWith(`${kind}:`) && value.length > kind.length + 1);
		const entity = named ? value : (options.find((o) => o.value.endsWith(`:${value}`)) ?? only(options))?.value;
		setUnknown(entity === undefined && value !== "");
		if (entity === undefined) return;
		if (!list.includes(entity)) onChange([...list, entity]);
		setText("");
	};
	return (
		<div className={css.reachList}>
			<ul className={css.things} aria-label={t("roles.reachList")}>
				{list.map((entity) => (
					<li key={entity}>
						{entityName(t, entity)}
						<button
							type="button"
							aria-label={t("roles.leaveOut", { name: entityName(t, entity) })}
							onClick={() => onChange(list.filter((e) => e !== entity))}
						>
							<IconX size={12} stroke={2} aria-hidden />
						</button>
					</li>
				))}
			</ul>
			<Autocomplete
				aria-label={t("roles.reachAdd")}
				placeholder={t("roles.reachAdd")}
				value={text}
				error={unknown ? t("roles.reachUnknown", { text: text.trim() }) : error}
				data={options.slice(0, 12).map((o) => o.value)}
				filter={({ options: all }) => all}
				renderOption={({ option }) => (
					<>
						{entityName(t, option.value)}{" "}
						<span className={css.quiet}>{options.find((o) => o.value === option.value)?.label}</span>
					</>
				)}
				onChange={(value) => {
					setText(value);
					setUnknown(false);
				}}
				onOptionSubmit={(value) => {
					add(value);
					// Mantine writes the chosen value into the field afterwards.
					queueMicrotask(() => setText(""));
				}}
				onKeyDown={(event) => {
					if (event.key !== "Enter" || event.defaultPrevented) return;
					event.preventDefault();
					add(text);
				}}
			/>
		</div>
	);
}

function only<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}
