import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { modules } from "../api/ask";
import { useAsk } from "../api/queries";
import { askFor, EmptyState, PageHead } from "../components";
import { rightName } from "../features/tree/names";

/** A page that is there, but not for this user: what it takes, and how to ask for it. */
export function Refused({ page }: { page: string }) {
	const { t, i18n } = useTranslation();
	const asks = useAsk(["requests", "page", page], () => modules.requests.Page(page));
	const name = t(`page.${page}`);
	const right = asks.data?.permission;
	return (
		<>
			<PageHead title={name} />
			<EmptyState
				why={
					<>
						{t("ask.page.title", { page: name })}. {right && t("ask.page.why", { right: rightName(t, i18n, right) })}{" "}
						{asks.data?.open && t("ask.waits")}
					</>
				}
				action={
					right && !asks.data?.open ? (
						<Button onClick={() => askFor({ permission: right, entity: "" })}>{t("ask.verb")}</Button>
					) : undefined
				}
			/>
		</>
	);
}
