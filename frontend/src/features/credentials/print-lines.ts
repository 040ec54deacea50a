import styles from "./print.module.css";

/** Prints a title, some lines and a word of help, and nothing else of the page. */
export function printLines(title: string, lines: readonly string[], help: string): void {
	const sheet = document.createElement("section");
	sheet.className = styles.sheet!;
	const add = (tag: string, text: string) => {
		const node = document.createElement(tag);
		node.textContent = text;
		sheet.append(node);
	};
	add("h1", title);
	add("pre", lines.join("\n"));
	add("p", help);
	document.body.append(sheet);
	const done = () => sheet.remove();
	window.addEventListener("afterprint", done, { once: true });
	window.print();
}
