import { ActionIcon, Button } from "@mantine/core";
import { IconMinus, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { day } from "../../app/format";
import { EmptyState } from "../../components";
import { contains, covers } from "./cidr";
import css from "./hosts.module.css";

export interface HostRow extends callgate.Host {
  state: "saved" | "added" | "removed";
}

interface HostListProps {
  rows: HostRow[];
  address: string;
  onToggle: ((row: HostRow) => void) | undefined;
  onNote: ((cidr: string, note: string) => void) | undefined;
}

/** The list as it will be: added lines green, removed ones red until saved. */
export function HostList({ rows, address, onToggle, onNote }: HostListProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return <EmptyState why={t("hosts.empty")} />;
  return (
    <table className={css.list}>
      <thead>
        <tr>
          <th scope="col">{t("hosts.host")}</th>
          <th scope="col">{t("hosts.coversHead")}</th>
          <th scope="col">{t("hosts.note")}</th>
          <th scope="col" className={css.wide}>
            {t("hosts.addedBy")}
          </th>
          <th scope="col">
            <span className={css.hidden}>{t("hosts.remove")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.state} ${row.cidr}`} data-state={row.state}>
            <td>
              {row.state === "added" && <IconPlus size={14} aria-label={t("hosts.isAdded")} />}
              {row.state === "removed" && <IconMinus size={14} aria-label={t("hosts.isRemoved")} />}
              <code>{row.cidr}</code>
            </td>
            <td>{coversWords(row.cidr, t)}</td>
            <td>
              {onNote && row.state !== "removed" ? (
                <input
                  className={css.noteField}
                  aria-label={t("hosts.noteFor", { host: row.cidr })}
                  placeholder={t("hosts.addNote")}
                  maxLength={200}
                  defaultValue={row.note}
                  onBlur={(e) => e.currentTarget.value !== row.note && onNote(row.cidr, e.currentTarget.value)}
                />
              ) : (
                row.note
              )}
              {contains(row.cidr, address) && <span className={css.marker}>{t("hosts.youAreHere")}</span>}
            </td>
            <td className={css.wide}>{row.state === "added" ? t("hosts.notSaved") : `${row.addedBy}${row.added ? `, ${day(row.added)}` : ""}`}</td>
            <td className={css.act}>
              {onToggle &&
                (row.state === "removed" ? (
                  <Button size="compact-sm" variant="default" onClick={() => onToggle(row)}>
                    {t("hosts.putBack")}
                  </Button>
                ) : (
                  <ActionIcon variant="subtle" aria-label={t("hosts.removeOne", { host: row.cidr })} onClick={() => onToggle(row)}>
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

/** "256", "a network", "a site": beyond a million figures say nothing. */
export function coversWords(cidr: string, t: Translate): string {
  const n = covers(cidr);
  if (n.v6 && n.bits === 128) return t("hosts.one");
  if (n.v6) return n.bits <= 56 ? t("hosts.aSite") : t("hosts.aNetwork");
  return t("hosts.figure", { count: 2 ** (32 - n.bits) });
}
