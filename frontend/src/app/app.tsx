import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { Router } from "wouter";
import { answers } from "../api/queries";
import { Door } from "./door";
import { ErrorBoundary } from "./error-page";
import { Leaving } from "./leaving";
import { theme, variablesResolver } from "./theme";
import { leaveBy } from "./unsaved";

const schemes = localStorageColorSchemeManager({ key: "callgate.theme" });

// The server writes a fresh nonce into the page; Mantine's style elements carry it.
const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

/** The whole page: theme, answers, router and the door everybody passes. */
export function App() {
	return (
		<MantineProvider
			theme={theme}
			cssVariablesResolver={variablesResolver}
			colorSchemeManager={schemes}
			defaultColorScheme="auto"
			getStyleNonce={nonce}
		>
			<QueryClientProvider client={answers}>
				<ErrorBoundary>
					<Router aroundNav={(go, to, options) => leaveBy(() => go(to, options))}>
						<Door />
						<Leaving />
					</Router>
				</ErrorBoundary>
			</QueryClientProvider>
		</MantineProvider>
	);
}
