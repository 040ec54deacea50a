import {
	IconClipboardCheck,
	IconEye,
	IconHelpHexagon,
	IconHistory,
	IconHourglass,
	IconListCheck,
	IconMailQuestion,
	IconMapPin,
	IconPhoneCall,
	IconScale,
	IconSettings,
	IconShieldHalf,
	IconUserCircle,
	IconUsers,
} from "@tabler/icons-react";
import { type ComponentType, lazy, useState } from "react";

type Icon = ComponentType<{ size?: number; stroke?: number }>;

/** One page of the product: its name in Me.pages, its address, where it stands in the rail. */
export interface Page {
	name: string;
	path: string;
	/** Patterns the router knows it by. */
	routes: readonly string[];
	/** The group of the rail it stands in; none = not in the rail. */
	group?: "people" | "access" | "record";
	icon: Icon;
	/** Whose count of Me.counts stands beside it. */
	count?: string;
	view: ComponentType;
	/** Fetches what draws it. */
	fetch: () => Promise<unknown>;
	/** The same, and begins to ask what it asks first. */
	ahead: () => Promise<unknown>;
}

/** The file of a page. */
interface PageFile {
	default: ComponentType;
	/** Asks what the page asks first; the answers wait for it. */
	ask?: () => unknown;
}

// A page that was fetched is drawn in the frame of the press. Left to lazy()
// alone it would show its fallback first, which React keeps for 300 ms.
function drawn(file: () => Promise<PageFile>): Pick<Page, "view" | "fetch" | "ahead"> {
	let here: ComponentType | undefined;
	const fetched = () =>
		file().then((page) => {
			here = page.default;
			return page;
		});
	const Later = lazy(fetched);
	return {
		view: function View() {
			const [Shown] = useState<ComponentType>(() => here ?? Later);
			return <Shown />;
		},
		// When it cannot be had, the visit itself tells why.
		fetch: () => fetched().catch(() => undefined),
		ahead: () =>
			fetched().then(
				(page) => page.ask?.(),
				() => undefined,
			),
	};
}

/** Fetches pages one by one while the browser has nothing else to do; gives back what stops it. */
export function fetchAhead(names: readonly string[]): () => void {
	let stopped = false;
	const rest = () =>
		new Promise<void>((done) => {
			if ("requestIdleCallback" in window) requestIdleCallback(() => done(), { timeout: 2000 });
			else setTimeout(done, 50);
		});
	void (async () => {
		for (const page of pages.filter((each) => names.includes(each.name))) {
			await rest();
			if (stopped) return;
			await page.fetch();
		}
	})();
	return () => {
		stopped = true;
	};
}

/** Every page, in the order of the rail. A new page is one entry. */
export const pages: readonly Page[] = [
	{
		name: "users",
		path: "/users",
		routes: ["/users/:id?/:tab?"],
		group: "people",
		icon: IconUsers,
		count: "users",
		...drawn(() => import("../features/users/page")),
	},
	{
		name: "roles",
		path: "/roles",
		routes: ["/roles/:id?"],
		group: "people",
		icon: IconShieldHalf,
		count: "roles",
		...drawn(() => import("../features/roles/page")),
	},
	{
		name: "why",
		path: "/why",
		routes: ["/why"],
		group: "access",
		icon: IconHelpHexagon,
		...drawn(() => import("../features/why/page")),
	},
	{
		name: "hosts",
		path: "/hosts",
		routes: ["/hosts"],
		group: "access",
		icon: IconMapPin,
		count: "hosts",
		...drawn(() => import("../features/hosts/page")),
	},
	{
		name: "expectations",
		path: "/expectations",
		routes: ["/expectations"],
		group: "access",
		icon: IconScale,
		count: "expectations",
		...drawn(() => import("../features/expectations/page")),
	},
	{
		name: "reviews",
		path: "/reviews",
		routes: ["/reviews/:id?"],
		group: "people",
		icon: IconClipboardCheck,
		...drawn(() => import("../features/reviews/page")),
	},
	{
		name: "things",
		path: "/things",
		routes: ["/things"],
		group: "people",
		icon: IconPhoneCall,
		...drawn(() => import("../features/things/page")),
	},
	{
		name: "checks",
		path: "/checks",
		routes: ["/checks"],
		group: "access",
		icon: IconListCheck,
		...drawn(() => import("../features/checks/page")),
	},
	{
		name: "access",
		path: "/access",
		routes: ["/access"],
		group: "access",
		icon: IconEye,
		...drawn(() => import("../features/access/page")),
	},
	{
		name: "requests",
		path: "/requests",
		routes: ["/requests"],
		group: "people",
		icon: IconMailQuestion,
		count: "requests",
		...drawn(() => import("../features/requests/page")),
	},
	{
		name: "ends",
		path: "/ends",
		routes: ["/ends"],
		group: "people",
		icon: IconHourglass,
		...drawn(() => import("../features/ends/page")),
	},
	{
		name: "audit",
		path: "/audit",
		routes: ["/audit"],
		group: "record",
		icon: IconHistory,
		...drawn(() => import("../features/audit/page")),
	},
	{
		name: "settings",
		path: "/settings",
		routes: ["/settings"],
		group: "record",
		icon: IconSettings,
		...drawn(() => import("../features/settings/page")),
	},
	{
		name: "account",
		path: "/account",
		routes: ["/account"],
		icon: IconUserCircle,
		...drawn(() => import("../features/account/page")),
	},
];

/** The groups of the rail, in order. */
export const groups = ["people", "access", "record"] as const;

/** The page an address belongs to. */
export function pageAt(path: string): Page | undefined {
	return pages.find((page) => path === page.path || path.startsWith(`${page.path}/`));
}
