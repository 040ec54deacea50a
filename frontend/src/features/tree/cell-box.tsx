import { IconPin } from "@tabler/icons-react";
import css from "./cell-box.module.css";
import type { Look } from "./cells";
import tree from "./tree.module.css";

interface CellBoxProps {
	look: Look;
	changed?: boolean;
	/** It sums up a branch. */
	sum?: boolean;
}

/** The drawing inside a cell: thin tick, filled tick, filled cross or dash. */
export function CellBox({ look, changed, sum }: CellBoxProps) {
	return (
		<span
			className={css.box}
			data-look={look}
			data-filled={look === "allow" || look === "given" || look === "deny" || undefined}
			data-changed={changed || undefined}
			data-sum={sum || undefined}
			aria-hidden
		/>
	);
}

/** The pin beside a cell that another right needs. */
export function Pin() {
	return <IconPin className={tree.pin} size={13} stroke={1.8} aria-hidden />;
}
