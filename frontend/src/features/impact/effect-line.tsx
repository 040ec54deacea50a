import { Button } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../../api/ask";
import { number } from "../../app/format";
import { BeforeSave } from "./before-save";
import css from "./impact.module.css";
import type { Impact } from "./use-impact";
import { headline, laterWords } from "./words";

interface Saving {
	/** What is being changed, for the head of the list: "Dispatch supervisor". */
	title: string;
	impact: Impact;
	onSave: () => void;
	saving?: boolean;
	verb?: string;
	/** Why it cannot be saved yet. */
	stopped?: string | undefined;
}

/** The effect in one line, as it is edited: the worst and the best that happens. */
export function EffectLine({ impact }: { impact: Impact }) {
	const { t, i18n } = useTranslation();
	const { preview } = impact;
	if (!impact.asked) return null;
	const said = (): ReactNode => {
		if (impact.error) return null;
		if (!preview) return t("impact.looking");
		if (preview.refused) return <span data-effect="harm">{sentence(preview.refused, t)}</span>;
		const later = (preview.later ?? []).map((l) => laterWords(l, t, i18n));
		if (preview.touched === 0 && preview.below === 0 && later.length === 0)
			return preview.leftAll > 0 ? t("impact.left", { count: preview.leftAll }) : t("impact.nobody");
		const { harm, good } = headline(preview, t, i18n);
		const harms = [harm, ...later.map((l) => l.harm)].filter(Boolean);
		const goods = [good, ...later.map((l) => l.good)].filter(Boolean);
		return (
			<>
				{harms.map((text) => (
					<span key={text} data-effect="harm">
						<IconMinus size={14} stroke={2} aria-hidden />
						{text}
					</span>
				))}
				{goods.map((text) => (
					<span key={text} data-effect="good">
						<IconPlus size={14} stroke={2} aria-hidden />
						{text}
					</span>
				))}
				{preview.leftAll > 0 && <span>{t("impact.left", { count: preview.leftAll })}</span>}
				{preview.below > 0 && <span>{t("impact.below", { count: preview.below, n: number(preview.below) })}</span>}
			</>
		);
	};
	return (
		<div className={css.line} data-late={impact.late || undefined} aria-live="polite">
			{said()}
		</div>
	);
}

/** "What changes": opens the list of everybody touched, before anything is saved. */
export function WhatChanges(props: Saving) {
	const { t } = useTranslation();
	const [opened, setOpened] = useState(false);
	const { preview } = props.impact;
	if (!preview || (preview.touched === 0 && !preview.refused && preview.leftAll === 0)) return null;
	return (
		<>
			<Button variant="default" onClick={() => setOpened(true)}>
				{t("impact.what")}
			</Button>
			{opened && <BeforeSave {...props} onClose={() => setOpened(false)} />}
		</>
	);
}
