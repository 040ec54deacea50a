import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { TickBox } from "../../../components";
import { givable, useRoles } from "../queries";
import { Figure } from "./figure";
import css from "./import.module.css";
import type { Input } from "./import-dialog";
import { PlanRows } from "./plan-rows";

/** The forms a file can be read as. */
const readable = [
	"callgate-csv",
	"callgate-roles",
	"xlsx",
	"json",
	"portsip",
	"freepbx",
	"freepbx-extensions",
	"fusionpbx",
	"fusionpbx-extensions",
	"3cx",
	"csv",
] as const;

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
	const needed = !plan.mapped;
	const roleFile = plan.format === "callgate-roles";
	const all = plan.add + plan.change + plan.same + plan.skip + plan.bad;
	// Other systems' columns are known; only a table of anybody's is matched by hand.
	const shown = !roleFile && (needed || Object.keys(mapped).length > 0);
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
				{!roleFile && <Figure value={plan.add} text={t("users.import.add", { count: plan.add })} tone="allow" />}
				{(roleFile || input.update) && <Figure value={plan.change} text={t("files.change", { count: plan.change })} />}
				{(roleFile || input.update) && <Figure value={plan.same} text={t("files.same", { count: plan.same })} />}
				{(plan.skip > 0 || !(roleFile || input.update)) && (
					<Figure value={plan.skip} text={t("users.import.skip", { count: plan.skip })} />
				)}
				<Figure
					value={plan.bad}
					text={t("users.import.bad_rows", { count: plan.bad })}
					tone={plan.bad > 0 ? "deny" : undefined}
				/>
			</ul>
			<div className={css.columns}>
				<Select
					size="xs"
					label={t("files.read_as")}
					value={plan.format}
					data={readable.map((value) => ({ value, label: t(`users.import.format.${value}`) }))}
					onChange={(format) => format && void onChange({ ...input, format, map: {} })}
				/>
				{!roleFile && (
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
				)}
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
			{!roleFile && (input.update || plan.skip > 0) && (
				<TickBox checked={input.update} onChange={() => void onChange({ ...input, update: !input.update })}>
					{t("files.update")}
				</TickBox>
			)}
			{plan.hasSecrets && (
				<TickBox
					checked={!input.noPasswords}
					onChange={() => void onChange({ ...input, noPasswords: !input.noPasswords })}
				>
					{t("files.secrets", { count: plan.secrets })}
				</TickBox>
			)}
			{plan.bad > 0 && (
				<TickBox checked={input.skipBad} onChange={() => void onChange({ ...input, skipBad: !input.skipBad })}>
					{t("users.import.skip_bad", { count: plan.bad })}
				</TickBox>
			)}
			<PlanRows rows={rows} />
			{all > rows.length && <p className={css.words}>{t("users.import.more", { count: all - rows.length })}</p>}
		</div>
	);
}
