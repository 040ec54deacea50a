import { useEffect, useRef, useState } from "react";
import { ask, type CallError, refusalOf } from "../../api/ask";

/**
 * Begins something once when the page appears. Not a question that may be asked
 * again: each call makes a new key, and the one on the screen must stay.
 */
export function useStart<T>(begin: () => Promise<T>): { data: T | undefined; error: CallError | undefined } {
	const [state, setState] = useState<{ data: T | undefined; error: CallError | undefined }>({
		data: undefined,
		error: undefined,
	});
	const first = useRef(begin);
	useEffect(() => {
		let gone = false;
		ask(first.current).then(
			(data) => gone || setState({ data, error: undefined }),
			(error) => gone || setState({ data: undefined, error: refusalOf(error) }),
		);
		return () => {
			gone = true;
		};
	}, []);
	return state;
}
