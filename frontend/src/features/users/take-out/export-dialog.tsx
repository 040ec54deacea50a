import { Button, SegmentedControl, Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules, sentence } from "../../../api/ask";
import { useMe } from "../../../api/queries";
import { save } from "../../../app/download";
import { number } from "../../../app/format";
import { Dialog } from "../../../components/dialog";
import { inForce } from "../list/filter-url";
import { type Filter, queryOf } from "../queries";
import css from "./export.module.css";
import { Losses } from "./losses";

/** Who was ticked when the export was asked for, and how many the list shows and has. */
export interface ExportAsked {
	ids: string[];
	total: number;
	all: number;
}

type Who = "all" | "filter" | "ticked";

const own = ["callgate-csv", "xlsx", "json"] as const;
const platforms = ["portsip", "freepbx", "freepbx-extensions", "fusionpbx", "fusionpbx-extensions", "3cx"] as const;

/** Taking people out: who, and as what; then what the file could not carry. */
export function ExportDialog({
	asked,
	filter,
	onClose,
}: {
	asked: ExportAsked | undefined;
	filter: Filter;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const me = useMe();
	const [who, setWho] = useState<Who>("all");
	const [format, setFormat] = useState<string>("callgate-csv");
	const [out, setOut] = useState<api.Exported>();
	const [error, setError] = useState<unknown>();
	const [writing, setWriting] = useState(false);
	const narrowed = inForce(filter);

	// biome-ignore lint/correctness/useExhaustiveDependencies: begins anew whenever it is opened
	useEffect(() => {
		if (!asked) return;
		setWho(asked.ids.length > 0 ? "ticked" : narrowed ? "filter" : "all");
		setFormat(me.download === "xlsx" ? "xlsx" : "callgate-csv");
		setOut(undefined);
		setError(undefined);
	}, [asked]);

	const write = async () => {
		if (!asked) return;
		setWriting(true);
		try {
			const made = await modules.files.ExportUsers({
				format,
				ids: who === "ticked" ? asked.ids : [],
				filter: who === "filter" ? queryOf(filter, 0, 0) : undefined,
			});
			const name = await save(made.file);
			if (name) setOut({ ...made, file: { ...made.file, name } });
			setError(undefined);
		} catch (refused) {
			setError(refused);
		} finally {
			setWriting(false);
		}
	};

	const choices: { value: Who; label: string }[] = [
		{ value: "all", label: t("files.who.all", { count: number(asked?.all ?? 0) }) },
	];
	if (narrowed) choices.push({ value: "filter", label: t("files.who.filter", { count: number(asked?.total ?? 0) }) });
	if (asked && asked.ids.length > 0)
		choices.push({ value: "ticked", label: t("files.who.ticked", { count: number(asked.ids.length) }) });

	return (
		<Dialog opened={asked !== undefined} onClose={onClose} title={t("files.export")} size={620} centered>
			<div className={css.dialog}>
				{choices.length > 1 && (
					<div>
						<p className={css.label}>{t("files.who")}</p>
						<SegmentedControl
							value={who}
							aria-label={t("files.who")}
							data={choices}
							fullWidth
							onChange={(value) => {
								setWho(value as Who);
								setOut(undefined);
							}}
						/>
					</div>
				)}
				<Select
					label={t("files.format")}
					value={format}
					allowDeselect={false}
					data={[
						{ group: t("files.format.own"), items: own.map(item) },
						{ group: t("files.format.platforms"), items: platforms.map(item) },
					]}
					onChange={(value) => {
						setFormat(value ?? "callgate-csv");
						setOut(undefined);
					}}
				/>
				<p className={css.what}>
					{t(own.includes(format as "json") ? "files.format.own.what" : "files.format.platforms.what")}
				</p>
				{out && <Losses out={out} />}
				{error !== undefined && (
					<p className={css.error} role="alert">
						{sentence(error, t)}
					</p>
				)}
				<div className={css.buttons}>
					<Button variant="default" onClick={onClose}>
						{t(out ? "users.close" : "users.cancel")}
					</Button>
					<Button onClick={() => void write()} loading={writing}>
						{t("files.write")}
					</Button>
				</div>
			</div>
		</Dialog>
	);

	function item(value: string) {
		return { value, label: t(`files.format.${value}`) };
	}
}
