import * as Desk from "../../wailsjs/go/app/Desk";
import type { api } from "../../wailsjs/go/models";
import { answers, statusKey } from "../api/queries";

/**
 * Hands a file over to whoever asked for it: the browser keeps it, the window
 * asks where. The answer is its name there, "" when he thought better of it.
 */
export async function save(file: api.File): Promise<string> {
	if (inWindow()) return (await Desk.Save(file.name, file.base64)).replace(/^.*[/\\]/, "");
	keep(
		file.name,
		new Blob([Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0))], { type: file.type }),
	);
	return file.name;
}

/** The same for text made on the page. */
export async function saveText(name: string, type: string, content: string): Promise<void> {
	if (inWindow()) {
		const bytes = new TextEncoder().encode(content);
		await Desk.Save(name, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
		return;
	}
	keep(name, new Blob([content], { type }));
}

const inWindow = () => answers.getQueryData<api.Status>(statusKey)?.desktop === true;

function keep(name: string, content: Blob): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(content);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
