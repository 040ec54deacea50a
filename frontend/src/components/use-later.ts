import { startTransition, useEffect, useState } from "react";

/** Whether what lies below a window of usual height is to be drawn: at once where
 * the window is higher, else when the first frame is painted. */
export const useBelow = (): boolean => useLater() || window.innerHeight > 1000;

/** Whether the first frame is painted: a page stands with what is in sight, and
 * what lies below follows without holding a press up. */
export function useLater(): boolean {
	const [later, setLater] = useState(false);
	useEffect(() => {
		const painted = requestAnimationFrame(() => startTransition(() => setLater(true)));
		return () => cancelAnimationFrame(painted);
	}, []);
	return later;
}
