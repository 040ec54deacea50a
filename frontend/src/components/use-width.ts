import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** The width of an element, in whole px, as it changes. Before it stands, the
 * width of the sheet it will stand on: asking the element itself would have a
 * page laid out twice. The true width is drawn before the frame is painted. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
	const [width, setWidth] = useState(sheetWidth);
	const drawn = useRef(width);
	useLayoutEffect(() => {
		const node = element.current;
		if (!node) return;
		const watch = new ResizeObserver(([entry]) => {
			const now = Math.round(entry?.contentRect.width ?? 0);
			// Hidden, it has none: what nobody sees is not drawn anew.
			if (now === 0 || now === drawn.current) return;
			drawn.current = now;
			flushSync(() => setWidth(now));
		});
		watch.observe(node);
		return () => watch.disconnect();
	}, [element]);
	return width;
}

const sheetWidth = () => document.getElementById("sheet")?.clientWidth ?? 0;
