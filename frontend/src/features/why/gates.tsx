import { IconCheck, IconChevronDown, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import css from "./gates.module.css";
import { ruleWords } from "./words";

interface GatesProps {
	gates: callgate.Gate[];
	reasons: callgate.Reason[];
}

/** The line of a decision, drawn downwards through all six gates, with every
 * rule that was looked at. */
export function Gates({ gates, reasons }: GatesProps) {
	const firstShut = gates.findIndex((g) => g.state === "shut" || g.state === "not_given");
	return (
		<ol className={css.gates}>
			{gates.map((gate, i) => (
				<GateRow
					key={gate.name}
					gate={gate}
					reasons={reasons.filter((r) => r.gate === gate.name)}
					before={firstShut === -1 || i <= firstShut}
					after={firstShut === -1 || i < firstShut}
				/>
			))}
		</ol>
	);
}

interface GateRowProps {
	gate: callgate.Gate;
	reasons: callgate.Reason[];
	/** does the line arrive here, and does it go on? */
	before: boolean;
	after: boolean;
}

function GateRow({ gate, reasons, before, after }: GateRowProps) {
	const { t } = useTranslation();
	const [open, setOpen] = useState(false);
	const shut = gate.state === "shut" || gate.state === "not_given";
	const asked = gate.state !== "not_asked";
	const held = reasons.filter((r) => r.held).length;
	return (
		<li className={css.gate} data-state={gate.state} data-open={open || undefined}>
			<span className={css.drawing} aria-hidden>
				<i className={css.line} data-solid={before || undefined} />
				<i className={css.line} data-solid={after || undefined} />
				<i className={css.post} />
			</span>
			<div className={css.name}>
				<strong>{t(`gate.${gate.name}`)}</strong>
				<span className={css.word}>
					{shut && <IconX size={14} stroke={2.2} aria-hidden />}
					{!shut && asked && <IconCheck size={14} stroke={2.2} aria-hidden />}
					{t(`gate.state.${gate.state}`)}
				</span>
			</div>
			{open ? (
				<ul className={css.rules}>
					{reasons.map((r) => (
						<li key={r.code + JSON.stringify(r.params ?? {})} data-held={r.held || undefined}>
							{r.held ? (
								<IconCheck size={14} stroke={2.2} role="img" aria-label={t("why.held")} />
							) : (
								<IconX size={14} stroke={2.2} role="img" aria-label={t("why.notHeld")} />
							)}
							<span>{ruleWords(r, t)}</span>
						</li>
					))}
				</ul>
			) : (
				<p className={css.said}>
					{decisive(reasons, shut).map((r) => (
						<span key={r.code + JSON.stringify(r.params ?? {})}>{ruleWords(r, t)} </span>
					))}
					{reasons.length === 0 && t(`why.notAsked.${gate.name}`, { defaultValue: t("why.gateNotAsked") })}
				</p>
			)}
			{reasons.length > 0 && (
				<button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
					<span className="unseen">{t(`gate.${gate.name}`)}: </span>
					{held === reasons.length
						? t("why.allHeld", { count: held })
						: t("why.rulesHeld", { held, count: reasons.length })}
					<IconChevronDown size={14} stroke={2} data-open={open || undefined} aria-hidden />
				</button>
			)}
		</li>
	);
}

// The rules that made the gate what it is; the others stand behind the fold.
function decisive(reasons: callgate.Reason[], shut: boolean): callgate.Reason[] {
	const those = reasons.filter((r) => r.held !== shut);
	return (those.length > 0 ? those : reasons).slice(0, 3);
}
