import { useQueryClient } from "@tanstack/react-query";
import type { api } from "../../../../wailsjs/go/models";
import type { AskImpact } from "../../impact/use-impact";
import { useToldDeed } from "../../impact/use-told-deed";

interface Options<A> {
	done: string | ((after: api.UserDetail, arg: A) => string);
	undo?: (arg: A, after: api.UserDetail) => Promise<api.UserDetail>;
	quiet?: boolean;
	/** Its preview, where it is done without a question: the toast tells it. */
	effect?: (arg: A) => AskImpact;
}

/** A deed on one user whose answer is the panel anew. */
export function useUserDeed<A = void>(id: string, act: (arg: A) => Promise<api.UserDetail>, options: Options<A>) {
	const client = useQueryClient();
	const take = (after: api.UserDetail) => {
		client.setQueryData(["user", id], after);
		return after;
	};
	const { undo } = options;
	return useToldDeed<A, api.UserDetail>(async (arg) => take(await act(arg)), {
		done: options.done,
		quiet: options.quiet ?? false,
		effect: options.effect,
		...(undo ? { undo: (after, arg) => async () => take(await undo(arg, after)) } : {}),
		invalidates: [["user", id], ["users"], ["sessions"]],
	});
}
