import { ColorInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { modules, sentence } from "../../api/ask";
import { useAsk } from "../../api/queries";
import { useBelow } from "../../components";
import css from "./colours.module.css";

interface EditorProps {
	states: readonly string[];
	/** What counts where none is chosen here. */
	usual: Record<string, string>;
	/** Those chosen here. */
	value: Record<string, string>;
	disabled: boolean;
	onChange: (value: Record<string, string>) => void;
}

/** The colour of each state, seen at once on the light and the dark sheet, judged by the rules of saving. */
export function ColourEditor({ states, usual, value, disabled, onChange }: EditorProps) {
	const { t } = useTranslation();
	const shown = { ...usual, ...value };
	// Two of them are in sight where the settings begin.
	const drawn = useBelow() ? states : states.slice(0, 2);
	const readings = useAsk(["colours", shown], () => modules.account.ReadColours(shown), {
		placeholderData: (before) => before,
	});
	return (
		<ul className={css.list}>
			{drawn.map((state) => {
				const reading = readings.data?.find((r) => r.state === state);
				const own = value[state] !== undefined;
				return (
					<li key={state}>
						<ColorInput
							size="xs"
							label={t(`status.${state}`)}
							format="hex"
							classNames={{ input: css.input! }}
							withEyeDropper={false}
							disabled={disabled}
							value={shown[state] ?? ""}
							error={own && reading?.error ? sentence(reading.error, t) : undefined}
							onChange={(to) => {
								const next = { ...value };
								if (to === "" || to.toUpperCase() === usual[state]?.toUpperCase()) delete next[state];
								else next[state] = to.toUpperCase();
								onChange(next);
							}}
						/>
						<span className={css.preview} aria-hidden>
							<Sample sheet="light" colour={shown[state]} word={t(`status.${state}`)} />
							<Sample sheet="dark" colour={shown[state]} word={t(`status.${state}`)} />
						</span>
						<span className={css.figures}>
							{reading && t("colours.contrast", { light: reading.light.toFixed(1), dark: reading.dark.toFixed(1) })}
						</span>
					</li>
				);
			})}
		</ul>
	);
}

function Sample({ sheet, colour, word }: { sheet: "light" | "dark"; colour: string | undefined; word: string }) {
	return (
		<span className={css.sample} data-sheet={sheet}>
			<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
				<circle cx="5" cy="5" r="5" fill={colour} />
			</svg>
			{word}
		</span>
	);
}
