// What this browser remembers for the moments before anybody is signed in.
const languageKey = "callgate.language";
const tenantKey = "callgate.tenant";

function get(key: string): string | undefined {
	try {
		return localStorage.getItem(key) ?? undefined;
	} catch {
		return undefined;
	}
}

function set(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// A browser that keeps nothing: asked again next time.
	}
}

export const rememberedLanguage = (): string | undefined => get(languageKey);
export const rememberLanguage = (language: string): void => set(languageKey, language);
export const rememberedTenant = (): string => get(tenantKey) ?? "";
export const rememberTenant = (slug: string): void => set(tenantKey, slug);
