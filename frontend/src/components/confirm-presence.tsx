import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { modules, sentence } from "../api/ask";
import { useDeed } from "../api/queries";
import { Dialog } from "./dialog";

interface Props {
	opened: boolean;
	onClose: () => void;
	onConfirmed: () => void;
}

/** Asks for the password once more, before the few acts that could lock somebody out. */
export function ConfirmPresence({ opened, onClose, onConfirmed }: Props) {
	const { t } = useTranslation();
	const [password, setPassword] = useState("");
	const confirm = useDeed(() => modules.account.Confirm(password), {
		quiet: true,
		onDone: () => {
			setPassword("");
			onConfirmed();
		},
	});
	return (
		<Dialog opened={opened} onClose={onClose} title={t("presence.title")} centered>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					confirm.mutate();
				}}
			>
				<p>{t("presence.why")}</p>
				<PasswordInput
					data-autofocus
					mt={12}
					label={t("presence.password")}
					autoComplete="current-password"
					value={password}
					error={confirm.error ? sentence(confirm.error, t) : undefined}
					onChange={(event) => setPassword(event.currentTarget.value)}
				/>
				<Button type="submit" mt={16} loading={confirm.isPending} disabled={password === ""}>
					{t("presence.continue")}
				</Button>
			</form>
		</Dialog>
	);
}
