import { Button, Select } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField, SearchField } from "../../components";
import css from "./audit.module.css";
import { type AuditFilter, inForce, noFilter } from "./query-url";
import { deedWords } from "./words";

interface FiltersProps {
	filter: AuditFilter;
	onChange: (part: Partial<AuditFilter>) => void;
	/** the deeds there are */
	whats: readonly string[];
}

/** Who, whom, what, with which result, from where, when. On a phone all but the first stand behind one button. */
export function Filters({ filter, onChange, whats }: FiltersProps) {
	const { t } = useTranslation();
	const [open, setOpen] = useState(false);
	const count = inForce(filter);
	return (
		<div className={css.filters} data-open={open || undefined} role="search" aria-label={t("audit.filters")}>
			<div className={css.first}>
				<SearchField value={filter.who} onChange={(who) => onChange({ who })} placeholder={t("audit.who")} />
				<Button
					className={css.unfold}
					variant="default"
					aria-expanded={open}
					leftSection={<IconFilter size={16} stroke={1.7} aria-hidden />}
					onClick={() => setOpen(!open)}
				>
					{count > 0 ? t("audit.filtersInForce", { count }) : t("audit.filters")}
				</Button>
			</div>
			<SearchField value={filter.target} onChange={(target) => onChange({ target })} placeholder={t("audit.target")} />
			<Select
				aria-label={t("audit.what")}
				placeholder={t("audit.anyDeed")}
				searchable
				clearable
				data-on={filter.what !== "" || undefined}
				value={filter.what || null}
				data={[...new Set([...whats, ...(filter.what ? [filter.what] : [])])].map((what) => ({
					value: what,
					label: deedWords(what, t),
				}))}
				onChange={(what) => onChange({ what: what ?? "" })}
			/>
			<Select
				aria-label={t("audit.result")}
				placeholder={t("audit.anyResult")}
				clearable
				data-on={filter.result !== "" || undefined}
				value={filter.result || null}
				data={["done", "denied", "failed"].map((r) => ({ value: r, label: t(`audit.result.${r}`) }))}
				onChange={(result) => onChange({ result: result ?? "" })}
			/>
			<Select
				aria-label={t("audit.by")}
				placeholder={t("audit.anybody")}
				clearable
				data-on={filter.by !== "" || undefined}
				value={filter.by || null}
				data={[{ value: "assistance", label: t("audit.only_assistance") }]}
				onChange={(by) => onChange({ by: by ?? "" })}
			/>
			<SearchField value={filter.from} onChange={(from) => onChange({ from })} placeholder={t("audit.from")} />
			<div className={css.days}>
				<Day name="since" value={filter.since} onChange={(since) => onChange({ since })} />
				<Day name="until" value={filter.until} onChange={(until) => onChange({ until })} />
			</div>
			{count > 0 && (
				<Button variant="subtle" onClick={() => onChange(noFilter)}>
					{t("audit.clear")}
				</Button>
			)}
		</div>
	);
}

function Day({ name, value, onChange }: { name: "since" | "until"; value: string; onChange: (day: string) => void }) {
	const { t } = useTranslation();
	return (
		<div className={css.day}>
			<label htmlFor={`audit-${name}`}>{t(`audit.${name}`)}</label>
			<DateField id={`audit-${name}`} label={t(`audit.${name}`)} unseen value={value} onChange={onChange} />
		</div>
	);
}
