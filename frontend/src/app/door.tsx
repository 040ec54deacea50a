import { useMantineColorScheme } from "@mantine/core";
import { lazy, Suspense, useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { api } from "../../wailsjs/go/models";
import { answers, statusKey, useStatus } from "../api/queries";
import { ErrorPage } from "./error-page";
import { setTenant, setTimeZone } from "./format";
import { nearest, speak } from "./language";
import { rememberLanguage } from "./remembered";

const SignIn = lazy(() => import("../features/sign-in/page"));
const Recover = lazy(() => import("../features/sign-in/recover-page"));
// The frame comes with who is in; nobody else fetches it.
const Shell = lazy(() => import("./shell").then(({ Shell }) => ({ default: Shell })));
const SetUp = lazy(() => import("../features/set-up/page"));

/**
 * Everybody passes here: nothing is set up yet, signing in, or in. The server
 * decides which; the address only says what to show once in.
 */
export function Door() {
	const { t } = useTranslation();
	const { data: status, error, refetch } = useStatus();
	const [path, go] = useLocation();
	useTaste(status?.me);

	const inside = status?.stage === "in" && status.me;
	// The wizard shows its last steps after the set-up is done and signed in.
	const wizard = status && (status.setUp || path === "/set-up") && !(inside && path !== "/set-up");
	useEffect(() => {
		if (!status) return;
		if (status.setUp && path !== "/set-up") go(`/set-up${location.hash}`, { replace: true });
		else if (!status.setUp && !inside && path !== "/sign-in" && path !== "/set-up" && path !== "/recover")
			go("/sign-in", { replace: true, state: { to: path } });
	}, [status, inside, path, go]);

	// What was asked before belongs to nobody any more.
	const id = inside ? status.me?.id : undefined;
	const before = useRef<string>(undefined);
	useEffect(() => {
		if (before.current && before.current !== id)
			answers.removeQueries({ predicate: (query) => query.queryKey[0] !== statusKey[0] });
		before.current = id;
	}, [id]);

	if (error && !status) return <ErrorPage error={error} onRetry={() => void refetch()} />;
	if (!status) return <p className="unseen">{t("shell.loading")}</p>;
	if (wizard)
		return (
			<Suspense>
				<SetUp />
			</Suspense>
		);
	if (path === "/recover")
		return (
			<Suspense>
				<Recover />
			</Suspense>
		);
	if (!inside || path === "/sign-in")
		return (
			<Suspense>
				<SignIn />
			</Suspense>
		);
	return (
		<Suspense>
			<Shell status={status} />
		</Suspense>
	);
}

// The page takes on the language, time zone and theme of whoever came in.
function useTaste(me: api.Me | undefined): void {
	const { setColorScheme } = useMantineColorScheme();
	const language = me?.language;
	const theme = me?.theme;
	setTimeZone(me?.timeZone);
	setTenant(me?.tenantZone, me?.country);
	useEffect(() => {
		if (!language) return;
		rememberLanguage(nearest(language));
		void speak(language);
	}, [language]);
	// Once for each theme: every turn has the whole document's styles computed anew, twice.
	const turn = useEffectEvent(setColorScheme);
	useEffect(() => {
		if (theme !== undefined) turn(theme === "light" || theme === "dark" ? theme : "auto");
	}, [theme]);
}
