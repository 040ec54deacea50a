import type { TFunction } from "i18next";
import * as Account from "../../wailsjs/go/api/Account";
import * as Addresses from "../../wailsjs/go/api/Addresses";
import * as Audit from "../../wailsjs/go/api/Audit";
import * as Check from "../../wailsjs/go/api/Check";
import * as Checks from "../../wailsjs/go/api/Checks";
import * as Expectations from "../../wailsjs/go/api/Expectations";
import * as Files from "../../wailsjs/go/api/Files";
import * as Hosts from "../../wailsjs/go/api/Hosts";
import * as Impact from "../../wailsjs/go/api/Impact";
import * as Mail from "../../wailsjs/go/api/Mail";
import * as Notices from "../../wailsjs/go/api/Notices";
import * as Requests from "../../wailsjs/go/api/Requests";
import * as Reviews from "../../wailsjs/go/api/Reviews";
import * as Roles from "../../wailsjs/go/api/Roles";
import * as SignIn from "../../wailsjs/go/api/SignIn";
import * as Tenants from "../../wailsjs/go/api/Tenants";
import * as Things from "../../wailsjs/go/api/Things";
import * as Users from "../../wailsjs/go/api/Users";
import type { callgate } from "../../wailsjs/go/models";

/** What a refused call looks like on this side: the server's code, never its sentence. */
export class CallError extends Error {
	readonly code: string;
	readonly field: string | undefined;
	readonly params: Record<string, string>;
	readonly reasons: callgate.Reason[];

	constructor(refusal: callgate.Error) {
		super(refusal.code);
		this.name = "CallError";
		this.code = refusal.code;
		this.field = refusal.field;
		this.params = refusal.params ?? {};
		this.reasons = refusal.reasons ?? [];
	}
}

/**
 * Every call to the program goes through here, in the window and in the
 * browser alike. Both doors hand an error over as a JSON string; anything else
 * that is thrown means that the call never arrived.
 */
export async function ask<T>(call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (thrown) {
		throw refusalOf(thrown);
	}
}

/** Reads whatever a call has thrown as a refusal with a code. */
export function refusalOf(thrown: unknown): CallError {
	if (thrown instanceof CallError) return thrown;
	const text = typeof thrown === "string" ? thrown : thrown instanceof Error ? thrown.message : "";
	if (text.startsWith("{")) {
		try {
			const read: unknown = JSON.parse(text);
			if (isRefusal(read)) return new CallError(read);
		} catch {
			// Not the envelope: treated as unreachable below.
		}
	}
	if (isRefusal(thrown)) return new CallError(thrown);
	return new CallError({ code: "unreachable" });
}

function isRefusal(value: unknown): value is callgate.Error {
	return typeof value === "object" && value !== null && typeof (value as { code?: unknown }).code === "string";
}

/** The sentence of an error in the reader's language. */
export function sentence(error: unknown, t: TFunction): string {
	const refusal = refusalOf(error);
	const shortest = t("error.internal");
	const text = t(`error.${refusal.code}`, { ...refusal.params, defaultValue: shortest });
	const why = refusal.reasons.filter((reason) => !reason.held).map((reason) => reasonSentence(reason, t));
	return why.length > 0 && ["denied", "escalation", "bad_input", "expectation_broken"].includes(refusal.code)
		? `${text} ${why.join(" ")}`
		: text;
}

/** The sentence of one rule that was looked at: held, or not held. */
export function reasonSentence(reason: callgate.Reason, t: TFunction): string {
	const key = `reason.${reason.code}${reason.held ? "" : ".not"}`;
	return t(key, { ...reason.params, defaultValue: t(`reason.${reason.code}`, { ...reason.params }) });
}

type Calls = Record<string, unknown>;

/** Puts ask around each call of a module, so that no call is made without it. */
function asking<M extends object>(module: M): M {
	const calls = Object.entries(module as Calls).filter(([, call]) => typeof call === "function");
	return Object.fromEntries(
		calls.map(([name, call]) => [
			name,
			(...args: unknown[]) => ask(async () => (call as (...a: unknown[]) => Promise<unknown>)(...args)),
		]),
	) as M;
}

/** The program's calls, one object for each module, named as they are there. */
export const modules = {
	signIn: asking(SignIn),
	account: asking(Account),
	users: asking(Users),
	reviews: asking(Reviews),
	roles: asking(Roles),
	hosts: asking(Hosts),
	check: asking(Check),
	audit: asking(Audit),
	tenants: asking(Tenants),
	things: asking(Things),
	files: asking(Files),
	mail: asking(Mail),
	notices: asking(Notices),
	requests: asking(Requests),
	expectations: asking(Expectations),
	impact: asking(Impact),
	checks: asking(Checks),
	addresses: asking(Addresses),
};
