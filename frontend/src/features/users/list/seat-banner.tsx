import { useTranslation } from "react-i18next";
import { modules } from "../../../api/ask";
import { useAsk, useMay } from "../../../api/queries";
import type { Filter } from "../queries";
import css from "./list.module.css";

/** Above the list, where more people are in use than the licence holds: how many, and whom to choose from. */
export function SeatBanner({ filter, onFilter }: { filter: Filter; onFilter: (part: Partial<Filter>) => void }) {
	const { t } = useTranslation();
	const may = useMay("directory.users:write");
	const seats = useAsk(["users", "checks"], modules.checks.List, { enabled: may }).data?.seats;
	if (!seats || (seats.overEnabled === 0 && seats.overFull === 0)) return null;
	const check = seats.overEnabled > 0 ? "over_licence" : "over_full";
	const count = seats.overEnabled || seats.overFull;
	return (
		<div className={css.banner} role="status">
			<span>
				<b>{t(`seats.over.${seats.overEnabled > 0 ? "enabled" : "full"}`, { count })}</b> {t("seats.rule")}
			</span>
			{filter.check !== check && (
				<button type="button" onClick={() => onFilter({ check, sort: "last_sign_in", down: false })}>
					{t("seats.choose")}
				</button>
			)}
		</div>
	);
}
