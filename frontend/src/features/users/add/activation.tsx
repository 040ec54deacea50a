import { Button, Modal } from "@mantine/core";
import { IconCheck, IconCopy, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { useMe, useStatus } from "../../../api/queries";
import { moment } from "../../../app/format";
import css from "./activation.module.css";

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
	const close = () => {
		setCopied(false);
		onClose();
	};
	return (
		<Modal
			closeButtonProps={{ size: 26, "aria-label": t("panel.close") }}
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
							{t("users.activation.print")}
						</Button>
						<Button onClick={close}>{t("users.activation.done")}</Button>
					</div>
					<PrintedSheet activation={activation} />
				</>
			)}
		</Modal>
	);
}

// What the printer gets instead of the page: a sheet to hand over.
function PrintedSheet({ activation }: { activation: api.Activation }) {
	const { t } = useTranslation();
	const me = useMe();
	const status = useStatus();
	const address = location.protocol.startsWith("http") ? location.origin : "";
	return createPortal(
		<div className={css.printed} aria-hidden>
			<p className={css.tenant}>{me.tenantName}</p>
			<h1>{t("users.activation.sheet", { name: activation.name })}</h1>
			<ol>
				<li>{address ? t("users.activation.step.open", { address }) : t("users.activation.step.open_app")}</li>
				{(status.data?.tenants ?? 1) > 1 && <li>{t("users.activation.step.tenant", { tenant: me.tenantSlug })}</li>}
				<li>{t("users.activation.step.login", { login: activation.login })}</li>
				<li>
					{t("users.activation.step.code")}
					<b className={css.printedCode}>{activation.code}</b>
				</li>
				<li>{t("users.activation.step.choose")}</li>
			</ol>
			<p>{t("users.activation.expires", { time: moment(activation.expires) })}</p>
		</div>,
		document.body,
	);
}
