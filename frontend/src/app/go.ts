import { useCallback } from "react";
import { useRouter } from "wouter";
import { navigate } from "wouter/use-browser-location";

/** Leads to another address, asking first where changes are unsaved. Unlike
 * useLocation it does not have its component drawn anew whenever the address changes. */
export function useGo(): (to: string, options?: { replace?: boolean; state?: unknown }) => void {
	const router = useRouter();
	return useCallback((to, options) => router.aroundNav(navigate, to, options), [router]);
}
