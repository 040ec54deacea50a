import { startTransition, useEffect, useState } from "react";

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
