import { Select } from "@mantine/core";
import { IconMinus, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { number } from "../../../app/format";
import { Mono, TickBox } from "../../../components";
import { givable, useRoles } from "../queries";
import css from "./import.module.css";
import type { Input } from "./import-dialog";

const fields = ["first", "last", "name", "login", "email", "phone", "extension", "description"] as const;

interface PlanViewProps {
	plan: api.ImportPlan;
	input: Input;
	reading: boolean;
	onChange: (input: Input) => Promise<void>;
}

/** What would happen, row by row, the bad ones first; columns can be matched anew. */
export function PlanView({ plan, input, reading, onChange }: PlanViewProps) {
	const { t } = useTranslation();
	const roles = useRoles();
	const columns = plan.columns ?? [];
	const rows = plan.rows ?? [];
	const mapped = plan.map ?? {};
	const dropped = plan.dropped ?? [];
	const needed = columns.length > 0 && rows.length === 0 && Object.keys(mapped).length === 0;
	const shown = columns.length > 0 && plan.format !== "json" && plan.format !== "callgate-csv";
	return (
		<div aria-busy={reading} className={css.plan}>
			<p>
				<b>{input.name}</b>{" "}
				{t("users.import.recognised", {
					format: t(`users.import.format.${plan.format}`, { defaultValue: plan.format }),
				})}{" "}
				{plan.why && t(`users.import.why.${plan.why}`, { defaultValue: "" })}
			</p>
			{needed && <p role="status">{t("users.import.map_needed")}</p>}
			{dropped.length > 0 && <p>{t("users.import.dropped", { columns: dropped.join(", ") })}</p>}
			{plan.things > 0 && <p>{t("users.import.things", { count: plan.things })}</p>}
			<ul className={css.figures}>
				<Figure value={plan.add} text={t("users.import.add", { count: plan.add })} tone="allow" />
				<Figure value={plan.skip} text={t("users.import.skip", { count: plan.skip })} />
				<Figure
					value={plan.bad}
					text={t("users.import.bad_rows", { count: plan.bad })}
					tone={plan.bad > 0 ? "deny" : undefined}
				/>
			</ul>
			<div className={css.columns}>
				<Select
					size="xs"
					label={t("users.import.role")}
					value={input.role}
					searchable
					data={[
						{ value: "", label: t("users.add.default_role") },
						...givable(roles.data).map((r) => ({ value: r.id, label: r.name })),
					]}
					onChange={(role) => void onChange({ ...input, role: role ?? "" })}
				/>
				{shown &&
					fields.map((field) => (
						<Select
							key={field}
							size="xs"
							label={t(`users.import.column.${field}`)}
							value={String(mapped[field] ?? 0)}
							data={[
								{ value: "0", label: t("users.import.column.none") },
								...columns.map((name, i) => ({ value: String(i + 1), label: `${i + 1} ${name}`.trim() })),
							]}
							onChange={(value) => {
								const map = { ...mapped };
								if (value === null || value === "0") delete map[field];
								else map[field] = Number(value);
								void onChange({ ...input, format: plan.format, map });
							}}
						/>
					))}
			</div>
			{plan.bad > 0 && (
				<TickBox
					checked={input.skipBad}
					onChange={() => void onChange({ ...input, format: plan.format, map: mapped, skipBad: !input.skipBad })}
				>
					{t("users.import.skip_bad", { count: plan.bad })}
				</TickBox>
			)}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
			<section className={css.scroll} tabIndex={0} aria-label={t("users.import.rows")}>
				<table className={css.rows}>
					<thead>
						<tr>
							<th scope="col">{t("users.import.row")}</th>
							<th scope="col">{t("users.import.deed")}</th>
							<th scope="col">{t("users.column.name")}</th>
							<th scope="col">{t("users.login")}</th>
							<th scope="col">{t("users.import.column.phone")}</th>
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => (
							<tr key={row.row} data-deed={row.deed}>
								<td>{number(row.row)}</td>
								<td>
									<Deed deed={row.deed} />
								</td>
								{row.error ? (
									<td colSpan={3} className={css.wrong}>
										<b>{row.name || row.login}</b> {sentence(row.error, t)}
									</td>
								) : (
									<>
										<td>{row.name}</td>
										<td>
											<Mono>{row.login}</Mono>
										</td>
										<td>{row.phone}</td>
									</>
								)}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			{plan.add + plan.skip + plan.bad > rows.length && (
				<p className={css.words}>{t("users.import.more", { count: plan.add + plan.skip + plan.bad - rows.length })}</p>
			)}
		</div>
	);
}

function Figure({ value, text, tone }: { value: number; text: string; tone?: "allow" | "deny" }) {
	return (
		<li data-tone={value > 0 ? tone : undefined}>
			<b>{number(value)}</b>
			<span>{text}</span>
		</li>
	);
}

function Deed({ deed }: { deed: string }) {
	const { t } = useTranslation();
	const Icon = deed === "add" ? IconPlus : deed === "bad" ? IconX : IconMinus;
	return (
		<span className={css.deed} data-deed={deed}>
			<Icon size={14} stroke={2} aria-hidden />
			{t(`users.import.deed.${deed}`)}
		</span>
	);
}
