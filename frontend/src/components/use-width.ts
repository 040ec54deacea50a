import { type RefObject, useLayoutEffect, useState } from "react";

/** The width of an element, in whole px, as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
	const [width, setWidth] = useState(0);
	useLayoutEffect(() => {
		const node = element.current;
		if (!node) return;
		const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
		watch.observe(node);
		setWidth(Math.round(node.clientWidth));
		return () => watch.disconnect();
	}, [element]);
	return width;
}
