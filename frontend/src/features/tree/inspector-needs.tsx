import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPin } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { list } from "../../app/format";
import type { Cell, Setting, Sheet } from "./cells";
import css from "./inspector.module.css";
import { rightName, rightPhrase } from "./names";

interface NeedsProps {
	sheet: Sheet;
	cell: Cell;
	readonly: boolean;
	onSet: (permissions: string[], to: Setting) => void;
	onGo: (permission: string) => void;
}

/** What holds this right in place, and what it needs itself. */
export function Needs({ sheet, cell, readonly, onSet, onGo }: NeedsProps) {
	const { t, i18n } = useTranslation();
	const name = (p: string) => rightName(t, i18n, p);
	const phrase = (p: string) => rightPhrase(t, i18n, p);
	const { neededBy, leaf } = cell;
	const gaps =
		cell.look === "lost" || cell.lost.startsWith("need:")
			? leaf.needs.filter((any) => !any.some((p) => sheet.held.has(p)))
			: [];
	if (neededBy.length === 0 && leaf.needs.length === 0) return null;
	const away: Setting = sheet.mode === "user" ? "deny" : "take";
	const along = sheet.with(leaf.id, away);
	return (
		<section className={css.part}>
			{neededBy.length > 0 && (
				<>
					<h4>
						<IconPin size={15} stroke={1.8} aria-hidden />
						{t("tree.needed")}
					</h4>
					<p>{t(`tree.needed.${sheet.mode}`, { count: neededBy.length, names: list(neededBy.map(name)) })}</p>
					<div className={css.acts}>
						{neededBy.slice(0, 3).map((p) => (
							<Button key={p} size="xs" variant="default" onClick={() => onGo(p)}>
								{t("tree.needed.goto", { right: name(p) })}
							</Button>
						))}
						{!readonly && along.length > 0 && (
							<Button size="xs" variant="default" onClick={() => onSet([...along, leaf.id], away)}>
								{t(`tree.needed.${away}`, { count: along.length, total: along.length + 1 })}
							</Button>
						)}
					</div>
				</>
			)}
			{gaps.map((any) => (
				<div key={any.join()} className={css.gap}>
					<h4>
						<IconAlertTriangle size={15} stroke={1.8} aria-hidden />
						{t("tree.gap", { rights: any.map(phrase).reduce((left, right) => t("tree.needs.or", { left, right })) })}
					</h4>
					<p>{t("tree.gap.why")}</p>
					{!readonly && (
						<div className={css.acts}>
							{any.map((p) => (
								<Button
									key={p}
									size="xs"
									variant="default"
									onClick={() => onSet([p], sheet.mode === "user" ? "allow" : "give")}
								>
									{t("tree.gap.add", { right: name(p) })}
								</Button>
							))}
						</div>
					)}
				</div>
			))}
			{gaps.length === 0 && leaf.needs.length > 0 && (
				<p className={css.faint}>{t("tree.needs", { rights: list(leaf.needs.map(needWords)) })}</p>
			)}
		</section>
	);

	function needWords(any: string[]): string {
		const held = any.filter((p) => sheet.held.has(p));
		if (any.length === 1) return held.length === 1 ? t("tree.needs.held", { right: phrase(any[0]!) }) : phrase(any[0]!);
		const all = held.length === any.length;
		const words = any
			.map((p) => (!all && held.includes(p) ? t("tree.needs.held", { right: phrase(p) }) : phrase(p)))
			.reduce((left, right) => t("tree.needs.or", { left, right }));
		return all ? t("tree.needs.both", { rights: words }) : words;
	}
}
