import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";
import { Mono } from "../../components";
import css from "./expectations.module.css";
import { saidWords } from "./words";

/** Sentences that hold today and are not kept: one press keeps each. */
export function WorthKeeping({ saving, onKeep }: { saving: string | undefined; onKeep: (text: string) => void }) {
	const { t, i18n } = useTranslation();
	const list = useAsk(["expectations", "suggest"], () => modules.expectations.Suggest());
	const rows = list.data ?? [];
	if (rows.length === 0) return null;
	return (
		<section className={css.worth} aria-label={t("expectations.worth")}>
			<h2>{t("expectations.worth")}</h2>
			<p>{t("expectations.worthWhy")}</p>
			<ul>
				{rows.map((said) => (
					<li key={said.text}>
						<div className={css.words}>
							<strong>{saidWords(said, t, i18n)}</strong>
							<Mono>{said.text}</Mono>
						</div>
						<Button
							variant="default"
							size="xs"
							leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
							loading={saving === said.text}
							disabled={saving !== undefined}
							aria-label={`${t("expectations.save")}: ${saidWords(said, t, i18n)}`}
							onClick={() => onKeep(said.text)}
						>
							{t("expectations.save")}
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}
