import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useDeed } from "../../../api/queries";
import { ConfirmDeed } from "../../../components";
import { EffectLine } from "../../impact/effect-line";
import { useImpact } from "../../impact/use-impact";
import { ActivationSheet } from "../add/activation";

const usual = 24;
const longest = 720;

/** Turns Remote Assistance on for some hours; the code is shown once. */
export function TurnOnAssistance({
	detail,
	opened,
	onClose,
}: {
	detail: api.UserDetail;
	opened: boolean;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const [hours, setHours] = useState<number | string>(usual);
	const [made, setMade] = useState<api.Activation>();
	const { id } = detail.user;
	const chosen = Number(hours) || usual;
	const turnOn = useDeed(() => modules.users.Assist(id, chosen), {
		quiet: true,
		invalidates: [["user", id], ["users"], ["audit"]],
		onDone: setMade,
	});
	const impact = useImpact(["assist", id, chosen], (look) => modules.impact.Assist(id, chosen, look), opened);
	return (
		<>
			<ConfirmDeed
				opened={opened}
				onClose={onClose}
				title={t("users.assist.title")}
				lost={t("users.assist.what")}
				verb={t("users.assist.do")}
				harmless
				onConfirm={() => turnOn.mutateAsync()}
			>
				<NumberInput
					label={t("users.assist.hours")}
					value={hours}
					min={1}
					max={longest}
					allowDecimal={false}
					allowNegative={false}
					onChange={setHours}
				/>
				<EffectLine impact={impact} />
			</ConfirmDeed>
			<ActivationSheet activation={made} onClose={() => setMade(undefined)} />
		</>
	);
}
