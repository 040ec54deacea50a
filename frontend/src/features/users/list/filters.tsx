import { Button, Popover, Select } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FilterButton, type FilterOption } from "../../../components";
import { entityName } from "../../tree/entity-name";
import { type Filter, useRoles } from "../queries";
import css from "./list.module.css";

interface FiltersProps {
	filter: Filter;
	onChange: (part: Partial<Filter>) => void;
	/** All behind one button, as on a phone. */
	folded: boolean;
}

type Name = "on" | "check" | "state" | "role" | "seat" | "factor";

/** What narrows the list, side by side or behind one button. */
export function Filters({ filter, onChange, folded }: FiltersProps) {
	const { t } = useTranslation();
	const roles = useRoles();
	const option = (value: string, label: string): FilterOption => ({ value, label });
	const options: Record<Name, FilterOption[]> = {
		on: filter.on ? [{ value: filter.on, label: capital(entityName(t, filter.on)) }] : [],
		check: filter.check ? [{ value: filter.check, label: capital(t(`check.${filter.check}.short`)) }] : [],
		state: ["working", "blocked", "locked", "disabled", "expired", "no_password"].map((v) =>
			option(v, t(`users.state.${v}`)),
		),
		role: (roles.data ?? []).map((r) => ({ value: r.id, label: r.name })),
		seat: ["full", "lite"].map((v) => option(v, t(`users.seat.${v}`))),
		factor: ["yes", "no"].map((v) => option(v, t(`users.factor.${v}`))),
	};
	const names = (Object.keys(options) as Name[]).filter(
		(name) => (name !== "on" && name !== "check") || filter[name] !== "",
	);

	if (!folded) {
		return names.map((name) => (
			<FilterButton
				key={name}
				label={t(`users.any.${name}`)}
				value={filter[name]}
				options={options[name]}
				onChange={(value) => onChange({ [name]: value })}
			/>
		));
	}
	const count = names.filter((name) => filter[name] !== "").length;
	return (
		<Popover position="bottom-end" width={280} trapFocus>
			<Popover.Target>
				<button
					type="button"
					className={css.folded}
					data-on={count > 0 || undefined}
					aria-label={count > 0 ? t("users.filters.in_force", { count }) : t("users.filters")}
				>
					<IconFilter size={20} stroke={1.7} aria-hidden />
				</button>
			</Popover.Target>
			<Popover.Dropdown>
				<div className={css.foldedList}>
					{names.map((name) => (
						<Select
							key={name}
							label={t(`users.filter.${name}`)}
							value={filter[name]}
							data={[{ value: "", label: t(`users.any.${name}`) }, ...options[name]]}
							comboboxProps={{ withinPortal: false }}
							onChange={(value) => onChange({ [name]: value ?? "" })}
						/>
					))}
					{count > 0 && (
						<Button
							variant="default"
							onClick={() => onChange({ on: "", check: "", state: "", role: "", seat: "", factor: "" })}
						>
							{t("users.filters.clear")}
						</Button>
					)}
				</div>
			</Popover.Dropdown>
		</Popover>
	);
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
