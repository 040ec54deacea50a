import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { modules, sentence } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { Section, Verdict } from "../../../components";
import { searchOf } from "../../why/question";
import { ruleWords } from "../../why/words";
import css from "./panel.module.css";
import own from "./switches.module.css";

/** May he dial this number? The very decision a call runs through, from anywhere. */
export function DialField({ login, name, revision }: { login: string; name: string; revision: number }) {
	const { t } = useTranslation();
	const [typed, setTyped] = useState("");
	const [number] = useDebouncedValue(typed.trim(), 200);
	const question = { login, permission: "", on: "", dial: number, showing: "", from: "", anyAddress: true };
	const answer = useAsk(["why", "dial", login, number, String(revision)], () => modules.check.Ask(question), {
		enabled: number.length > 1,
		placeholderData: (before) => before,
	});
	const said = number.length > 1 ? answer.data : undefined;
	const reasons = (said?.reasons ?? []).filter((r) => r.gate === "dialling" || !r.held);
	return (
		<Section title={t("switches.dial")}>
			<div className={own.dial}>
				<TextInput
					label={t("switches.dial_label", { name })}
					placeholder="+44 20 7946 0018"
					type="tel"
					value={typed}
					classNames={{ input: "mono" }}
					error={number.length > 1 && answer.error ? sentence(answer.error, t) : undefined}
					onChange={(event) => setTyped(event.currentTarget.value)}
				/>
			</div>
			<div aria-live="polite">
				{said && (
					<>
						<div className={own.answer}>
							<Verdict
								size="panel"
								allow={said.allow}
								word={t(said.allow ? "switches.dial_yes" : "switches.dial_no")}
							/>
						</div>
						<ul className={own.reasons}>
							{reasons.map((r) => (
								<li key={r.code + JSON.stringify(r.params ?? {})} data-shut={!r.held || undefined}>
									{r.held ? (
										<IconCheck size={16} stroke={1.8} aria-hidden />
									) : (
										<IconX size={16} stroke={1.8} aria-hidden />
									)}
									<span>{ruleWords(r, t)}</span>
								</li>
							))}
						</ul>
						<Link className={css.link} href={`/why?${searchOf(said.question)}`}>
							{t("switches.dial_why")}
						</Link>
					</>
				)}
			</div>
			<p className={own.emergency}>{t("switches.emergency")}</p>
		</Section>
	);
}
