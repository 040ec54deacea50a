import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { answers, statusKey } from "../../api/queries";
import { number } from "../../app/format";
import { useGo } from "../../app/go";
import { notify } from "../../components/notify";
import { isStopping, stop } from "./as-another";
import css from "./banner.module.css";

const look = 5_000;

/** Says above every page in whose name things are done, for how long, and leads back. */
export function ActingBanner({ me }: { me: api.Me }) {
	const { t } = useTranslation();
	const go = useGo();
	const minutes = useMinutesLeft(me.actingUntil);
	const words = me.actingReads ? "acting.looks" : "acting.acts";
	return (
		<div className={css.banner} role="status">
			<span>
				{minutes > 0 ? t(words, { name: me.name, minutes: number(minutes) }) : t(`${words}_last`, { name: me.name })}
			</span>
			<button type="button" onClick={() => void stop(() => go("/"), t("acting.stopped"))}>
				{t("acting.stop")}
			</button>
		</div>
	);
}

// Whole minutes left; at the end the program is asked, which leads back to oneself.
function useMinutesLeft(until: string): number {
	const end = Date.parse(until);
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => {
			setNow(Date.now());
			if (Date.now() > end) void answers.invalidateQueries({ queryKey: statusKey });
		}, look);
		return () => clearInterval(timer);
	}, [end]);
	return Math.floor((end - now) / 60_000);
}

/** Tells somebody who acted until the time was over that he is himself again. */
export function useReturned(me: api.Me): void {
	const { t } = useTranslation();
	const go = useGo();
	const acts = me.impersonator !== "";
	const acted = useRef(acts);
	useEffect(() => {
		if (acted.current && !acts && !isStopping()) {
			notify.done(t("acting.returned"));
			go("/");
		}
		acted.current = acts;
	}, [acts, t, go]);
}
