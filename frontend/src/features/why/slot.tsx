import { Combobox, useCombobox } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./why.module.css";

export interface Choice {
	value: string;
	label: string;
	hint?: string;
}

interface SlotProps {
	/** what the slot asks for, for screen readers: "Who" */
	label: string;
	/** words shown in the slot; empty shows the placeholder */
	shown: string;
	placeholder: string;
	choices: Choice[];
	onChange: (value: string) => void;
	/** called while typing, for choices that the server finds */
	onSearch?: (text: string) => void;
	/** may anything typed be taken as it is (addresses, numbers)? */
	free?: boolean;
	/** an ordinary small button instead of a marked word */
	plain?: boolean;
}

/** A word of the question that can be changed: click, type, choose. */
export function Slot(p: SlotProps) {
	const { t } = useTranslation();
	const [text, setText] = useState("");
	const combobox = useCombobox({
		onDropdownClose: () => {
			combobox.resetSelectedOption();
			combobox.focusTarget();
			setText("");
		},
		onDropdownOpen: () => combobox.focusSearchInput(),
	});
	const typed = text.trim();
	const wanted = typed.toLowerCase();
	const matching = p.onSearch
		? p.choices
		: p.choices.filter((c) => `${c.label} ${c.hint ?? ""} ${c.value}`.toLowerCase().includes(wanted));
	// What fits best stands first, so that Enter takes it: what was found, else what was typed.
	const asTyped = p.free && typed !== "" && (
		<Combobox.Option value={typed} className={css.option}>
			<span>{typed}</span>
			<span className={css.hint}>{t("why.slot.asTyped")}</span>
		</Combobox.Option>
	);
	const first = matching[0]?.value;
	// biome-ignore lint/correctness/useExhaustiveDependencies: chosen anew when the options change, not when the store does
	useEffect(() => {
		if (typed !== "") combobox.selectFirstOption();
	}, [typed, first, matching.length]);
	const choose = (value: string) => {
		p.onChange(value);
		combobox.closeDropdown();
	};
	return (
		<Combobox
			store={combobox}
			onOptionSubmit={choose}
			width={340}
			position="bottom-start"
			withinPortal
			shadow={undefined}
			transitionProps={{ duration: 0 }}
		>
			<Combobox.Target targetType="button">
				<button
					type="button"
					className={p.plain ? css.plainSlot : css.slot}
					data-empty={p.shown === "" || undefined}
					aria-label={`${p.label}: ${p.shown || p.placeholder}`}
					onClick={() => combobox.toggleDropdown()}
				>
					<span>{p.shown || p.placeholder}</span>
					<IconChevronDown size={14} stroke={2} aria-hidden />
				</button>
			</Combobox.Target>
			<Combobox.Dropdown className={css.dropdown}>
				<Combobox.Search
					value={text}
					aria-label={p.label}
					placeholder={p.free ? t("why.slot.typeOrChoose") : t("why.slot.search")}
					onChange={(e) => {
						setText(e.currentTarget.value);
						p.onSearch?.(e.currentTarget.value);
					}}
				/>
				<Combobox.Options className={css.options}>
					{!p.onSearch && asTyped}
					{matching.map((c) => (
						<Combobox.Option key={c.value || "-"} value={c.value} className={css.option}>
							<span>{c.label}</span>
							{c.hint && <span className={css.hint}>{c.hint}</span>}
						</Combobox.Option>
					))}
					{p.onSearch && asTyped}
					{matching.length === 0 && !(p.free && typed !== "") && (
						<Combobox.Empty>{t("why.slot.nothing", { text: typed })}</Combobox.Empty>
					)}
				</Combobox.Options>
			</Combobox.Dropdown>
		</Combobox>
	);
}
