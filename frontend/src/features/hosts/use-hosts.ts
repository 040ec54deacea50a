import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useDeed } from "../../api/queries";
import type { HostRow } from "./list";

const fresh = (cidr: string, note = ""): callgate.Host => ({ cidr, note, addedBy: "", added: "" });

/** The list for everyone as it stands on screen: kept as differences from what
 * is saved, so that what others save meanwhile shows and is not undone. */
export function useHosts(view: api.HostsView, onRefused: (code: string) => void) {
	const { t } = useTranslation();
	const client = useQueryClient();
	const saved = view.hosts ?? [];
	const [added, setAdded] = useState<callgate.Host[]>([]);
	const [removed, setRemoved] = useState<string[]>([]);
	const [notes, setNotes] = useState<Record<string, string>>({});

	const noted = <H extends callgate.Host>(h: H): H => ({ ...h, note: notes[h.cidr] ?? h.note });
	const isSaved = (cidr: string) => saved.some((h) => h.cidr === cidr);
	const gone = removed.filter(isSaved);
	const extra = added.filter((h) => !isSaved(h.cidr));
	const kept = saved.filter((h) => !gone.includes(h.cidr));
	const pending = [...kept, ...extra].map(noted);
	const rows: HostRow[] = [
		...saved.map((h) => noted({ ...h, state: gone.includes(h.cidr) ? ("removed" as const) : ("saved" as const) })),
		...extra.map((h) => noted({ ...h, state: "added" as const })),
	];
	const renoted = kept.filter((h) => notes[h.cidr] !== undefined && notes[h.cidr] !== h.note).length;

	const discard = () => {
		setAdded([]);
		setRemoved([]);
		setNotes({});
	};
	const store = useDeed(() => modules.hosts.Save(view.revision, pending), {
		done: t("hosts.saved"),
		invalidates: [["hosts"], ["status"], ["why"], ["user"]],
		quiet: true,
		undo: (now) => () => modules.hosts.Save(now.revision, saved),
		onDone: (now) => {
			client.setQueryData(["hosts"], now);
			discard();
		},
	});
	return {
		rows,
		pending,
		removed: gone,
		counts: { added: extra.length, removed: gone.length, noted: renoted },
		dirty: extra.length + gone.length + renoted > 0,
		discard,
		save: () => store.mutate(undefined, { onError: (e) => onRefused(e.code) }),
		saving: store.isPending,
		error: store.error?.code === "sign_in_again" ? undefined : (store.error ?? undefined),
		/** Typed lines come and go; one that was taken off before is put back by typing it. */
		change: (add: string[], drop: string[]) => {
			setAdded((list) => [
				...list.filter((h) => !drop.includes(h.cidr)),
				...add.filter((cidr) => !isSaved(cidr) && !list.some((h) => h.cidr === cidr)).map((cidr) => fresh(cidr)),
			]);
			setRemoved((list) => list.filter((cidr) => !add.includes(cidr)));
		},
		addAddress: (address: string) => setAdded([...added, fresh(address, t("hosts.yourAddressNote"))]),
		putBack: (lines: string[]) => setRemoved(removed.filter((cidr) => !lines.includes(cidr))),
		toggle: (row: HostRow) => {
			if (row.state === "added") setAdded(added.filter((h) => h.cidr !== row.cidr));
			else setRemoved(row.state === "removed" ? removed.filter((c) => c !== row.cidr) : [...removed, row.cidr]);
		},
		note: (cidr: string, note: string) => setNotes({ ...notes, [cidr]: note }),
	};
}
