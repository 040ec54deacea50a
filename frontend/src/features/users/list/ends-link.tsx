import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import css from "./list.module.css";

/** How much ends within a month, where anything does. */
export function EndsLink() {
	const { t } = useTranslation();
	const ends = useAsk(["ends", 30], () => modules.users.Ends(30), { retry: false });
	const count = ends.data?.total ?? 0;
	if (count === 0) return null;
	return (
		<Link href="/ends" className={css.ends}>
			{t("ends.link", { count })}
		</Link>
	);
}
