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
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

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
	view: LazyExoticComponent<ComponentType>;
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
		view: lazy(() => import("../features/users/page")),
	},
	{
		name: "roles",
		path: "/roles",
		routes: ["/roles/:id?"],
		group: "people",
		icon: IconShieldHalf,
		count: "roles",
		view: lazy(() => import("../features/roles/page")),
	},
	{
		name: "why",
		path: "/why",
		routes: ["/why"],
		group: "access",
		icon: IconHelpHexagon,
		view: lazy(() => import("../features/why/page")),
	},
	{
		name: "hosts",
		path: "/hosts",
		routes: ["/hosts"],
		group: "access",
		icon: IconMapPin,
		count: "hosts",
		view: lazy(() => import("../features/hosts/page")),
	},
	{
		name: "expectations",
		path: "/expectations",
		routes: ["/expectations"],
		group: "access",
		icon: IconScale,
		count: "expectations",
		view: lazy(() => import("../features/expectations/page")),
	},
	{
		name: "reviews",
		path: "/reviews",
		routes: ["/reviews/:id?"],
		group: "people",
		icon: IconClipboardCheck,
		view: lazy(() => import("../features/reviews/page")),
	},
	{
		name: "things",
		path: "/things",
		routes: ["/things"],
		group: "people",
		icon: IconPhoneCall,
		view: lazy(() => import("../features/things/page")),
	},
	{
		name: "checks",
		path: "/checks",
		routes: ["/checks"],
		group: "access",
		icon: IconListCheck,
		view: lazy(() => import("../features/checks/page")),
	},
	{
		name: "access",
		path: "/access",
		routes: ["/access"],
		group: "access",
		icon: IconEye,
		view: lazy(() => import("../features/access/page")),
	},
	{
		name: "requests",
		path: "/requests",
		routes: ["/requests"],
		group: "people",
		icon: IconMailQuestion,
		count: "requests",
		view: lazy(() => import("../features/requests/page")),
	},
	{
		name: "ends",
		path: "/ends",
		routes: ["/ends"],
		group: "people",
		icon: IconHourglass,
		view: lazy(() => import("../features/ends/page")),
	},
	{
		name: "audit",
		path: "/audit",
		routes: ["/audit"],
		group: "record",
		icon: IconHistory,
		view: lazy(() => import("../features/audit/page")),
	},
	{
		name: "settings",
		path: "/settings",
		routes: ["/settings"],
		group: "record",
		icon: IconSettings,
		view: lazy(() => import("../features/settings/page")),
	},
	{
		name: "account",
		path: "/account",
		routes: ["/account"],
		icon: IconUserCircle,
		view: lazy(() => import("../features/account/page")),
	},
];

/** The groups of the rail, in order. */
export const groups = ["people", "access", "record"] as const;

/** The page an address belongs to. */
export function pageAt(path: string): Page | undefined {
	return pages.find((page) => path === page.path || path.startsWith(`${page.path}/`));
}
