import { Button } from "@mantine/core";
import { IconCheck, IconCopy, IconDownload, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveText } from "../../app/download";
import { TickBox } from "../../components";
import { copy } from "./copy";
import styles from "./form.module.css";
import { printLines } from "./print-lines";

interface Props {
	codes: readonly string[];
	login: string;
	/** Told when "I kept them" is ticked. */
	onKept: (kept: boolean) => void;
	kept: boolean;
}

/** Ten codes, shown once: copy, download or print them, then say that they are kept. */
export function RecoveryCodes({ codes, login, kept, onKept }: Props) {
	const { t } = useTranslation();
	const [copied, setCopied] = useState(false);
	const title = t("recovery.file_title", { login });
	const text = [title, "", ...codes, "", t("recovery.file_help"), ""].join("\n");
	return (
		<div className={styles.keep}>
			<ul className={styles.codes} aria-label={t("recovery.list")}>
				{codes.map((code) => (
					<li key={code}>{code}</li>
				))}
			</ul>
			<div className={styles.actions}>
				<Button
					variant="default"
					leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
					onClick={async () => setCopied(await copy(codes.join("\n")))}
				>
					{copied ? t("recovery.copied") : t("recovery.copy")}
				</Button>
				<Button
					variant="default"
					leftSection={<IconDownload size={16} aria-hidden />}
					onClick={() => saveText(`callgate-${login}.txt`, "text/plain", text)}
				>
					{t("recovery.download")}
				</Button>
				<Button
					variant="default"
					leftSection={<IconPrinter size={16} aria-hidden />}
					onClick={() => printLines(title, codes, t("recovery.file_help"))}
				>
					{t("recovery.print")}
				</Button>
			</div>
			<TickBox checked={kept} onChange={(event) => onKept(event.target.checked)}>
				{t("recovery.kept")}
			</TickBox>
		</div>
	);
}
