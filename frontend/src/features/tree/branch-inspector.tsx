import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CellBox } from "./cell-box";
import type { Setting, Sheet } from "./cells";
import { Choice } from "./choice";
import css from "./inspector.module.css";
import { rightName } from "./names";
import type { Place } from "./place";

interface BranchProps {
	label: string;
	column: Place["column"];
	sheet: Sheet;
	permissions: string[];
	readonly: boolean;
	onSet: (permissions: string[], to: Setting) => void;
	onGo: (permission: string) => void;
	onClose?: () => void;
}

/** A whole branch, or one column of it: set together, listed one by one. */
export function BranchInspector(p: BranchProps) {
	const { t, i18n } = useTranslation();
	const title = p.column ? t("right.of", { module: p.label, action: t(`action.${p.column}`) }) : p.label;
	const cells = p.permissions.map((id) => p.sheet.cell(id));
	const first = cells[0]?.setting;
	const same = cells.every((c) => c.setting === first) ? first : undefined;
	return (
		<div className={css.inspector} role="region" aria-label={t("tree.inspector")}>
			<header className={css.title}>
				<div>
					<h3>{title}</h3>
					<small>{t("tree.count.rights", { count: cells.length })}</small>
				</div>
				{p.onClose && (
					<button type="button" className={css.close} aria-label={t("tree.inspector.close")} onClick={p.onClose}>
						<IconX size={18} stroke={1.7} aria-hidden />
					</button>
				)}
				<Choice
					name={title}
					settings={p.sheet.settings}
					value={same}
					disabled={p.readonly}
					onChange={(to) => p.onSet(p.permissions, to)}
				/>
			</header>
			<section className={css.part}>
				<ul className={css.list}>
					{cells.map((cell) => (
						<li key={cell.leaf.id}>
							<CellBox look={cell.look} changed={cell.changed} />
							<button type="button" className={css.link} onClick={() => p.onGo(cell.leaf.id)}>
								{rightName(t, i18n, cell.leaf.id)}
							</button>
							<small>{t(`tree.look.${cell.look}`)}</small>
						</li>
					))}
				</ul>
			</section>
		</div>
	);
}
