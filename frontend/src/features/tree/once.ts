/** The answer to each key, made when it is first asked for: a line, its branch and
 * the filters ask for the same cell. */
export function once<V>(make: (key: string) => V): (key: string) => V {
	const made = new Map<string, V>();
	return (key) => {
		if (!made.has(key)) made.set(key, make(key));
		return made.get(key) as V;
	};
}
