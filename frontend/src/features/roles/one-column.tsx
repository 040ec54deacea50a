import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { blockName, blocksOf, type Group } from "./groups";
import { Legend, Letters, useWords } from "./letters";
import { reachWords } from "./list";
import css from "./roles.module.css";

interface OneColumnProps {
	groups: readonly Group[];
	roles: readonly api.RoleRow[];
	onOpen: (id: string) => void;
}

/** The matrix where only one column has room: choose a role, read it down. */
export function OneColumn({ groups, roles, onOpen }: OneColumnProps) {
	const { t } = useTranslation();
	const [chosen, setChosen] = useState("");
	const words = useWords();
	const role = roles.find((r) => r.id === chosen) ?? roles.at(-1);
	if (!role) return null;
	return (
		<div className={css.oneColumn}>
			<div className={css.chooser}>
				<Select
					label={t("roles.role")}
					value={role.id}
					onChange={(id) => setChosen(id ?? "")}
					data={blocksOf(roles).map((b) => ({
						group: blockName(b, t),
						items: b.roles.map((r) => ({ value: r.id, label: r.name })),
					}))}
				/>
				<div className={css.chosen}>
					<span>
						{t("roles.rightCount", { count: role.permissions?.length ?? 0 })}, {reachWords(role, t)},{" "}
						{t("roles.memberCount", { count: role.members })}
					</span>
					<Button variant="default" size="xs" onClick={() => onOpen(role.id)}>
						{t("roles.open")}
					</Button>
				</div>
			</div>
			{groups.map((g) => (
				<section key={g.group} className={css.down}>
					<h2>{g.label}</h2>
					<dl>
						{g.modules.map((m) => (
							<div key={m.module} className={css.downRow}>
								<dt>{m.label}</dt>
								<dd>
									<Letters role={role} module={m} words={words} />
								</dd>
							</div>
						))}
					</dl>
				</section>
			))}
			<Legend />
		</div>
	);
}
