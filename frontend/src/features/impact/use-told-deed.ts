// A deed that is done at once, without a question before it: what it does to
// people is looked up first, and told in the toast beside its undo.
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Deed, useDeed } from "../../api/queries";
import { type AskImpact, everybody } from "./use-impact";
import { toldWords } from "./words";

interface Told<A, T> extends Deed<A, T> {
	/** The preview of the deed; none where it touches nobody. */
	effect?: ((arg: A) => AskImpact) | undefined;
}

/** useTold asks for an effect and words it; "" when there is none to tell. */
export function useTold(): (ask: AskImpact) => Promise<string> {
	const { t, i18n } = useTranslation();
	return async (ask) => {
		try {
			return toldWords(await ask(everybody), t, i18n);
		} catch {
			return ""; // what the deed itself is refused says more
		}
	};
}

/** useToldDeed is useDeed whose toast tells the effect after the sentence. */
export function useToldDeed<A = void, T = unknown>(fn: (arg: A) => Promise<T>, { effect, done, ...rest }: Told<A, T>) {
	const told = useTold();
	const words = useRef("");
	return useDeed<A, T>(
		async (arg) => {
			words.current = effect ? await told(effect(arg)) : "";
			return fn(arg);
		},
		{
			...rest,
			done: (result, arg) => {
				const text = typeof done === "function" ? done(result, arg) : done;
				return text && [text, words.current].filter(Boolean).join(" ");
			},
		},
	);
}
