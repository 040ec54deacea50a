import type { api } from "../../wailsjs/go/models";

/** Hands a file over to whoever asked for it: the browser keeps it, the window asks where. */
export function save(file: api.File): void {
	const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
	saveText(file.name, file.type, bytes);
}

/** The same for text made on the page. */
export function saveText(name: string, type: string, content: BlobPart): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([content], { type }));
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
