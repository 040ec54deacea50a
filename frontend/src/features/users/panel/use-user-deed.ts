import { useQueryClient } from "@tanstack/react-query";
import type { api } from "../../../../wailsjs/go/models";
import { useDeed } from "../../../api/queries";

interface Options<A> {
	done: string | ((after: api.UserDetail, arg: A) => string);
	undo?: (arg: A) => Promise<api.UserDetail>;
	quiet?: boolean;
}

/** A deed on one user whose answer is the panel anew. */
export function useUserDeed<A = void>(id: string, act: (arg: A) => Promise<api.UserDetail>, options: Options<A>) {
	const client = useQueryClient();
	const take = (after: api.UserDetail) => {
		client.setQueryData(["user", id], after);
		return after;
	};
	const { undo } = options;
	return useDeed<A, api.UserDetail>(async (arg) => take(await act(arg)), {
		done: options.done,
		quiet: options.quiet,
		undo: undo && ((_, arg) => async () => take(await undo(arg))),
		invalidates: [["user", id], ["users"], ["sessions"]],
	});
}
