import {
	QueryClient,
	type QueryKey,
	type UseQueryOptions,
	type UseQueryResult,
	useMutation,
	useQuery,
	useQueryClient,
} from "@tanstack/react-query";
import type { api } from "../../wailsjs/go/models";
import { notify } from "../components/notify";
import { ask, type CallError, modules, refusalOf } from "./ask";

/** The key under which the state of this caller is kept. */
export const statusKey = ["status"] as const;

/** One store of answers for the whole page. */
export const answers = new QueryClient({
	defaultOptions: {
		queries: {
			staleTime: 15_000,
			refetchOnWindowFocus: true,
			// A refusal stays a refusal; only an unreachable server is asked again.
			retry: (failures, error) => refusalOf(error).code === "unreachable" && failures < 2,
		},
		mutations: { retry: false },
	},
});

type Options<T> = Omit<UseQueryOptions<T, CallError, T, QueryKey>, "queryKey" | "queryFn">;

/** Asks once and keeps the answer; a session that ended leads to the sign-in page. */
export function useAsk<T>(key: QueryKey, fn: () => Promise<T>, options?: Options<T>): UseQueryResult<T, CallError> {
	return useQuery<T, CallError, T, QueryKey>({
		queryKey: key,
		queryFn: async () => {
			try {
				return await ask(fn);
			} catch (thrown) {
				throw noticeEnd(thrown, key);
			}
		},
		...options,
	});
}

/** Asks ahead what a page asks first; an answer that is fresh is kept. */
export function askAhead<T>(key: QueryKey, fn: () => Promise<T>): void {
	void answers.prefetchQuery({ queryKey: key, queryFn: () => ask(fn), retry: false });
}

/** How a deed is told, taken back and what it touches. */
export interface Deed<A, T> {
	/** The sentence of the toast; none for a save that shows itself. */
	done?: string | ((result: T, arg: A) => string | undefined);
	/** Takes the deed back; offered in the toast for 30 seconds. */
	undo?: (result: T, arg: A) => (() => Promise<unknown>) | undefined;
	/** Keys of the answers that are no longer true. */
	invalidates?: readonly QueryKey[];
	/** The caller shows the refusal at a field of its own: no toast. */
	quiet?: boolean;
	onDone?: (result: T, arg: A) => void;
}

/** A change: made, told in a toast with its undo, and every answer it touches asked again. */
export function useDeed<A = void, T = unknown>(fn: (arg: A) => Promise<T>, options: Deed<A, T> = {}) {
	const client = useQueryClient();
	const refresh = () =>
		Promise.all((options.invalidates ?? []).map((queryKey) => client.invalidateQueries({ queryKey })));
	return useMutation<T, CallError, A>({
		mutationFn: async (arg) => {
			try {
				return await ask(() => fn(arg));
			} catch (thrown) {
				throw noticeEnd(thrown);
			}
		},
		onSuccess: (result, arg) => {
			void refresh();
			const text = typeof options.done === "function" ? options.done(result, arg) : options.done;
			const back = options.undo?.(result, arg);
			const undo = async () => {
				await ask(back!);
				await refresh();
			};
			if (text) notify.done(text, back ? { undo } : {});
			options.onDone?.(result, arg);
		},
		onError: (error) => {
			if (!options.quiet) notify.refused(error);
		},
	});
}

/** A session that ended shows everywhere at once: the status is asked again. */
function noticeEnd(thrown: unknown, key?: QueryKey): CallError {
	const refusal = refusalOf(thrown);
	if ((refusal.code === "not_signed_in" || refusal.code === "acting_over") && key?.[0] !== statusKey[0]) {
		void answers.invalidateQueries({ queryKey: statusKey });
	}
	return refusal;
}

/** The state of this caller: set up or not, signing in or in. */
export function useStatus(): UseQueryResult<api.Status, CallError> {
	return useAsk(statusKey, modules.signIn.Status, { staleTime: 60_000 });
}

/** Takes a new state over, as each step of signing in answers it. */
export function takeStatus(status: api.Status): void {
	answers.setQueryData(statusKey, status);
}

/** Whoever is signed in. Pages are drawn only then, so it is always there. */
export function useMe(): api.Me {
	const me = useStatus().data?.me;
	if (!me) throw new Error("not signed in");
	return me;
}

/** Whether the one signed in holds a permission ("directory.users:write"); only for what to draw, the server decides. */
export function useMay(permission: string): boolean {
	return useMe().permissions.includes(permission);
}
