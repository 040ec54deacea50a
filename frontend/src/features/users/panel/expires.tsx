import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { sentence } from "../../../api/ask";
import { endDay, lastDay, until } from "../../../app/days";
import { DateField, Field } from "../../../components";

interface Props {
	user: callgate.User;
	locked: boolean;
	save: (save: { to: api.Profile; back: api.Profile; field: string }) => Promise<unknown>;
}

/** The last day somebody may sign in on; saves at once. */
export function Expires({ user, locked, save }: Props) {
	const { t } = useTranslation();
	const [error, setError] = useState<unknown>();
	const field = t("users.field.expires");
	const within = user.expires !== "" && lastDay(user.expires) === "";
	const help = user.expires === "" ? t("users.expires.never") : within ? until(user.expires) : undefined;
	return (
		<Field label={field} help={help}>
			<DateField
				ends
				unseen
				size="xs"
				label={field}
				value={endDay(user.expires)}
				disabled={locked}
				error={error === undefined ? undefined : sentence(error, t)}
				onChange={(expires) => {
					save({ to: { expires }, back: { expires: user.expires }, field }).then(() => setError(undefined), setError);
				}}
			/>
		</Field>
	);
}
