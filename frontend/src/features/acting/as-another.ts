import { modules } from "../../api/ask";
import { takeStatus } from "../../api/queries";
import { notify } from "../../components/notify";

/** Begins to act as a user, or only to look; the page is his from then on. */
export async function begin(id: string, looks: boolean, home: () => void): Promise<void> {
	await (looks ? modules.users.ViewAs(id) : modules.users.ActAs(id));
	await arrive(home);
}

/** Returns to oneself. */
export async function stop(home: () => void, said: string): Promise<void> {
	stopping = true;
	try {
		await modules.signIn.StopActing();
		await arrive(home);
		notify.done(said);
	} catch (error) {
		notify.refused(error);
	} finally {
		setTimeout(() => {
			stopping = false;
		});
	}
}

let stopping = false;

/** Whether the return to oneself that shows now was asked for. */
export const isStopping = () => stopping;

async function arrive(home: () => void): Promise<void> {
	// The door drops what was asked as the one before.
	takeStatus(await modules.signIn.Status());
	home();
}
