import { IconUserEdit } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../../../api/ask";
import { list } from "../../../app/format";
import css from "./panel.module.css";

const beat = 20_000;

/** useOthers says that this user is open for change here, and who else has him
 * open, while `active`. */
export function useOthers(id: string, first: string[], active: boolean): string[] {
	const [others, setOthers] = useState(first);
	useEffect(() => setOthers(first), [first]);
	useEffect(() => {
		if (!active) return;
		let on = true;
		const say = async () => {
			try {
				const names = await modules.users.Editing(id);
				if (on) setOthers(names ?? []);
			} catch {
				// Presence is a courtesy: a refusal here stops nothing.
			}
		};
		void say();
		const timer = setInterval(say, beat);
		return () => {
			on = false;
			clearInterval(timer);
		};
	}, [id, active]);
	return others;
}

/** "Ada Whitlock is editing this user too." */
export function Others({ names }: { names: string[] }) {
	const { t } = useTranslation();
	if (names.length === 0) return null;
	return (
		<div className={css.others} role="status">
			<IconUserEdit size={16} stroke={1.7} aria-hidden />
			{t("users.editing", { count: names.length, names: list(names) })}
		</div>
	);
}
