import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { CodeField } from "../../components";
import { copy } from "./copy";
import styles from "./form.module.css";
import { Wrong } from "./wrong";

interface Props {
	enrolment: api.Enrolment | undefined;
	code: string;
	onCode: (code: string) => void;
	onFull?: (code: string) => void;
	error?: unknown;
	busy?: boolean;
}

/** A picture to scan, the key to type instead, and the code that proves it worked. */
export function Enrol({ enrolment, code, onCode, onFull, error, busy }: Props) {
	const { t } = useTranslation();
	const [copied, setCopied] = useState(false);
	const key = enrolment?.key ?? "";
	return (
		<div>
			<div className={styles.enrol}>
				{enrolment ? (
					<img className={styles.qr} src={enrolment.qr} alt={t("enrol.picture")} width={236} height={236} />
				) : (
					<span className={styles.qr} />
				)}
				<div className={styles.ways}>
					<h2>{t("enrol.scan")}</h2>
					<p>{t("enrol.scan_how")}</p>
					<hr />
					<h2>{t("enrol.type")}</h2>
					<span className={styles.key}>{key.replace(/(.{4})/g, "$1 ").trim()}</span>
					<Button
						variant="default"
						size="xs"
						leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
						disabled={!key}
						onClick={async () => setCopied(await copy(key))}
					>
						{copied ? t("enrol.copied") : t("enrol.copy")}
					</Button>
				</div>
			</div>
			<h2 className={styles.then}>{t("enrol.then")}</h2>
			<CodeField
				value={code}
				onChange={onCode}
				onFull={onFull}
				label={t("enrol.then")}
				wrong={Boolean(error)}
				describedBy={error ? "enrol-wrong" : undefined}
				disabled={busy}
			/>
			{Boolean(error) && (
				<div className={styles.actions}>
					<Wrong error={error} id="enrol-wrong" />
				</div>
			)}
		</div>
	);
}
