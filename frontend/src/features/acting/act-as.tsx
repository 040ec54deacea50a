import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useGo } from "../../app/go";
import { ConfirmDeed } from "../../components";
import { notify } from "../../components/notify";
import { begin } from "./as-another";

interface Props {
	/** Whom to act as; undefined closes the question. */
	user: { id: string; name: string } | undefined;
	onClose: () => void;
}

/** Asks before one acts as somebody else. */
export function ActAs({ user, onClose }: Props) {
	const { t } = useTranslation();
	const go = useGo();
	return (
		<ConfirmDeed
			opened={user !== undefined}
			onClose={onClose}
			title={t("users.act_as.title", { name: user?.name })}
			lost={t("users.act_as.what")}
			verb={t("users.act_as.do", { name: user?.name })}
			harmless
			onConfirm={() => user && begin(user.id, false, () => go("/"))}
		/>
	);
}

/** Shows the pages as a user sees them: nothing can happen, so nothing is asked. */
export function useViewAs(): (id: string) => void {
	const go = useGo();
	return useCallback((id) => void begin(id, true, () => go("/")).catch((error) => notify.refused(error)), [go]);
}
