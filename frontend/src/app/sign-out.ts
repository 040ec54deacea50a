import { modules } from "../api/ask";
import { takeStatus } from "../api/queries";
import { notify } from "../components/notify";

/** Ends the session; the page shows the sign-in page then. */
export async function signOut(): Promise<void> {
	try {
		takeStatus(await modules.signIn.SignOut());
	} catch (error) {
		notify.refused(error);
	}
}
