import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed, useMay } from "../../api/queries";
import { moment, when } from "../../app/format";
import { Mono, Section } from "../../components";
import { Refusal } from "../../components/refusal";
import styles from "./settings.module.css";

/** Addresses that may not sign in for a while, and the way to let one try again. */
export function HeldAddresses() {
	const { t } = useTranslation();
	const may = useMay("security.sign_in:read");
	const held = useAsk(["addresses"], modules.addresses.Held, { enabled: may, refetchInterval: 30_000 });
	const release = useDeed((row: api.HeldAddress) => modules.addresses.Release(row.address), {
		done: (_, row) => t("settings.held.released", { address: row.address }),
		invalidates: [["addresses"], ["audit"]],
	});
	if (!may) return null;
	const rows = held.data?.rows ?? [];
	const mayRelease = held.data?.can.includes("write");
	return (
		<Section title={t("settings.held")} count={rows.length > 0 ? rows.length : undefined}>
			<p className={styles.lead}>{t("settings.held.lead")}</p>
			{held.error && <Refusal error={held.error} />}
			{held.data && rows.length === 0 && <p className={styles.help}>{t("settings.held.none")}</p>}
			<ul className={styles.held}>
				{rows.map((row) => (
					<li key={row.address}>
						<Mono>{row.address}</Mono>
						<span>{t("settings.held.failures", { count: row.failures })}</span>
						<time dateTime={row.until} title={moment(row.until)}>
							{t("settings.held.until", { time: when(row.until) })}
						</time>
						{mayRelease && (
							<Button
								size="xs"
								variant="default"
								aria-label={t("settings.held.release_one", { address: row.address })}
								onClick={() => release.mutate(row)}
							>
								{t("settings.held.release")}
							</Button>
						)}
					</li>
				))}
			</ul>
		</Section>
	);
}
