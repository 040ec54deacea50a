import { modules } from "../../api/ask";
import { answers, statusKey, takeStatus } from "../../api/queries";
import { notify } from "../../components/notify";

/** What was asked as one person is nothing to be shown to another. */
export function asAnother(): void {
	answers.removeQueries({ predicate: (query) => query.queryKey[0] !== statusKey[0] });
}

/** Begins to act as a user, or only to look; the page is his from then on. */
export async function begin(id: string, looks: boolean, home: () => void): Promise<void> {
	await (looks ? modules.users.ViewAs(id) : modules.users.ActAs(id));
	await arrive(home);
}

/** Returns to oneself. */
export async function stop(home: () => void, said: string): Promise<void> {
	try {
		await modules.signIn.StopActing();
		await arrive(home);
		notify.done(said);
	} catch (error) {
		notify.refused(error);
	}
}

async function arrive(home: () => void): Promise<void> {
	const status = await modules.signIn.Status();
	takeStatus(status);
	asAnother();
	home();
}
