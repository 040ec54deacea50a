import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules } from "../../../api/ask";
import { useDeed } from "../../../api/queries";
import { ConfirmDeed, Mono } from "../../../components";
import { Dialog } from "../../../components/dialog";
import act from "../add/activation.module.css";
import { PrintedSheets } from "../add/sheets";
import { Refusals } from "./bulk-dialogs";
import css from "./list.module.css";

/** Activation codes for everybody ticked: made once, shown once, one sheet of paper each. */
export function ActivateMany({ ids, opened, onClose }: { ids: string[]; opened: boolean; onClose: () => void }) {
	const { t } = useTranslation();
	const [sheet, setSheet] = useState<api.Sheet>();
	const [refused, setRefused] = useState<api.BulkRefusal[]>([]);
	const make = useDeed(() => modules.users.ActivateMany(ids), {
		quiet: true,
		invalidates: [["users"], ["user"]],
		onDone: (made) => {
			if (made.rows.length > 0) setSheet(made);
			else setRefused(made.refused);
		},
	});
	return (
		<>
			<ConfirmDeed
				opened={opened}
				onClose={onClose}
				title={t("sheet.many.title", { count: ids.length })}
				lost={
					<>
						<p>{t("sheet.many.lost")}</p>
						{ids.length > 200 && <p>{t("sheet.many.most")}</p>}
					</>
				}
				verb={t("sheet.many.verb")}
				onConfirm={() => make.mutateAsync()}
			/>
			<Dialog
				opened={sheet !== undefined}
				onClose={() => setSheet(undefined)}
				withCloseButton={false}
				closeOnClickOutside={false}
				closeOnEscape={false}
				title={t("sheet.made", { count: sheet?.rows.length ?? 0 })}
				size={560}
				centered
			>
				{sheet && (
					<>
						<p>{t("users.activation.once")}</p>
						{!sheet.address && <p className={act.note}>{t("sheet.no_address")}</p>}
						<ul className={css.codes}>
							{sheet.rows.map((row) => (
								<li key={row.login}>
									<span>{row.name}</span>
									<Mono>{row.login}</Mono>
									<Mono>{row.code}</Mono>
								</li>
							))}
						</ul>
						{sheet.refused.length > 0 && (
							<button type="button" className={css.refusedLink} onClick={() => setRefused(sheet.refused)}>
								{t("sheet.refused", { count: sheet.refused.length })}
							</button>
						)}
						<div className={act.buttons}>
							<Button variant="default" onClick={() => setSheet(undefined)}>
								{t("sheet.close")}
							</Button>
							<Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()} data-autofocus>
								{t("sheet.print_all", { n: sheet.rows.length })}
							</Button>
						</div>
						<PrintedSheets sheet={sheet} />
					</>
				)}
			</Dialog>
			<Refusals list={refused} onClose={() => setRefused([])} />
		</>
	);
}
