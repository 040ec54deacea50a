import { Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { memo, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import type { api } from "../../wailsjs/go/models";
import { useChanges } from "../api/events";
import { PressMenu } from "../components/press-menu";
import { Toasts } from "../components/toasts";
import { ActingBanner, useReturned } from "../features/acting/banner";
import { Asking } from "./asking";
import { BottomBar } from "./bottom-bar";
import { Brand } from "./brand";
import { ErrorBoundary, NotFound } from "./error-page";
import { number } from "./format";
import { useGo } from "./go";
import { Palette } from "./palette";
import { Refused } from "./refused";
import { fetchAhead, groups, pageAt, pages } from "./routes";
import styles from "./shell.module.css";
import { signOut } from "./sign-out";
import { TopBar } from "./top-bar";

/** The frame around every page: rail, top bar, sheet. */
export function Shell({ status }: { status: api.Status }) {
	const { t } = useTranslation();
	const me = status.me!;
	const [path, go] = useLocation();
	const page = pageAt(path);
	const mine = pages.filter((each) => me.pages.includes(each.name));
	const start = pages.find((each) => each.name === me.startPage) ?? mine[0];
	useChanges();
	useReturned(me);
	const names = me.pages.join();
	useEffect(() => fetchAhead(names.split(",")), [names]);
	useEffect(() => {
		document.title = page ? `${t(`page.${page.name}`)} · Callgate` : "Callgate";
	}, [page, t]);

	return (
		<div className={styles.frame} data-banner={Boolean(me.impersonator) || status.plainHttp || undefined}>
			<a className={styles.skip} href="#sheet">
				{t("shell.skip")}
			</a>
			<Banner status={status} />
			<Top status={status} />
			<Rail me={me} current={page?.name} />
			<main className={styles.sheet} id="sheet" tabIndex={-1}>
				<ErrorBoundary inside key={page?.name}>
					<Suspense fallback={<Skeleton />}>
						<Switch>
							<Route path="/">{start ? <Redirect to={start.path} replace /> : null}</Route>
							{mine.flatMap((each) =>
								each.routes.map((route) => <Route key={route} path={route} component={each.view} />),
							)}
							<Route>
								{page ? (
									<Refused page={page.name} />
								) : (
									<NotFound home={start ? t(`page.${start.name}`) : ""} onHome={() => go(start?.path ?? "/")} />
								)}
							</Route>
						</Switch>
					</Suspense>
				</ErrorBoundary>
			</main>
			<Bottom me={me} current={page?.name} />
			<Over me={me} />
		</div>
	);
}

// What stands around the page is drawn anew only for what changes in it: a page
// is opened by drawing that page.
const Top = memo(TopBar);
const Bottom = memo(BottomBar);

const Over = memo(function Over({ me }: { me: api.Me }) {
	return (
		<>
			<Toasts />
			<Asking />
			<Palette me={me} />
		</>
	);
});

const Rail = memo(function Rail({ me, current }: { me: api.Me; current: string | undefined }) {
	const { t } = useTranslation();
	return (
		<nav className={styles.rail} aria-label={t("shell.pages")}>
			<b className={styles.tenant}>
				<Brand name={me.tenantName}>{me.tenantName}</Brand>
			</b>
			{groups.map((group) => {
				const inside = pages.filter((page) => page.group === group && me.pages.includes(page.name));
				if (inside.length === 0) return null;
				return (
					<div className={styles.group} key={group}>
						<span className={styles.groupName} id={`rail-${group}`}>
							{t(`shell.group.${group}`)}
						</span>
						<ul aria-labelledby={`rail-${group}`}>
							{inside.map((page) => {
								const count = page.count ? me.counts?.[page.count] : undefined;
								return (
									<li key={page.name}>
										<Link
											href={page.path}
											className={styles.page}
											aria-current={page.name === current ? "page" : undefined}
											title={t(`page.${page.name}`)}
											onPointerEnter={() => void page.ahead()}
											onFocus={() => void page.ahead()}
										>
											<page.icon size={16} stroke={1.7} />
											<span className={styles.pageName}>{t(`page.${page.name}`)}</span>
											{count !== undefined && <span className={styles.count}>{number(count)}</span>}
										</Link>
									</li>
								);
							})}
						</ul>
					</div>
				);
			})}
			<div className={styles.grow} />
			<UserMenu me={me} />
		</nav>
	);
});

const UserMenu = memo(function UserMenu({ me }: { me: api.Me }) {
	const { t } = useTranslation();
	const go = useGo();
	return (
		<PressMenu
			position="top-start"
			width={180}
			target={
				<button type="button" className={styles.me}>
					<span className={styles.initials} aria-hidden>
						{initials(me.name)}
					</span>
					<span className={styles.myName}>{me.name}</span>
					<span className="unseen">{t("shell.me")}</span>
				</button>
			}
		>
			<Menu.Item leftSection={<IconUserCircle size={16} stroke={1.7} />} onClick={() => go("/account")}>
				{t("page.account")}
			</Menu.Item>
			<Menu.Item leftSection={<IconLogout size={16} stroke={1.7} />} onClick={() => void signOut()}>
				{t("shell.sign_out")}
			</Menu.Item>
		</PressMenu>
	);
});

// What must not be overlooked stands above all: acting as somebody else, no encryption.
function Banner({ status }: { status: api.Status }) {
	const { t } = useTranslation();
	if (status.me?.impersonator) return <ActingBanner me={status.me} />;
	if (!status.plainHttp) return null;
	return (
		<div className={styles.banner} role="status">
			{t("shell.plain_http")}
		</div>
	);
}

/** Grey bars while a page is fetched; they show after 300 ms. */
function Skeleton() {
	const { t } = useTranslation();
	return (
		<div className={styles.skeleton}>
			<span className="unseen">{t("shell.loading")}</span>
			{["a", "b", "c", "d", "e", "f"].map((bar) => (
				<span key={bar} />
			))}
		</div>
	);
}

function initials(name: string): string {
	const words = name.split(/[\s.]+/).filter(Boolean);
	return [words[0], words.length > 1 ? words[words.length - 1] : ""]
		.map((word) => [...(word ?? "")][0] ?? "")
		.join("")
		.toLocaleUpperCase();
}
