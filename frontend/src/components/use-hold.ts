import { type PointerEvent, type SyntheticEvent, useEffect, useRef } from "react";

// How long a finger rests before it means more than a press, and how far it may stray.
const rest = 450;
const stray = 10;

/** Handlers for a finger that rests on an element. The press that ends it is not told. */
export function useHold(onHold: (() => void) | undefined) {
	const down = useRef<{ x: number; y: number; timer: number }>(undefined);
	const held = useRef(false);
	useEffect(() => () => clearTimeout(down.current?.timer), []);
	const end = () => {
		clearTimeout(down.current?.timer);
		down.current = undefined;
	};
	const hold = () => {
		end();
		held.current = true;
		onHold?.();
	};
	return {
		onPointerDown: (event: PointerEvent) => {
			end();
			held.current = false;
			if (!onHold || event.pointerType !== "touch" || !event.isPrimary) return;
			down.current = { x: event.clientX, y: event.clientY, timer: window.setTimeout(hold, rest) };
		},
		onPointerMove: (event: PointerEvent) => {
			const from = down.current;
			if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > stray) end();
		},
		onPointerUp: end,
		onPointerCancel: end,
		// Some browsers tell of the resting finger themselves, and sooner.
		onContextMenu: (event: SyntheticEvent) => {
			if (down.current) hold();
			if (held.current) event.preventDefault();
		},
		onClickCapture: (event: SyntheticEvent) => {
			if (!held.current) return;
			held.current = false;
			event.preventDefault();
			event.stopPropagation();
		},
	};
}
