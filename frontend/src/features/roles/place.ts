import { useParams, useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import { useGo } from "../../app/go";

/** How the roles are shown. */
export type View = "matrix" | "list";

/** What is being done to a role: its rights or its reach changed, a copy or a new one made. */
export type Work = "edit" | "reach" | "clone" | "add";

interface Place {
	/** The role beside the list; "" = none. */
	id: string;
	view: View;
	work: Work | undefined;
	go: (to: { id?: string; view?: View; work?: Work | undefined }) => void;
	/** The same after a save, when nothing is left to be asked about. */
	leave: (id: string) => void;
}

const works: readonly string[] = ["edit", "reach", "clone", "add"];

/** Where one is among the roles stands in the page's address, so that Back and a reload keep it. */
export function usePlace(): Place {
	// The router leaves the colons of "predefined:sippy:NOC" as they are written in an address.
	const id = decoded(useParams<{ id?: string }>().id ?? "");
	const go = useGo();
	const search = new URLSearchParams(useSearch());
	const view: View = search.get("view") === "list" ? "list" : "matrix";
	const asked = search.get("do") ?? "";
	const work = works.includes(asked) ? (asked as Work) : undefined;
	const address = (to: { id?: string; view?: View; work?: Work | undefined }) => {
		const next = new URLSearchParams();
		if ((to.view ?? view) === "list") next.set("view", "list");
		if (to.work) next.set("do", to.work);
		const role = to.id ?? id;
		return `/roles${role ? `/${encodeURIComponent(role)}` : ""}${next.size > 0 ? `?${next}` : ""}`;
	};
	return {
		id,
		view,
		work,
		go: (to) => go(address(to)),
		leave: (role) => navigate(address({ id: role }), { replace: true }),
	};
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
