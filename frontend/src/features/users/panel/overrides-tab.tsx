import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { api, callgate } from "../../../../wailsjs/go/models";
import { ConfirmDeed } from "../../../components";
import { Refusal } from "../../../components/refusal";
import { PermissionTree } from "../../tree/permission-tree";
import type { Access } from "../draft";
import { useCatalogue, useEffective, useRoles } from "../queries";
import css from "./panel.module.css";
import type { AccessEdit } from "./use-access";

// Where a right counts that no role with a reach of its own gives.
function ownReach(access: Access, user: callgate.User): string[] {
	if (access.reachEverything) return ["everything"];
	return [...(user.extensions?.length ? ["own"] : []), ...access.reach];
}

/** One user's exceptions from what his roles give. */
export function OverridesTab({ detail, access }: { detail: api.UserDetail; access: AccessEdit }) {
	const { t } = useTranslation();
	const { user } = detail;
	const catalogue = useCatalogue();
	const effective = useEffective(user.id);
	const roles = useRoles();
	const [asking, setAsking] = useState(false);
	const error = catalogue.error ?? effective.error;
	if (error) return <Refusal error={error} />;
	if (!catalogue.data || !effective.data) return null;
	const admin = access.now.kind === "administrator";
	const locked = !(detail.can ?? []).includes("roles");
	const count = access.now.overrides.length;
	return (
		<>
			<PermissionTree
				mode="user"
				catalogue={catalogue.data}
				effective={effective.data.rights ?? []}
				value={access.now.overrides}
				saved={access.base.overrides}
				onChange={(overrides) => access.set({ overrides })}
				roles={(roles.data ?? []).filter((r) => access.now.roles.some((m) => m.role === r.id))}
				seat={access.now.seat}
				reach={ownReach(access.now, detail.user)}
				administrator={admin}
				readonly={admin || locked}
				readonlyWhy={admin ? t("tree.administrator") : t("users.roles.locked")}
				actions={
					<>
						<Link className={css.button} href={`/why?user=${encodeURIComponent(user.login)}`}>
							{t("tree.why")}
						</Link>
						{!admin && !locked && count > 0 && (
							<Button size="xs" variant="default" onClick={() => setAsking(true)}>
								{t("tree.reset")}
							</Button>
						)}
					</>
				}
			/>
			<ConfirmDeed
				opened={asking}
				onClose={() => setAsking(false)}
				title={t("tree.reset.title")}
				lost={t("tree.reset.lost", { count })}
				verb={t("tree.reset.do")}
				harmless
				onConfirm={() => access.set({ overrides: [] })}
			/>
		</>
	);
}
