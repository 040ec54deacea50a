import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { sentence } from "../../api/ask";
import { list, number } from "../../app/format";
import { Dialog } from "../../components/dialog";
import css from "./impact.module.css";
import { Outcomes } from "./outcomes";
import { Touched } from "./touched";
import type { Impact } from "./use-impact";
import { harmful, outcomeWords } from "./words";
import { YouChanged } from "./you-changed";

interface BeforeSaveProps {
	title: string;
	impact: Impact;
	onSave: () => void;
	onClose: () => void;
	saving?: boolean;
	verb?: string;
	stopped?: string | undefined;
}

/** Before you save: what was changed, the one harm, and everybody it touches. */
export function BeforeSave({ title, impact, onSave, onClose, saving, verb, stopped }: BeforeSaveProps) {
	const { t } = useTranslation();
	const phone = useMediaQuery("(max-width: 899px)", false, { getInitialValueInEffect: false });
	const [chosen, setChosen] = useState<api.PreviewOutcome>();
	const { preview } = impact;
	if (!preview) return null;
	const why = preview.refused ? sentence(preview.refused, t) : stopped;
	return (
		<Dialog
			opened
			onClose={onClose}
			size={1180}
			centered
			fullScreen={phone}
			title={`${title}: ${t("impact.title")}`}
			classNames={{ content: css.content ?? "", body: css.body ?? "" }}
		>
			<div className={css.sheet}>
				<aside className={css.changed}>
					<YouChanged preview={preview} />
				</aside>
				<div className={css.effects}>
					<Figures preview={preview} />
					<Harm preview={preview} />
					<Outcomes outcomes={preview.outcomes ?? []} more={preview.more} chosen={chosen} onChoose={setChosen} />
					{preview.named ? (
						preview.touched > 0 && <Touched impact={impact} outcome={chosen} onAll={() => setChosen(undefined)} />
					) : (
						<p className={css.quiet}>{t("impact.unnamed")}</p>
					)}
				</div>
			</div>
			<footer className={css.foot}>
				<p>
					{why ?? t("impact.undo_after")}{" "}
					<span className={css.quiet}>
						{t("impact.looked", {
							count: preview.looked,
							n: number(preview.looked),
							ms: Math.max(1, Math.round(impact.took)),
						})}
					</span>
				</p>
				<Button variant="default" onClick={onClose} data-autofocus>
					{t("impact.back")}
				</Button>
				<Button
					loading={saving ?? false}
					disabled={why !== undefined}
					onClick={() => {
						onClose();
						onSave();
					}}
				>
					{verb ?? t("save.save")}
				</Button>
			</footer>
		</Dialog>
	);
}

// The figures of the head. Calls that come into sight or leave it will stand here.
function Figures({ preview }: { preview: api.Preview }) {
	const { t } = useTranslation();
	const figures = [
		{ key: "gain", count: preview.helped, kind: "good" },
		{ key: "lose", count: preview.harmed, kind: "harm" },
		{ key: "out", count: preview.thrown, kind: "harm" },
		...(preview.below > 0 ? [{ key: "below", count: preview.below, kind: "plain" }] : []),
	];
	return (
		<dl className={css.figures}>
			{figures.map(({ key, count, kind }) => (
				<div key={key}>
					<dd data-effect={count > 0 ? kind : undefined}>{number(count)}</dd>
					<dt>{t(`impact.figure.${key}`, { count })}</dt>
				</div>
			))}
		</dl>
	);
}

// The one harm: a refusal, somebody thrown out, or the first loss.
function Harm({ preview }: { preview: api.Preview }) {
	const { t, i18n } = useTranslation();
	const outcomes = preview.outcomes ?? [];
	const worst = outcomes.find((o) => harmful(o.kind));
	const thrown = preview.thrownBy ?? [];
	const names = (people: api.Person[], count: number) =>
		list([
			...people.map((p) => p.name),
			...(count > people.length
				? [t("impact.others", { count: count - people.length, n: number(count - people.length) })]
				: []),
		]);
	if (preview.refused)
		return (
			<div className={css.harm} role="alert">
				<IconX size={20} stroke={1.8} aria-hidden />
				<div>
					<strong>{sentence(preview.refused, t)}</strong>
					<p>{t("impact.refused")}</p>
				</div>
			</div>
		);
	if (preview.thrown > 0)
		return (
			<div className={css.harm} role="alert">
				<IconAlertTriangle size={20} stroke={1.8} aria-hidden />
				<div>
					<strong>{t("impact.thrown", { count: preview.thrown, n: number(preview.thrown) })}</strong>
					<p>
						{preview.self && `${t("impact.self")} `}
						{thrown.length > 0 && `${names(thrown, preview.thrown)}.`}
					</p>
				</div>
			</div>
		);
	if (!worst) return null;
	return (
		<div className={css.harm} role="alert">
			<IconAlertTriangle size={20} stroke={1.8} aria-hidden />
			<div>
				<strong>{outcomeWords(worst, t, i18n)}</strong>
				{(worst.first ?? []).length > 0 && worst.count > 2 && <p>{names(worst.first ?? [], worst.count)}.</p>}
			</div>
		</div>
	);
}
