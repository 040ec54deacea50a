// A login proposed while a name is typed. Only a proposal: the server checks
// what is sent, and makes the same one for imports.

const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th", ð: "d", ı: "i" };

/** "Isolde", "Marchetti-Brandt" become "isolde.marchetti-brandt". */
export function loginFrom(first: string, last: string): string {
	return [first, last].map(plain).filter(Boolean).join(".");
}

function plain(name: string): string {
	return name
		.toLowerCase()
		.replace(/[ßæœøđłþðı]/g, (letter) => letters[letter] ?? "")
		.normalize("NFKD")
		.replace(/\p{Mark}/gu, "")
		.trim()
		.replace(/[\s'’]+/g, "-")
		.replace(/[^a-z0-9-]/g, "")
		.replace(/^-+|-+$/g, "");
}
