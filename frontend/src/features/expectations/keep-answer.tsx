import { Button } from "@mantine/core";
import { IconCheck, IconScale } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed, useMay } from "../../api/queries";
import { Section } from "../../components";
import css from "./expectations.module.css";
import { saidWords } from "./words";

/** The answer as a sentence that later saves are checked against. A question
 * about dialling has no such sentence. */
export function KeepAnswer({ answer }: { answer: api.Answer }) {
	const { t, i18n } = useTranslation();
	const may = useMay("security.expectations:write");
	const q = answer.question;
	const open = may && q.dial === "" && (q.anyAddress || q.from !== "");
	const text = [
		q.login,
		answer.allow ? "can" : "cannot",
		q.permission,
		...(q.on ? [q.on] : []),
		...(q.from ? ["from", q.from] : []),
	].join(" ");
	const list = useAsk(["expectations", "list"], () => modules.expectations.List(), { enabled: open });
	const reading = useAsk(["expectations", "read", text, answer.allow], () => modules.expectations.Read(text), {
		enabled: open,
	});
	const keep = useDeed(() => modules.expectations.Add(text, ""), {
		done: (row) => t("expectations.saved", { sentence: saidWords(row.said, t, i18n) }),
		invalidates: [["expectations"], ["status"], ["audit"]],
		undo: (row) => () => modules.expectations.Delete(row.id),
	});
	const said = reading.data?.said;
	if (!open || !said) return null;
	const words = saidWords(said, t, i18n);
	const kept = (list.data?.rows ?? []).some((row) => row.text === said.text);
	return (
		<Section
			title={
				<span className={css.sectionIcon}>
					<IconScale size={16} stroke={1.7} aria-hidden />
					{t("expectations.keep")}
				</span>
			}
		>
			<p className={css.keepWhy}>{t("expectations.keepWhy")}</p>
			{kept ? (
				<p className={css.kept}>
					<IconCheck size={16} stroke={1.8} aria-hidden />
					<span>{t("expectations.isKept", { sentence: words })}</span>
				</p>
			) : (
				<Button
					variant="default"
					size="xs"
					className={css.keepButton}
					loading={keep.isPending}
					onClick={() => keep.mutate()}
				>
					{t("expectations.keepVerb", { sentence: words })}
				</Button>
			)}
		</Section>
	);
}
