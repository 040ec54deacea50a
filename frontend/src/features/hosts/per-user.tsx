import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { EmptyState } from "../../components";
import css from "./hosts.module.css";

/** Users with a list of their own; both lists must let an address in. */
export function PerUser({ rows, total }: { rows: api.UserHosts[]; total: number }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <EmptyState why={t("hosts.noneOwn")} />;
  return (
    <>
      <table className={css.list}>
        <thead>
          <tr>
            <th scope="col">{t("hosts.user")}</th>
            <th scope="col">{t("hosts.mayComeFrom")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((u) => (
            <tr key={u.id}>
              <td>
                <Link href={`/users/${u.id}/hosts`}>{u.name}</Link> <span className={css.note}>{u.login}</span>
              </td>
              <td>
                <code>{(u.hosts ?? []).map((h) => h.cidr).join(", ")}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > rows.length && <p className={css.cut}>{t("hosts.moreUsers", { count: total - rows.length })}</p>}
    </>
  );
}
