// One deed for many people, a few at a time, so that it can be watched and
// stopped. Each is done or refused by itself.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { api } from "../../../../wailsjs/go/models";
import { modules, refusalOf } from "../../../api/ask";

const portion = 25;

/** How far a deed is. */
export interface BulkState {
	done: number;
	total: number;
	running: boolean;
}

/** The deed without the people it is for. */
export type BulkDeed = Pick<api.Bulk, "deed"> & Partial<Omit<api.Bulk, "ids">>;

/** run carries a deed out; the answer counts what was done and names the rest. */
export function useBulk() {
	const client = useQueryClient();
	const [state, setState] = useState<BulkState>();
	const stopped = useRef(false);
	const refresh = () => {
		for (const key of ["users", "user", "roles", "role"]) void client.invalidateQueries({ queryKey: [key] });
	};
	const run = async (deed: BulkDeed, ids: string[]): Promise<api.BulkResult & { stopped: boolean }> => {
		stopped.current = false;
		const result: api.BulkResult = { done: 0, refused: [], back: [] };
		setState({ done: 0, total: ids.length, running: true });
		try {
			for (let at = 0; at < ids.length && !stopped.current; at += portion) {
				const part = await modules.users.Bulk({
					role: "",
					reason: "",
					hosts: [],
					value: "",
					...deed,
					ids: ids.slice(at, at + portion),
				});
				result.done += part.done;
				result.refused.push(...(part.refused ?? []));
				result.back.push(...(part.back ?? []));
				setState({ done: Math.min(at + portion, ids.length), total: ids.length, running: true });
			}
		} catch (thrown) {
			throw refusalOf(thrown);
		} finally {
			setState(undefined);
			refresh();
		}
		return { ...result, stopped: stopped.current };
	};
	return {
		state,
		run,
		refresh,
		stop: () => {
			stopped.current = true;
		},
	};
}
