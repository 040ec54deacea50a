import { Button } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { when } from "../app/format";
import { nameWords } from "../app/who";
import styles from "./meanwhile.module.css";

/** What to do with two changes of one thing. */
export type Settling = "theirs" | "merge" | "mine";

interface Props {
	/** Who saved, and when, where that is known. */
	by: string;
	at?: string | undefined;
	/** Their change and mine, a sentence each. */
	theirs: readonly string[];
	mine: readonly string[];
	onSettle: (how: Settling) => void;
}

/** Somebody saved meanwhile: his change beside mine, and the three ways on. */
export function Meanwhile({ by: saved, at, theirs, mine, onSettle }: Props) {
	const { t } = useTranslation();
	const by = nameWords(saved, t);
	const both = mine.some((sentence) => !theirs.includes(sentence));
	return (
		<div className={styles.meanwhile} role="alert">
			<IconGitMerge size={20} stroke={1.7} aria-hidden />
			<div>
				<strong>
					{by && at ? t("meanwhile.saved", { name: by, time: when(at) }) : t("meanwhile.saved_by_somebody")}
				</strong>
				<div className={styles.sides}>
					<Side
						title={by ? t("meanwhile.their_change", { name: by }) : t("meanwhile.somebodys_change")}
						words={theirs}
					/>
					<Side title={t("meanwhile.my_change")} words={mine} />
				</div>
				<div className={styles.ways}>
					{both && (
						<Button size="xs" onClick={() => onSettle("merge")}>
							{t("meanwhile.merge")}
						</Button>
					)}
					<Button size="xs" variant="default" onClick={() => onSettle("theirs")}>
						{t("meanwhile.theirs")}
					</Button>
					{both && (
						<Button size="xs" variant="danger" onClick={() => onSettle("mine")}>
							{t("meanwhile.mine")}
						</Button>
					)}
				</div>
				{both && <p>{t("meanwhile.help")}</p>}
			</div>
		</div>
	);
}

function Side({ title, words }: { title: string; words: readonly string[] }) {
	return (
		<section>
			<h4>{title}</h4>
			<ul>
				{words.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			</ul>
		</section>
	);
}
