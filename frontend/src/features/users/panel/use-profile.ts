// Plain fields save at once; each save can be taken back for 30 seconds. A field
// that somebody else saved since it was read is refused, not overwritten.
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { list } from "../../../app/format";
import { useToldDeed } from "../../impact/use-told-deed";
import { entityName } from "../../tree/entity-name";

/** A save of some fields: what they become, what they were, and its name. */
interface Save {
	to: api.Profile;
	back: api.Profile;
	field: string;
}

/** useProfile answers how to save fields of this user. */
export function useProfile(detail: api.UserDetail): (save: Save) => Promise<unknown> {
	const { t } = useTranslation();
	const client = useQueryClient();
	const id = detail.user.id;
	const take = (after: api.UserDetail) => {
		client.setQueryData(["user", id], after);
		return after;
	};
	const edit = useToldDeed(
		async (save: Save) => take(await modules.users.Edit(id, { ...save.to, revision: detail.user.revision })),
		{
			quiet: true,
			done: (after, save) => {
				const made = after.created ?? [];
				const text = t("users.saved.field", { name: nameOf(after), field: save.field });
				return made.length > 0
					? `${text} ${t("users.saved.created", { names: list(made.map((e) => entityName(t, e))), count: made.length })}`
					: text;
			},
			undo: (after, save) => async () =>
				take(await modules.users.Edit(id, { ...save.back, revision: after.user.revision })),
			effect: (save) => (look) => modules.impact.Profile(id, { ...save.to, revision: detail.user.revision }, look),
			invalidates: [["user", id], ["users"], ["things"]],
		},
	);
	return (save) => edit.mutateAsync(save);
}

/** nameOf is how a user is called on the page. */
export function nameOf({ user }: Pick<api.UserDetail, "user">): string {
	const both = [user.first, user.last].filter(Boolean).join(" ");
	return both || user.name || user.login;
}
