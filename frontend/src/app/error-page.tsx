import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../api/ask";
import styles from "./error-page.module.css";
import { Logo } from "./logo";

/** The whole page is missing: what happened, what to do. */
export function ErrorPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
	const { t } = useTranslation();
	return (
		<main className={styles.page}>
			<Logo />
			<h1>{t("shell.error.title")}</h1>
			<p role="alert">{sentence(error, t)}</p>
			<Button onClick={onRetry}>{t("shell.error.retry")}</Button>
		</main>
	);
}

/** There is no page at this address, or not for this user: the answer is the same. */
export function NotFound({ home, onHome }: { home: string; onHome: () => void }) {
	const { t } = useTranslation();
	return (
		<div className={styles.inside}>
			<h1>{t("shell.not_found.title")}</h1>
			<p>{t("shell.not_found.why")}</p>
			<Button variant="default" onClick={onHome}>
				{t("shell.not_found.home", { page: home })}
			</Button>
		</div>
	);
}

/** A part of the page failed while drawing; the rest stays usable. */
export class ErrorBoundary extends Component<{ children: ReactNode; inside?: boolean }, { failed: boolean }> {
	state = { failed: false };

	static getDerivedStateFromError() {
		return { failed: true };
	}

	render() {
		if (!this.state.failed) return this.props.children;
		return <Broken inside={this.props.inside} />;
	}
}

function Broken({ inside }: { inside?: boolean }) {
	const { t } = useTranslation();
	return (
		<div className={inside ? styles.inside : styles.page}>
			{!inside && <Logo />}
			<h1>{t("shell.broken.title")}</h1>
			<p role="alert">{t("shell.broken.why")}</p>
			<Button onClick={() => location.reload()}>{t("shell.broken.reload")}</Button>
		</div>
	);
}
