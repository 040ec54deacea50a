import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { moment } from "../../app/format";
import { Section } from "../../components";
import css from "./audit.module.css";

/** One record whole: who, when, from where, and what changed, side by side. */
export function Changes({ record }: { record: callgate.AuditRecord }) {
  const { t } = useTranslation();
  const before = fields(record.before);
  const after = fields(record.after);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <>
      <Section title={t("audit.record")}>
        <dl className={css.facts}>
          <dt>{t("audit.when")}</dt>
          <dd>{moment(record.at)}</dd>
          <dt>{t("audit.who")}</dt>
          <dd>{record.who}</dd>
          {record.onBehalf && (
            <>
              <dt>{t("audit.onBehalfOf")}</dt>
              <dd>{record.onBehalf}</dd>
            </>
          )}
          <dt>{t("audit.from")}</dt>
          <dd className={css.mono}>{record.from}</dd>
          <dt>{t("audit.target")}</dt>
          <dd className={css.mono}>{record.target}</dd>
          <dt>{t("audit.result")}</dt>
          <dd>{t(`audit.result.${record.result}`)}</dd>
        </dl>
      </Section>
      {keys.length > 0 && (
        <Section title={t("audit.changes")}>
          <table className={css.changes}>
            <thead>
              <tr>
                <th scope="col">{t("audit.field")}</th>
                <th scope="col">{t("audit.before")}</th>
                <th scope="col">{t("audit.after")}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td data-side="before">{before[key] ?? ""}</td>
                  <td data-side="after">{after[key] ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}

/** The fields of a recorded side as texts; what is no object stands alone. */
export function fields(json: string): Record<string, string> {
  if (json === "") return {};
  try {
    const read: unknown = JSON.parse(json);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return { value: plain(read) };
    return Object.fromEntries(Object.entries(read).map(([key, value]) => [key, plain(value)]));
  } catch {
    return { value: json };
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value === "object") return Object.values(value).map(plain).filter(Boolean).join(" ");
  return String(value);
}
