import { Menu } from "@mantine/core";
import { IconCheck, IconChevronDown, IconFilter, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./filter-button.module.css";
import { PressMenu } from "./press-menu";

/** One value a filter may take. */
export interface FilterOption {
	value: string;
	label: string;
	count?: number;
}

interface Props {
	/** Said while nothing is chosen: "Any state". */
	label: string;
	/** "" = not in force. */
	value: string;
	options: readonly FilterOption[];
	onChange: (value: string) => void;
}

/** A filter over a list. In force it carries the marker and can be cleared at once. */
export function FilterButton({ label, value, options, onChange }: Props) {
	const { t } = useTranslation();
	const chosen = options.find((option) => option.value === value);
	const inForce = value !== "";
	return (
		<span className={styles.filter} data-on={inForce || undefined}>
			<PressMenu
				position="bottom-start"
				list={styles.list}
				target={
					<button type="button" className={styles.button}>
						{inForce && <IconFilter size={16} stroke={1.8} aria-hidden />}
						<span>{inForce ? (chosen?.label ?? value) : label}</span>
						{!inForce && <IconChevronDown size={14} stroke={1.8} aria-hidden />}
					</button>
				}
			>
				<Menu.Item
					onClick={() => onChange("")}
					leftSection={<IconCheck size={14} stroke={2} opacity={inForce ? 0 : 1} aria-hidden />}
				>
					{label}
				</Menu.Item>
				{options
					.filter((option) => option.value !== "")
					.map((option) => (
						<Menu.Item
							key={option.value}
							onClick={() => onChange(option.value)}
							leftSection={<IconCheck size={14} stroke={2} opacity={option.value === value ? 1 : 0} aria-hidden />}
							rightSection={
								option.count === undefined ? undefined : <span className={styles.count}>{option.count}</span>
							}
						>
							{option.label}
						</Menu.Item>
					))}
			</PressMenu>
			{inForce && (
				<button
					type="button"
					className={styles.clear}
					aria-label={t("filter.clear", { filter: chosen?.label ?? value })}
					onClick={() => onChange("")}
				>
					<IconX size={14} stroke={2} aria-hidden />
				</button>
			)}
		</span>
	);
}
