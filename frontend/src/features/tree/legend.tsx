import { useTranslation } from "react-i18next";
import { CellBox, Pin } from "./cell-box";
import type { Look, Sheet } from "./cells";
import css from "./tree.module.css";

const looks: Record<Sheet["mode"], Look[]> = { user: ["role", "allow", "deny", "none"], role: ["given", "none"] };

/** What the marks in the cells mean, at the foot of the tree. */
export function Legend({ mode }: { mode: Sheet["mode"] }) {
	const { t } = useTranslation();
	return (
		<div className={css.legend}>
			{looks[mode].map((look) => (
				<span key={look}>
					<CellBox look={look} />
					{t(`tree.look.${look}`)}
				</span>
			))}
			<span>
				<CellBox look={mode === "role" ? "given" : "role"} />
				<Pin />
				{t("tree.look.pin")}
			</span>
		</div>
	);
}
