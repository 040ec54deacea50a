// The effect of what is being edited, asked a moment after the last change and
// never in anybody's way.
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import type { api } from "../../../wailsjs/go/models";
import { useAsk } from "../../api/queries";

/** Asks for a preview; the page says which save it is of. */
export type AskImpact = (look: api.Look) => Promise<api.Preview>;

/** Everybody touched, from the first. */
export const everybody: api.Look = { kind: "", permission: "", on: "", search: "", offset: 0, limit: 50 };

/** What is known of the effect of a draft. */
export interface Impact {
	/** Stands for the draft: another one asks again. */
	key: readonly unknown[];
	ask: AskImpact;
	preview: api.Preview | undefined;
	/** There is a draft to ask about. */
	asked: boolean;
	/** What is shown is of an earlier draft. */
	late: boolean;
	error: unknown;
	/** Milliseconds the answer took. */
	took: number;
}

/** useImpact asks for the effect of a draft; key names the draft, enabled says whether there is one. */
export function useImpact(key: readonly unknown[], ask: AskImpact, enabled: boolean): Impact {
	const now = JSON.stringify(key);
	const [settled] = useDebouncedValue(now, 300);
	const answer = useAsk(
		["impact", settled],
		async () => {
			const begun = performance.now();
			const preview = await ask(everybody);
			return { preview, took: performance.now() - begun };
		},
		{ enabled: enabled && settled === now, placeholderData: keepPreviousData, staleTime: 5_000, retry: false },
	);
	const known = enabled ? answer.data : undefined;
	return {
		key,
		ask,
		asked: enabled,
		preview: known?.preview,
		late: enabled && (settled !== now || answer.isFetching),
		error: enabled ? answer.error : null,
		took: known?.took ?? 0,
	};
}
