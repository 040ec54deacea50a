/** Text with what the search matched marked in it. */
export function Marked({ text, search }: { text: string; search: string }) {
	const needle = search.trim().toLocaleLowerCase();
	const at = needle ? text.toLocaleLowerCase().indexOf(needle) : -1;
	if (at < 0) return <>{text}</>;
	return (
		<>
			{text.slice(0, at)}
			<mark>{text.slice(at, at + needle.length)}</mark>
			{text.slice(at + needle.length)}
		</>
	);
}
