import { useTranslation } from "react-i18next";
import type { callgate } from "../../../../wailsjs/go/models";
import { Meanwhile, type Settling } from "../../../components";
import { changesBetween } from "../changes";
import { type Access, accessOf } from "../draft";

interface ConflictProps {
	base: Access;
	mine: Access;
	theirs: callgate.User;
	roleName: (id: string) => string;
	onSettle: (how: Settling) => void;
}

/** Somebody saved the same parts of this user meanwhile: his change beside mine. */
export function Conflict({ base, mine, theirs, roleName, onSettle }: ConflictProps) {
	const { t, i18n } = useTranslation();
	const words = { t, i18n, roleName };
	return (
		<Meanwhile
			by={theirs.changedBy}
			at={theirs.changed}
			theirs={changesBetween(base, accessOf(theirs), words)}
			mine={changesBetween(base, mine, words)}
			onSettle={onSettle}
		/>
	);
}
