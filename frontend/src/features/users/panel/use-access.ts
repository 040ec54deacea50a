// The gathered changes of one user: edited here, saved together, and brought
// together with what somebody else saved meanwhile.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { type CallError, modules, refusalOf } from "../../../api/ask";
import { useDeed } from "../../../api/queries";
import { type Impact, useImpact } from "../../impact/use-impact";
import { type Access, accessOf, backOf, type Draft, inputOf, merged, pruned, sameAccess } from "../draft";

/** What the tabs need to show and change the gathered parts. */
export interface AccessEdit {
	/** As it stands on screen. */
	now: Access;
	/** As it was read. */
	base: Access;
	draft: Draft;
	dirty: boolean;
	set: (part: Draft) => void;
	discard: () => void;
	save: () => void;
	/** What the draft does to people. */
	impact: Impact;
	saving: boolean;
	error: CallError | null;
	/** What somebody else saved meanwhile, when it touches the same parts. */
	theirs: callgate.User | undefined;
	/** take theirs and drop mine, put mine over theirs entry by entry, or keep mine whole. */
	settle: (how: "theirs" | "merge" | "mine") => void;
}

/** useAccess keeps the draft of one user; the panel is drawn anew for another. */
export function useAccess(detail: api.UserDetail, saved: (name: string) => string): AccessEdit {
	const client = useQueryClient();
	const user = detail.user;
	const [draft, setDraft] = useState<Draft>({});
	const [read, setRead] = useState(user);
	const fresh = useMemo(() => accessOf(user), [user]);
	const old = useMemo(() => accessOf(read), [read]);
	// While nothing is edited, or while only other fields changed, the newest reading counts.
	const dirty = Object.keys(pruned(old, draft)).length > 0;
	const follows = !dirty || sameAccess(old, fresh);
	const base = follows ? fresh : old;
	const revision = follows ? user.revision : read.revision;
	const theirs = follows ? undefined : user;
	if (follows && read !== user) setRead(user);

	const now = useMemo(() => ({ ...base, ...draft }), [base, draft]);
	const take = useCallback(
		(after: api.UserDetail) => {
			client.setQueryData(["user", after.user.id], after);
			setRead(after.user);
			setDraft({});
		},
		[client],
	);
	const deed = useDeed((at: number) => modules.users.SetAccess(user.id, inputOf(base, draft, at)), {
		quiet: true,
		done: (after) => saved(after.user.login),
		invalidates: [["user", user.id], ["users"], ["roles"]],
		undo: (after) => {
			// At the revision of this save: what somebody saves after it is a conflict, not lost.
			const back = backOf(base, draft, after.user.revision);
			return async () => take(await modules.users.SetAccess(user.id, back));
		},
		onDone: take,
	});
	const impact = useImpact(
		["access", user.id, revision, pruned(base, draft)],
		(look) => modules.impact.Access(user.id, inputOf(base, draft, revision), look),
		dirty,
	);
	const save = () =>
		deed.mutate(revision, {
			onError: (thrown) => {
				// The reading that made the conflict comes to the page, which then asks what to do.
				if (refusalOf(thrown).code === "conflict") void client.invalidateQueries({ queryKey: ["user", user.id] });
			},
		});
	const settle = (how: "theirs" | "merge" | "mine") => {
		if (!theirs) return;
		deed.reset();
		setDraft(how === "theirs" ? {} : how === "merge" ? merged(old, draft, fresh) : pruned(fresh, { ...draft }));
		setRead(theirs);
	};
	return {
		now,
		base,
		draft,
		dirty,
		set: (part) => {
			deed.reset();
			setDraft((before) => pruned(base, { ...before, ...part }));
		},
		discard: () => {
			deed.reset();
			setDraft({});
		},
		save,
		impact,
		saving: deed.isPending,
		error: theirs && deed.error?.code === "conflict" ? null : deed.error,
		theirs,
		settle,
	};
}
