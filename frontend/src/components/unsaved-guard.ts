import { useEffect, useId } from "react";
import { guard, unguard } from "../app/unsaved";

/** While dirty, leaving the page (link, Back, closing the tab) is asked about first. */
export function useUnsavedGuard(dirty: boolean): void {
	const id = useId();
	useEffect(() => {
		if (!dirty) return;
		guard(id);
		return () => unguard(id);
	}, [dirty, id]);
}
