import { IconCheck, IconMinus } from "@tabler/icons-react";
import type { ChangeEvent, ReactNode } from "react";
import styles from "./tick-box.module.css";

interface Props {
	checked: boolean;
	/** Some of what it stands for is ticked. */
	some?: boolean;
	onChange: (event: ChangeEvent<HTMLInputElement>) => void;
	/** Said to those who cannot see it; children are seen. */
	label?: string;
	disabled?: boolean;
	tabIndex?: number;
	children?: ReactNode;
}

/** A tick box of 16 px, with its words beside it. */
export function TickBox({ checked, some, onChange, label, disabled, tabIndex, children }: Props) {
	const Mark = some ? IconMinus : IconCheck;
	return (
		<label className={styles.box} data-disabled={disabled || undefined}>
			<input
				type="checkbox"
				checked={checked}
				disabled={disabled}
				tabIndex={tabIndex}
				aria-label={children ? undefined : label}
				// Half ticked has no attribute of its own, only a property.
				ref={(node) => {
					if (node) node.indeterminate = Boolean(some);
				}}
				onChange={onChange}
			/>
			<span className={styles.mark} data-on={checked || some || undefined} aria-hidden>
				{(checked || some) && <Mark size={12} stroke={3} />}
			</span>
			{children && <span>{children}</span>}
		</label>
	);
}
