import type { ReactNode } from "react";
import type { api } from "../../../wailsjs/go/models";

/** What every step of signing in is drawn with. */
export interface StepProps {
	frame: { steps: string[]; at: number; label: string };
	status: api.Status;
	foot: ReactNode;
	onStatus: (status: api.Status) => void;
}
