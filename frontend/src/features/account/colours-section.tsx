import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { Section } from "../../components";
import { ColourEditor } from "../colours/editor";
import styles from "./account.module.css";

/** One's own status colours over those of the tenant. */
export function ColoursSection({ may }: { may: boolean }) {
	const set = useAsk(["account", "colours"], modules.account.Colours);
	if (!set.data) return null;
	return <Colours key={JSON.stringify(set.data.own)} set={set.data} may={may} />;
}

function Colours({ set, may }: { set: api.ColourSet; may: boolean }) {
	const { t } = useTranslation();
	const [draft, setDraft] = useState(set.own ?? {});
	const save = useDeed((to: Record<string, string>) => modules.account.SetColours(to), {
		quiet: true,
		done: t("colours.saved"),
		undo: () => () => modules.account.SetColours(set.own ?? {}),
		invalidates: [["account"], ["user"]],
	});
	const changed = JSON.stringify(draft) !== JSON.stringify(set.own ?? {});
	return (
		<Section title={t("colours.title")} count={may ? undefined : t("account.not_yours")}>
			<ColourEditor
				states={set.states ?? []}
				usual={{ ...set.product, ...set.tenant }}
				value={draft}
				disabled={!may}
				onChange={setDraft}
			/>
			{may && (
				<div className={styles.buttons}>
					<Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate(draft)}>
						{t("colours.save")}
					</Button>
					<Button variant="default" disabled={Object.keys(set.own ?? {}).length === 0} onClick={() => save.mutate({})}>
						{t("colours.defaults")}
					</Button>
				</div>
			)}
			{save.error && (
				<p className={styles.why} role="alert">
					{sentence(save.error, t)}
				</p>
			)}
		</Section>
	);
}
