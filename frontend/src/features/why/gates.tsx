import { IconCheck, IconChevronDown, IconMinus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { reasonSentence } from "../../api/ask";
import css from "./why.module.css";

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
          last={i === gates.length - 1}
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
  last: boolean;
}

function GateRow({ gate, reasons, before, after, last }: GateRowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shut = gate.state === "shut" || gate.state === "not_given";
  const asked = gate.state !== "not_asked";
  const decisive = shut ? reasons.filter((r) => !r.held) : reasons.filter((r) => r.held);
  const shown = open ? reasons : (decisive.length > 0 ? decisive : reasons).slice(0, 3);
  const held = reasons.filter((r) => r.held).length;
  return (
    <li className={css.gate} data-state={gate.state}>
      <span className={css.drawing} aria-hidden>
        <i className={css.line} data-solid={before || undefined} />
        <i className={css.line} data-solid={after || undefined} data-last={last || undefined} />
        <i className={css.post} />
      </span>
      <div className={css.gateName}>
        <strong>{t(`gate.${gate.name}`)}</strong>
        <span className={css.verdictWord}>
          {shut ? <IconX size={14} aria-hidden /> : asked ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
          {t(`gate.state.${gate.state}`)}
        </span>
      </div>
      <ul className={css.reasons}>
        {shown.map((r) => (
          <li key={r.code + JSON.stringify(r.params ?? {})} data-held={r.held || undefined}>
            {open && (r.held ? <IconCheck size={14} aria-label={t("why.held")} /> : <IconX size={14} aria-label={t("why.notHeld")} />)}
            <span>{reasonSentence(r, t)}</span>
          </li>
        ))}
        {reasons.length === 0 && <li>{t("why.gateNotAsked")}</li>}
      </ul>
      {reasons.length > 0 && (
        <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("why.rulesHeld", { held, count: reasons.length })}
          <IconChevronDown size={14} data-open={open || undefined} aria-hidden />
        </button>
      )}
    </li>
  );
}
