import { Button } from "@mantine/core";
import { IconCheck, IconCopy, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useAsk } from "../../../api/queries";
import { moment } from "../../../app/format";
import { Dialog } from "../../../components/dialog";
import css from "./activation.module.css";
import { PrintedSheets } from "./sheets";

/** A one-time code: shown once, to copy or to print and hand over. */
export function ActivationSheet({
	activation,
	onClose,
}: {
	activation: api.Activation | undefined;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const [copied, setCopied] = useState(false);
	const head = useAsk(["sheet"], modules.users.SheetHead, { enabled: activation !== undefined });
	const close = () => {
		setCopied(false);
		onClose();
	};
	return (
		<Dialog
			opened={activation !== undefined}
			onClose={close}
			title={t("users.activation.title", { name: activation?.name })}
			size={480}
			centered
			closeOnClickOutside={false}
		>
			{activation && (
				<>
					<p>{t("users.activation.once")}</p>
					<output className={css.code} aria-label={t("users.activation.code")}>
						{activation.code}
					</output>
					<p className={css.note}>{t("users.activation.expires", { time: moment(activation.expires) })}</p>
					<div className={css.buttons}>
						<Button
							variant="default"
							leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
							onClick={async () => {
								await navigator.clipboard.writeText(activation.code);
								setCopied(true);
							}}
						>
							{t(copied ? "users.activation.copied" : "users.activation.copy")}
						</Button>
						<Button
							variant="default"
							leftSection={<IconPrinter size={16} aria-hidden />}
							onClick={() => window.print()}
						>
							{t("sheet.print")}
						</Button>
						<Button onClick={close}>{t("users.activation.done")}</Button>
					</div>
					{head.data && <PrintedSheets sheet={{ ...head.data, rows: [activation] }} />}
				</>
			)}
		</Dialog>
	);
}
