import { useTranslation } from "react-i18next";
import styles from "./gate-strip.module.css";

/** The six gates every decision runs through, in order. */
export const gateNames = ["state", "address", "seat", "rights", "reach", "dialling"] as const;

interface Props {
	/** Six letters: o open, n narrow, s shut (cannot get in), x not given. */
	gates: string;
	size?: "row" | "panel" | "head";
	/** What stands under each gate of the panel, by its name. */
	facts?: Record<string, string>;
	/** Said in place of the fixed names, for a strip about something else. */
	labels?: readonly string[];
}

const width = 90;
const middle = 9;
const place = (index: number) => 10 + index * 14;

/**
 * One line, six gates: the drawing that explains access everywhere. An open
 * gate lets the line pass, a narrow one limits it, a shut one ends it: after
 * it the line is dotted.
 */
export function GateStrip({ gates, size = "row", facts, labels }: Props) {
	const { t } = useTranslation();
	const letters = gates.padEnd(6, "o").slice(0, 6).split("");
	const names = labels ?? gateNames.map((name) => t(`gate.${name}`));
	const words = letters.map((letter, index) => `${names[index]} ${t(`gate.is.${letter}`)}`);
	const shut = letters.findIndex((letter) => letter === "s" || letter === "x");

	if (size === "panel") return <Panel letters={letters} names={names} words={words} shut={shut} facts={facts} />;
	return (
		<svg
			className={styles.strip}
			data-size={size}
			viewBox={`0 0 ${width} 18`}
			width={width}
			height={18}
			role="img"
			aria-label={words.join(", ")}
		>
			<path className={styles.line} d={`M0 ${middle}H${shut < 0 ? width : place(shut)}`} />
			{shut >= 0 && <path className={styles.dots} d={`M${place(shut) + 4} ${middle}H${width}`} />}
			{["o", "n", "s", "x"].flatMap((letter) =>
				[false, true].map((after) => {
					const d = posts(letters, letter, (index) => (shut >= 0 && index > shut) === after);
					return d && <path key={letter + after} className={styles[letter]} data-after={after || undefined} d={d} />;
				}),
			)}
			{/* The browser's own tooltip: a long list draws hundreds of these. */}
			<title>{words.join(", ")}</title>
		</svg>
	);
}

// All gates of one kind as one path: a long list draws hundreds of strips.
function posts(letters: readonly string[], letter: string, among: (index: number) => boolean): string {
	return letters.map((each, index) => (each === letter && among(index) ? post(letter, place(index)) : "")).join("");
}

// The two halves of a gate: short when open, long when narrowed, one bar when shut.
function post(letter: string, x: number): string {
	if (letter === "s" || letter === "x") return `M${x} 0v18`;
	if (letter === "n") return `M${x} 0v7M${x} 11v7`;
	return `M${x} 0v4M${x} 14v4`;
}

interface PanelProps {
	letters: string[];
	names: readonly string[];
	words: string[];
	shut: number;
	facts: Record<string, string> | undefined;
}

// The wide drawing at the head of a panel, with the fact of each gate below it.
function Panel({ letters, names, words, shut, facts }: PanelProps) {
	return (
		<ol className={styles.panel} aria-label={words.join(", ")}>
			{letters.map((letter, index) => (
				<li
					key={gateNames[index]}
					data-gate={letter}
					data-first={index === shut || undefined}
					data-after={(shut >= 0 && index > shut) || undefined}
				>
					<span className={styles.post} aria-hidden>
						<i />
					</span>
					<span className={styles.name}>{names[index]}</span>
					<b className={styles.fact}>{facts?.[gateNames[index]!] ?? ""}</b>
				</li>
			))}
		</ol>
	);
}
