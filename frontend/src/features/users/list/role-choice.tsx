import { Menu } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { PressMenu } from "../../../components/press-menu";
import { EffectLine } from "../../impact/effect-line";
import { useDeedImpact } from "../deed-impact";
import type { BulkDeed } from "./bulk-run";
import css from "./list.module.css";

interface RoleChoiceProps {
	deed: "assign_role" | "remove_role";
	icon: ReactNode;
	label: string;
	roles: readonly api.RoleRow[];
	ids: string[];
	onChoose: (deed: BulkDeed) => void;
}

/** A menu of roles; what the one pointed at would do to everybody ticked stands above them, before the click. */
export function RoleChoice({ deed, icon, label, roles, ids, onChoose }: RoleChoiceProps) {
	const { t } = useTranslation();
	const [at, setAt] = useState<string>();
	const impact = useDeedImpact({ deed, role: at ?? "" }, ids, at !== undefined);
	return (
		<PressMenu
			position="top-start"
			width={300}
			onClose={() => setAt(undefined)}
			target={
				<button type="button" className={css.bulkAct}>
					{icon}
					<span>{label}</span>
				</button>
			}
		>
			<div className={css.choiceEffect}>
				{at === undefined ? <p>{t("users.bulk.role_effect")}</p> : <EffectLine impact={impact} />}
			</div>
			<div className={css.menu}>
				{roles.map((r) => (
					<Menu.Item
						key={r.id}
						onMouseEnter={() => setAt(r.id)}
						onFocus={() => setAt(r.id)}
						onClick={() => onChoose({ deed, role: r.id })}
					>
						{r.name}
					</Menu.Item>
				))}
			</div>
		</PressMenu>
	);
}
