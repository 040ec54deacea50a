import { TextInput } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk } from "../../api/queries";
import { ago } from "../../app/format";
import { Section, Verdict } from "../../components";
import { Slot } from "../why/slot";
import css from "./hosts.module.css";

interface AsideProps {
  view: api.HostsView;
  /** the list as it stands on screen, when it differs from the saved one */
  pending: string[] | undefined;
}

/** May this address in? Tests the list as it stands on screen. */
export function Aside({ view, pending }: AsideProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const [login, setLogin] = useState("");
  const [search, setSearch] = useState("");
  const people = useAsk(["users", "suggest", search], () => modules.check.Suggest(search));
  const test = useAsk(["hosts", "test", address, login, pending], () => modules.hosts.Test(address.trim(), login, pending), {
    enabled: address.trim().length > 2,
    placeholderData: (before) => before,
  });
  const asked = address.trim().length > 2;
  return (
    <aside className={css.aside}>
      <Section title={t("hosts.test")}>
        <p className={css.hintLine}>{t("hosts.testHint")}</p>
        <TextInput
          aria-label={t("hosts.testAddress")}
          placeholder="198.51.100.70"
          value={address}
          spellCheck={false}
          classNames={{ input: css.typed }}
          onChange={(e) => setAddress(e.currentTarget.value)}
        />
        <div className={css.as}>
          {t("hosts.as")}{" "}
          <Slot
            label={t("hosts.as")}
            shown={login}
            placeholder={t("hosts.anybody")}
            choices={[{ value: "", label: t("hosts.anybody") }, ...(people.data?.people ?? []).map((p) => ({ value: p.login, label: p.name, hint: p.login }))]}
            onSearch={setSearch}
            onChange={setLogin}
          />
        </div>
      </Section>
      {asked && test.error && <p className={css.wrong}>{sentence(test.error, t)}</p>}
      {asked && test.data && !test.error && (
        <div aria-live="polite">
          <Verdict allow={test.data.allow} word={verdictWord(test.data, login, t)} size="panel" />
          <ul className={css.verdicts}>
            <ListVerdict who={t("hosts.everyoneShort")} verdict={test.data.everyone} />
            {test.data.user && <ListVerdict who={login} verdict={test.data.user} />}
          </ul>
        </div>
      )}
      {(view.refused ?? []).length > 0 && (
        <Section title={t("hosts.refusedLately")}>
          <table className={css.refused}>
            <tbody>
              {view.refused.map((r) => (
                <tr key={`${r.address} ${r.at}`}>
                  <td>
                    <code>{r.address}</code>
                  </td>
                  <td>{(r.logins ?? []).length > 1 ? t("hosts.names", { count: r.logins.length }) : r.logins?.[0]}</td>
                  <td>{ago(r.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section title={t("hosts.allShutOut")}>
        <p className={css.hintLine}>{t("hosts.onTheMachine")}</p>
        <pre className={css.command}>callgate user hosts --user LOGIN --clear</pre>
        <Link href="/why">{t("hosts.why")}</Link>
      </Section>
    </aside>
  );
}

function ListVerdict({ who, verdict }: { who: string; verdict: api.HostVerdict }) {
  const { t } = useTranslation();
  return (
    <li data-allow={verdict.allow || undefined}>
      {verdict.allow ? <IconCheck size={16} aria-label={t("hosts.letsIn")} /> : <IconX size={16} aria-label={t("hosts.keepsOut")} />}
      <strong>{who}</strong>
      <span>
        {verdict.empty ? t("hosts.noList") : verdict.allow ? t("hosts.inLine", { line: verdict.match }) : t("hosts.inNone", { list: (verdict.list ?? []).join(", ") })}
      </span>
    </li>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

function verdictWord(test: api.HostTest, login: string, t: Translate): string {
  if (test.allow) return t("hosts.yes");
  return test.everyone.allow ? t("hosts.notAs", { login }) : t("hosts.no");
}
