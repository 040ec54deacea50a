import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../wailsjs/go/models";
import { Section } from "../../components";
import css from "./why.module.css";

/** Which page opens the gate in question. */
const tabOf: Record<string, string> = { state: "profile", address: "hosts", seat: "roles", rights: "overrides", reach: "reach", dialling: "profile" };

interface WaysProps {
  answer: api.Answer;
  userId: string | undefined;
}

/** For a denial: one change at each shut gate that would allow it. */
export function Ways({ answer, userId }: WaysProps) {
  const { t } = useTranslation();
  const gates = [...new Set((answer.ways ?? []).map((w) => w.gate))];
  if (answer.allow) return null;
  return (
    <Section title={t("why.wouldAllow")}>
      <p className={css.hintLine}>{gates.length > 0 ? t("why.oneChange") : t("why.noWay")}</p>
      {gates.map((gate) => (
        <div key={gate} className={css.wayGroup}>
          <h3>{t("why.atGate", { gate: t(`gate.${gate}`) })}</h3>
          {answer.ways
            .filter((w) => w.gate === gate)
            .map((w) => (
              <WayRow key={w.code + JSON.stringify(w.params ?? {})} way={w} userId={userId} />
            ))}
        </div>
      ))}
    </Section>
  );
}

function WayRow({ way, userId }: { way: callgate.Way; userId: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div className={css.way}>
      <span>{t(`way.${way.code}`, way.params ?? {})}</span>
      {userId && (
        <Button component={Link} href={`/users/${userId}/${tabOf[way.gate] ?? "profile"}`} size="compact-sm" variant="default">
          {t("why.open")}
        </Button>
      )}
    </div>
  );
}
