import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components";
import { entityName } from "../../tree/entity-name";
import { type Filter, noFilter, useRoles } from "../queries";
import { inForce } from "./filter-url";

/** Why the list is empty, in one sentence, and the one thing to do about it. */
export function EmptyList({
	filter,
	onChange,
	onAdd,
}: {
	filter: Filter;
	onChange: (part: Partial<Filter>) => void;
	onAdd?: () => void;
}) {
	const { t } = useTranslation();
	const roles = useRoles();
	if (!inForce(filter)) {
		return (
			<EmptyState why={t("users.empty.none")} action={onAdd && <Button onClick={onAdd}>{t("users.add")}</Button>} />
		);
	}
	const parts = [
		filter.search && t("users.empty.search", { text: filter.search }),
		filter.on && t("users.empty.on", { name: entityName(t, filter.on) }),
		filter.check && t(`check.${filter.check}.short`),
		filter.role && t("users.empty.role", { name: roles.data?.find((r) => r.id === filter.role)?.name ?? "" }),
		filter.state && t(`users.empty.state.${filter.state}`),
		filter.seat && t(`users.empty.seat.${filter.seat}`),
		filter.factor && t(`users.empty.factor.${filter.factor}`),
	].filter(Boolean) as string[];
	const one = parts.length === 1;
	return (
		<EmptyState
			why={t("users.empty.nobody", { what: parts.reduce((left, right) => t("users.empty.and", { left, right })) })}
			action={
				<Button variant="default" onClick={() => onChange({ ...noFilter, sort: filter.sort, down: filter.down })}>
					{one && filter.search
						? t("users.empty.clear_search")
						: t(one ? "users.empty.clear_one" : "users.empty.clear_all")}
				</Button>
			}
		/>
	);
}
