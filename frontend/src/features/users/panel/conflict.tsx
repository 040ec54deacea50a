import { Button } from "@mantine/core";
import { IconGitMerge } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../../wailsjs/go/models";
import { when } from "../../../app/format";
import { changesBetween } from "../changes";
import { type Access, accessOf } from "../draft";
import css from "./panel.module.css";

interface ConflictProps {
	base: Access;
	theirs: callgate.User;
	roleName: (id: string) => string;
	onSettle: (how: "theirs" | "merge" | "mine") => void;
}

/** Somebody saved meanwhile: who, what, and the three ways on. */
export function Conflict({ base, theirs, roleName, onSettle }: ConflictProps) {
	const { t, i18n } = useTranslation();
	const changes = changesBetween(base, accessOf(theirs), { t, i18n, roleName });
	return (
		<div className={css.conflict} role="alert">
			<IconGitMerge size={20} stroke={1.7} aria-hidden />
			<div>
				<strong>{t("users.conflict", { name: theirs.changedBy, time: when(theirs.changed) })}</strong>
				<ul>
					{changes.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<div className={css.ways}>
					<Button size="xs" onClick={() => onSettle("merge")}>
						{t("users.conflict.merge")}
					</Button>
					<Button size="xs" variant="default" onClick={() => onSettle("theirs")}>
						{t("users.conflict.theirs")}
					</Button>
					<Button size="xs" variant="danger" onClick={() => onSettle("mine")}>
						{t("users.conflict.mine")}
					</Button>
				</div>
			</div>
		</div>
	);
}
