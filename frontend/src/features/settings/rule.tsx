import { NumberInput, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Chip, Field } from "../../components";
import { type Draft, departures } from "./draft";
import styles from "./settings.module.css";

interface Props {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	disabled?: boolean;
}

/** Which fields of the draft hold a figure. */
export type Figure = { [K in keyof Draft]: Draft[K] extends number ? K : never }[keyof Draft];
/** Which fields of the draft are on or off. */
export type Turn = { [K in keyof Draft]: Draft[K] extends boolean ? K : never }[keyof Draft];

/** A figure of the policy; empty means the product's own. */
export function FigureRule({
	field,
	usual,
	unit,
	min,
	max,
	...props
}: Props & { field: Figure; usual: string; unit?: string; min?: number; max: number }) {
	const { t } = useTranslation();
	const id = `setting-${field}`;
	const value = props.draft[field];
	return (
		<Field label={t(`settings.field.${field}`)} htmlFor={id}>
			<div className={styles.figure}>
				<NumberInput
					id={id}
					size="xs"
					w={112}
					min={min ?? 0}
					max={max}
					clampBehavior="blur"
					allowDecimal={false}
					allowNegative={false}
					placeholder={usual}
					disabled={props.disabled}
					value={value === 0 ? "" : value}
					onChange={(typed) => props.set({ [field]: typeof typed === "number" ? typed : 0 })}
				/>
				{unit && <span>{unit}</span>}
				<Departure field={field} draft={props.draft} />
			</div>
			<p className={styles.help}>{t(`settings.help.${field}`)}</p>
		</Field>
	);
}

/** A rule that is on or off. */
export function TurnRule({ field, ...props }: Props & { field: Turn }) {
	const { t } = useTranslation();
	return (
		<div className={styles.turn}>
			<Switch
				size="xs"
				label={t(`settings.field.${field}`)}
				checked={props.draft[field]}
				disabled={props.disabled}
				onChange={(event) => props.set({ [field]: event.currentTarget.checked })}
			/>
			<Departure field={field} draft={props.draft} />
		</div>
	);
}

/** The mark beside a setting that departs from current advice, with the reason. */
function Departure({ field, draft }: { field: keyof Draft; draft: Draft }) {
	const { t } = useTranslation();
	if (!departures(draft).includes(field)) return null;
	return <Chip kind="attention" text={t("settings.departs")} />;
}
