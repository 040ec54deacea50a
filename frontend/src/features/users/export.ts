import { modules } from "../../api/ask";
import { save } from "../../app/download";
import { notify } from "../../components";

/** The formats people can be taken out in. */
export const exportFormats = ["callgate-csv", "xlsx", "json"] as const;

/** Takes all people out (no ids), or some, as a file. */
export async function exportUsers(format: string, ids: string[], words: (name: string) => string): Promise<void> {
	try {
		const file = (await modules.files.ExportUsers({ format, ids })).file;
		save(file);
		notify.done(words(file.name));
	} catch (refused) {
		notify.refused(refused);
	}
}
