import { IconCheck, IconMinus, IconPin, IconX } from "@tabler/icons-react";
import type { Look } from "./cells";
import css from "./tree.module.css";

/** The drawing inside a cell: thin tick, filled tick, filled cross or dash. */
export function CellBox({ look, changed }: { look: Look; changed?: boolean }) {
	const filled = look === "allow" || look === "given" || look === "deny";
	return (
		<span
			className={css.box}
			data-look={look}
			data-filled={filled || undefined}
			data-changed={changed || undefined}
			aria-hidden
		>
			{drawing(look, filled)}
		</span>
	);
}

function drawing(look: Look, filled: boolean) {
	if (look === "none") return <IconMinus size={14} stroke={1.8} />;
	if (look === "deny") return <IconX size={14} stroke={2.6} />;
	return <IconCheck size={16} stroke={filled ? 2.6 : 1.8} />;
}

/** The pin beside a cell that another right needs. */
export function Pin() {
	return <IconPin className={css.pin} size={13} stroke={1.8} aria-hidden />;
}
