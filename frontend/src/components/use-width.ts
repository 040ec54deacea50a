import { type RefObject, useLayoutEffect, useState } from "react";

/** The width of an element, in whole px, as it changes. Before it stands, the
 * width of the sheet it will stand on: asking the element itself would have a
 * page laid out twice. The true width comes before the first frame is painted. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
	const [width, setWidth] = useState(sheetWidth);
	useLayoutEffect(() => {
		const node = element.current;
		if (!node) return;
		const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
		watch.observe(node);
		return () => watch.disconnect();
	}, [element]);
	return width;
}

const sheetWidth = () => document.getElementById("sheet")?.clientWidth ?? 0;
