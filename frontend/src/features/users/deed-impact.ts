// What a deed does to people, for one user or many, before it is done.
import { modules } from "../../api/ask";
import { type AskImpact, type Impact, useImpact } from "../impact/use-impact";
import type { BulkDeed } from "./list/bulk-run";

/** askDeed is the preview of a deed on these people. */
export function askDeed(deed: BulkDeed, ids: string[]): AskImpact {
	return (look) => modules.impact.Bulk({ role: "", reason: "", hosts: [], value: "", ...deed, ids }, look);
}

/** useDeedImpact asks for it as long as the question stands. */
export function useDeedImpact(deed: BulkDeed, ids: string[], asked: boolean): Impact {
	return useImpact(["deed", deed, ids], askDeed(deed, ids), asked);
}
