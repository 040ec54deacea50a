import { IconMapPin } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { ConfirmPresence } from "../../components/confirm-presence";
import { PageHead, SaveBar, Tabs, useUnsavedGuard } from "../../components";
import { Refusal } from "../../components/refusal";
import { AddHosts } from "./add";
import { HostList, type HostRow } from "./list";
import css from "./hosts.module.css";
import { PerUser } from "./per-user";
import { ShutOutWarning } from "./shut-out";
import { Aside } from "./test";

/** Allowed hosts: say from where people may come, never shut oneself out. */
export default function HostsPage() {
  const { t } = useTranslation();
  const view = useAsk(["hosts"], () => modules.hosts.Get());
  const [tab, setTab] = useState("everyone");
  return (
    <div className={css.page}>
      {view.error && <Refusal error={view.error} />}
      {view.data && <Editor key={view.data.revision} view={view.data} tab={tab} onTab={setTab} title={t("hosts.title")} />}
    </div>
  );
}

interface EditorProps {
  view: api.HostsView;
  tab: string;
  onTab: (tab: string) => void;
  title: string;
}

function Editor({ view, tab, onTab, title }: EditorProps) {
  const { t } = useTranslation();
  const saved = view.hosts ?? [];
  const [added, setAdded] = useState<callgate.Host[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const [notes, setNotes] = useState<Record<string, string>>({});
  const [proving, setProving] = useState(false);

  const rows: HostRow[] = [
    ...saved.map((h) => ({ ...h, note: notes[h.cidr] ?? h.note, state: removed.includes(h.cidr) ? ("removed" as const) : ("saved" as const) })),
    ...added.map((h) => ({ ...h, note: notes[h.cidr] ?? h.note, state: "added" as const })),
  ];
  const pending = useMemo(
    () => [...saved.filter((h) => !removed.includes(h.cidr)), ...added].map((h) => ({ ...h, note: notes[h.cidr] ?? h.note })),
    [saved, removed, added, notes],
  );
  const noted = saved.filter((h) => !removed.includes(h.cidr) && notes[h.cidr] !== undefined && notes[h.cidr] !== h.note).length;
  const dirty = added.length > 0 || removed.length > 0 || noted > 0;
  useUnsavedGuard(dirty);

  const cidrs = pending.map((h) => h.cidr);
  const effect = useAsk(["hosts", "preview", cidrs], () => modules.hosts.Preview(pending), { enabled: dirty });
  const discard = () => {
    setAdded([]);
    setRemoved([]);
    setNotes({});
  };
  const store = useDeed(() => modules.hosts.Save(view.revision, pending), {
    done: t("hosts.saved"),
    invalidates: [["hosts"]],
    quiet: true,
    undo: () => {
      const back = saved;
      return async () => modules.hosts.Save((await modules.hosts.Get()).revision, back);
    },
    onDone: discard,
  });
  const saveNow = () =>
    store.mutate(undefined, {
      onError: (e) => {
        if (e.code === "sign_in_again") setProving(true);
      },
    });
  const toggle = (row: HostRow) => {
    if (row.state === "added") setAdded(added.filter((h) => h.cidr !== row.cidr));
    else setRemoved(row.state === "removed" ? removed.filter((c) => c !== row.cidr) : [...removed, row.cidr]);
  };
  const may = (action: string) => (view.can ?? []).includes(action);
  const changes = [
    ...(added.length > 0 ? [t("hosts.added", { count: added.length })] : []),
    ...(removed.length > 0 ? [t("hosts.removed", { count: removed.length })] : []),
    ...(noted > 0 ? [t("hosts.noted", { count: noted })] : []),
  ];

  return (
    <>
      <div className={css.main}>
        <PageHead title={title}>
          <span className={css.here}>
            <IconMapPin size={16} aria-hidden />
            {t("hosts.youAreAt")} <code>{view.address || t("hosts.thisMachine")}</code>
          </span>
        </PageHead>
        <Tabs
          value={tab}
          onChange={onTab}
          items={[
            { value: "everyone", label: t("hosts.everyone"), count: saved.length },
            { value: "users", label: t("hosts.perUser"), count: view.perUserTotal },
          ]}
        />
        {tab === "users" ? (
          <PerUser rows={view.perUser ?? []} total={view.perUserTotal} />
        ) : (
          <>
            {may("write") && (
              <AddHosts
                present={cidrs}
                onAdd={(list) => setAdded([...added, ...list.map((cidr) => ({ cidr, note: "", addedBy: "", added: "" }))])}
              />
            )}
            <HostList
              rows={rows}
              address={view.address}
              onToggle={may("write") || may("delete") ? toggle : undefined}
              onNote={may("write") ? (cidr, note) => setNotes({ ...notes, [cidr]: note }) : undefined}
            />
            {effect.data && (effect.data.self || effect.data.total > 0) && dirty && (
              <ShutOutWarning
                effect={effect.data}
                address={view.address}
                onKeepAddress={() =>
                  setAdded([...added, { cidr: view.address, note: t("hosts.yourAddressNote"), addedBy: "", added: "" }])
                }
                onPutBack={() => setRemoved([])}
                canPutBack={removed.length > 0}
              />
            )}
            {store.error && store.error.code !== "sign_in_again" && <Refusal error={store.error} />}
            {dirty && (
              <SaveBar
                changes={[`${changes.join(", ")}.`, t("hosts.inForce")]}
                saving={store.isPending}
                {...(effect.data?.self ? { stopped: t("hosts.blocked") } : {})}
                onSave={saveNow}
                onDiscard={discard}
                verb={t("hosts.save")}
              />
            )}
          </>
        )}
      </div>
      <Aside view={view} pending={dirty ? cidrs : undefined} />
      <ConfirmPresence
        opened={proving}
        onClose={() => setProving(false)}
        onConfirmed={() => {
          setProving(false);
          saveNow();
        }}
      />
    </>
  );
}
