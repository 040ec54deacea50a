import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { Field, TickBox } from "../../../components";
import css from "./panel.module.css";
import type { useProfile } from "./use-profile";

const kinds = ["password", "second_factor", "profile", "conference_rooms", "extension_groups"] as const;

/** What a user may change about himself: everything, or only what is ticked. */
export function SelfPermissions({
	detail,
	locked,
	save,
}: {
	detail: api.UserDetail;
	locked: boolean;
	save: ReturnType<typeof useProfile>;
}) {
	const { t } = useTranslation();
	const { user } = detail;
	const allowed = user.selfAllowed ?? [];
	return (
		<Field label={t("users.self")}>
			<Switch
				size="xs"
				checked={user.restricted}
				disabled={locked}
				label={t(user.restricted ? "users.self.restricted" : "users.self.unrestricted")}
				onChange={() =>
					void save({
						to: { restricted: !user.restricted },
						back: { restricted: user.restricted },
						field: t("users.self"),
					})
				}
			/>
			{user.restricted && (
				<ul className={css.ticks}>
					{kinds.map((kind) => (
						<li key={kind}>
							<TickBox
								checked={allowed.includes(kind)}
								disabled={locked}
								onChange={() => {
									const next = allowed.includes(kind) ? allowed.filter((k) => k !== kind) : [...allowed, kind];
									void save({ to: { selfAllowed: next }, back: { selfAllowed: allowed }, field: t("users.self") });
								}}
							>
								{t(`users.self.${kind}`)}
							</TickBox>
						</li>
					))}
				</ul>
			)}
		</Field>
	);
}
