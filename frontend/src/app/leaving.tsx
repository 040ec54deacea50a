import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDeed } from "../components/confirm-deed";
import { whenLeaving } from "./unsaved";

/** The question before unsaved changes are left behind. */
export function Leaving() {
	const { t } = useTranslation();
	const [asking, setAsking] = useState(false);
	const leave = useRef<() => void>(() => {});
	useEffect(
		() =>
			whenLeaving((go) => {
				leave.current = go;
				setAsking(true);
			}),
		[],
	);
	return (
		<ConfirmDeed
			opened={asking}
			onClose={() => setAsking(false)}
			title={t("leaving.title")}
			lost={t("leaving.lost")}
			verb={t("leaving.verb")}
			onConfirm={() => leave.current()}
		/>
	);
}
