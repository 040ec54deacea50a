import type { callgate } from "../../../wailsjs/go/models";

/** The words of a language that a typed question is made of, each a list with
 * spaces between; but for those that ask, beginnings are enough. */
export interface QuestionWords {
	/** may, can */
	ask: string;
	queue: string;
	extension: string;
	number: string;
	/** listen, play */
	listen: string;
	log: string;
	from: string;
}

const list = (words: string) => words.toLocaleLowerCase().split(" ");

/** Reads what a person types into the search field of the frame, such as
 * "may sam listen to queue 600?": a login beside the word that asks, an entity,
 * an address. Undefined when it is no question. */
export function typedQuestion(text: string, words: QuestionWords): Partial<callgate.Question> | undefined {
	const tokens = text
		.toLocaleLowerCase()
		.split(/[\s,?¿!？，“”"«»]+/)
		.filter(Boolean);
	const asks = (token: string) => list(words.ask).some((word) => isWord(token, word));
	const at = tokens.findIndex(asks);
	if (at < 0 || at === tokens.length - 1) return undefined; // "Ada May" is a name
	// The login follows the word that asks, or stands before it.
	const login = at > 0 ? tokens[at - 1] : tokens.slice(at).find((token) => !asks(token));
	if (!login) return undefined;
	const q: Partial<callgate.Question> = { login };
	const said = tokens.filter((token) => token !== login).join(" ");
	for (const kind of ["queue", "extension", "number"] as const) {
		const found = list(words[kind])
			.map((word) => after(said, word)?.match(/^\p{L}*\s*(\+?\d+)/u)?.[1])
			.find(Boolean);
		if (found) q.on = `${kind}:${found}`;
	}
	const has = (stems: string) => list(stems).some((stem) => said.includes(stem));
	const permission = /(?:^|\s)([a-z_]+(?:\.[a-z_]+)*:(?:read|write|delete|use))(?:\s|$)/.exec(said)?.[1];
	if (permission) q.permission = permission;
	else if (has(words.listen)) q.permission = "calls.recording:read";
	else if (has(words.log)) q.permission = "calls.log:read";
	const from = list(words.from)
		.map((word) => after(said, word)?.match(/^\s*([0-9a-f]*[.:][0-9a-f.:]+)/)?.[1])
		.find(Boolean);
	if (from) q.from = from;
	return q;
}

/** "peut-il" begins with the word "peut", "candice" does not with "can"; where
 * words stand without spaces the beginning is enough. */
function isWord(token: string, word: string): boolean {
	return token === word || token.startsWith(`${word}-`) || (/^\p{Script=Han}/u.test(word) && token.startsWith(word));
}

/** What follows a word, where the word is there. */
function after(text: string, word: string): string | undefined {
	const at = text.indexOf(word);
	return at < 0 ? undefined : text.slice(at + word.length);
}
