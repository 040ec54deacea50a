import { CopyButton } from "@mantine/core";
import { IconCopy, IconTerminal2 } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useStatus } from "../../api/queries";
import { EmptyState, Section, Verdict } from "../../components";
import { Refusal } from "../../components/refusal";
import { Gates } from "./gates";
import { complete, questionOf, searchOf } from "./question";
import { type Choice, Slot } from "./slot";
import { Ways } from "./ways";
import css from "./why.module.css";

/** Why?: ask in one sentence, see every gate. */
export default function WhyPage() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const search = useSearch();
  const q = useMemo(() => questionOf(search), [search]);
  const [person, setPerson] = useState("");
  const [thing, setThing] = useState("");
  const address = useStatus().data?.address ?? "";

  const people = useAsk(["users", "suggest", person], () => modules.check.Suggest(person));
  const things = useAsk(["things", "suggest", thing], () => modules.check.Suggest(thing));
  const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue());
  const answer = useAsk(["why", q], () => modules.check.Ask(q), { enabled: complete(q) });
  const asked = useAsk(["user", "find", q.login], () => modules.users.Find(q.login), { enabled: q.login !== "" });

  const change = (part: Partial<callgate.Question>) => go(`/why?${searchOf({ ...q, ...part })}`, { replace: true });
  const permissions: Choice[] = (catalogue.data ?? []).map((leaf) => ({
    value: leaf.id,
    label: permissionWords(leaf, t),
    hint: leaf.id,
  }));
  const shownPermission = permissions.find((c) => c.value === q.permission)?.label ?? q.permission;
  const addresses: Choice[] = [
    { value: "anywhere", label: t("why.anywhere") },
    ...(address ? [{ value: address, label: address, hint: t("why.yourAddress") }] : []),
  ];
  const name = answer.data?.name ?? asked.data?.user.login ?? q.login;

  const slots = {
    who: (
      <Slot
        label={t("why.who")}
        shown={name}
        placeholder={t("why.somebody")}
        choices={(people.data?.people ?? []).map((p) => ({ value: p.login, label: p.name, hint: p.login }))}
        onSearch={setPerson}
        onChange={(login) => change({ login })}
      />
    ),
    what: (
      <Slot
        label={t("why.what")}
        shown={shownPermission}
        placeholder={t("why.doSomething")}
        choices={permissions}
        onChange={(permission) => change({ permission })}
      />
    ),
    on: (
      <Slot
        label={t("why.onWhat")}
        shown={q.on ? entityWords(q.on, t) : ""}
        placeholder={t("why.anything")}
        free
        choices={[
          { value: "", label: t("why.anything") },
          ...(things.data?.things ?? []).map((x) => ({ value: `${x.kind}:${x.name}`, label: entityWords(`${x.kind}:${x.name}`, t), hint: x.label })),
        ]}
        onSearch={setThing}
        onChange={(on) => change({ on })}
      />
    ),
    from: (
      <Slot
        label={t("why.fromWhere")}
        shown={q.anyAddress ? t("why.anywhere") : q.from}
        placeholder={t("why.noAddress")}
        free
        mono={!q.anyAddress}
        choices={addresses}
        onChange={(from) => change(from === "anywhere" ? { from: "", anyAddress: true } : { from, anyAddress: false })}
      />
    ),
    dial: (
      <Slot
        label={t("why.dialling")}
        shown={q.dial}
        placeholder={t("why.number")}
        free
        mono
        choices={[{ value: "", label: t("why.noNumber") }]}
        onChange={(dial) => change({ dial })}
      />
    ),
  };

  return (
    <div className={css.page}>
      <div className={css.main}>
        <h1 className={css.question}>
          <Trans t={t} i18nKey={q.dial ? "why.questionDial" : "why.question"} components={slots} />
        </h1>
        <p className={css.more}>
          {!q.dial && (
            <button type="button" onClick={() => change({ dial: "112", permission: q.permission || "dial.internal:use" })}>
              {t("why.addNumber")}
            </button>
          )}
          {!q.anyAddress && (
            <button type="button" onClick={() => change({ from: "", anyAddress: true })}>
              {t("why.fromAnywhere")}
            </button>
          )}
          {address !== "" && q.from !== address && (
            <button type="button" onClick={() => change({ from: address, anyAddress: false })}>
              {t("why.fromHere", { address })}
            </button>
          )}
        </p>
        {!complete(q) && <EmptyState why={t("why.empty")} />}
        {answer.error && <Refusal error={answer.error} />}
        {answer.data && complete(q) && (
          <>
            <div aria-live="polite">
              <Verdict
                allow={answer.data.allow}
                word={answer.data.allow ? t("why.allowed") : t("why.denied")}
                sentence={verdictSentence(answer.data.gates, name, t)}
              />
            </div>
            <Gates key={search} gates={answer.data.gates} reasons={answer.data.reasons} />
            <footer className={css.foot}>{t("why.allRules", { count: answer.data.reasons.length })}</footer>
          </>
        )}
      </div>
      {answer.data && complete(q) && (
        <aside className={css.aside}>
          <Ways answer={answer.data} userId={asked.data?.user.id} />
          <Section
            title={
              <>
                <IconTerminal2 size={16} aria-hidden /> {t("why.commandLine")}
              </>
            }
          >
            <pre className={css.command}>{answer.data.command}</pre>
            <CopyButton value={answer.data.command}>
              {({ copied, copy }) => (
                <button type="button" className={css.copy} onClick={copy}>
                  <IconCopy size={14} aria-hidden />
                  {copied ? t("why.copied") : t("why.copy")}
                </button>
              )}
            </CopyButton>
          </Section>
        </aside>
      )}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

/** "play recordings": a phrase of its own where the language has one, else
 * module and action. */
function permissionWords(leaf: callgate.Leaf, t: Translate): string {
  return t([`permission.${leaf.id}`, "why.permissionWords"], { module: t(`module.${leaf.module}`), action: t(`action.${leaf.action}`) });
}

function entityWords(entity: string, t: Translate): string {
  const [kind = "", ...name] = entity.split(":");
  return t(`why.entity.${kind}`, { name: name.join(":"), defaultValue: entity });
}

function verdictSentence(gates: callgate.Gate[], name: string, t: Translate): string {
  const shut = gates.filter((g) => g.state === "shut" || g.state === "not_given");
  if (shut.length === 0) return t("why.everyGateOpen", { name });
  const list = shut.map((g) => t(`gate.${g.name}`)).join(", ");
  return t("why.gatesShut", { count: shut.length, list });
}
