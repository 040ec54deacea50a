import { Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { modules } from "../api/ask";
import { useDeed } from "../api/queries";
import { ConfirmDeed } from "../components";
import { askFor, useWish, type Wish } from "../components/ask-for";
import { entityName } from "../features/tree/entity-name";
import { rightPhrase } from "../features/tree/names";

/** "Ask for this": the question after a refusal. */
export function Asking() {
	const { t, i18n } = useTranslation();
	const wish = useWish();
	// What is asked for stays drawn while the question closes.
	const [shown, setShown] = useState<Wish>({ permission: "", entity: "" });
	const [reason, setReason] = useState("");
	useEffect(() => {
		if (!wish) return;
		setShown(wish);
		setReason("");
	}, [wish]);
	const ask = useDeed(() => modules.requests.Ask(shown.permission, shown.entity, reason), {
		done: t("ask.sent"),
		quiet: true,
		invalidates: [["requests"]],
	});
	const right = shown.permission ? rightPhrase(t, i18n, shown.permission) : "";
	return (
		<ConfirmDeed
			opened={wish !== undefined}
			onClose={() => askFor(undefined)}
			title={t("ask.title", { right })}
			lost={
				<>
					{shown.entity && <p>{t("requests.on", { entity: entityName(t, shown.entity) })}</p>}
					<p>{t("ask.lead")}</p>
				</>
			}
			verb={t("ask.send")}
			harmless
			onConfirm={() => ask.mutateAsync()}
		>
			<Textarea
				label={t("ask.reason")}
				value={reason}
				maxLength={500}
				autosize
				minRows={2}
				maxRows={6}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
		</ConfirmDeed>
	);
}
