import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { answers, statusKey, useDeed } from "../../api/queries";
import { EditableText, Section } from "../../components";
import { Contacts } from "./contacts";

/** Names, e-mail addresses and phone numbers; each field saves when it is left. */
export function ProfileSection({ user, may }: { user: callgate.User; may: boolean }) {
	const { t } = useTranslation();
	const own: api.OwnProfile = {
		first: user.first,
		last: user.last,
		name: user.name,
		emails: user.emails ?? [],
		phones: user.phones ?? [],
	};
	const edit = useDeed((changed: Partial<api.OwnProfile>) => modules.account.EditProfile({ ...own, ...changed }), {
		quiet: true,
		done: t("account.profile.saved"),
		undo: () => () => modules.account.EditProfile(own),
		invalidates: [["account"], [...statusKey], ["users"], ["user", user.id]],
		onDone: (saved) => answers.setQueryData(["account"], saved),
	});
	const save = (changed: Partial<api.OwnProfile>) => edit.mutateAsync(changed);
	const common = { disabled: !may, maxLength: 120 };
	return (
		<Section title={t("account.profile")} count={may ? undefined : t("account.not_yours")}>
			<EditableText {...common} label={t("account.first")} value={own.first} onSave={(first) => save({ first })} />
			<EditableText {...common} label={t("account.last")} value={own.last} onSave={(last) => save({ last })} />
			<EditableText
				{...common}
				label={t("account.name")}
				value={own.name}
				placeholder={[own.first, own.last].filter(Boolean).join(" ")}
				onSave={(name) => save({ name })}
			/>
			<Contacts
				label={t("account.emails")}
				add={t("account.add_email")}
				type="email"
				values={own.emails}
				disabled={!may}
				onSave={(emails) => save({ emails })}
			/>
			<Contacts
				label={t("account.phones")}
				add={t("account.add_phone")}
				type="tel"
				values={own.phones}
				disabled={!may}
				onSave={(phones) => save({ phones })}
			/>
		</Section>
	);
}
