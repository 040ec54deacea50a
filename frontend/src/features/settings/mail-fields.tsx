import { NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { type CallError, sentence } from "../../api/ask";
import { day } from "../../app/format";
import { Field } from "../../components";
import styles from "./mail.module.css";

interface Props {
	settings: api.MailSettings;
	draft: api.MailInput;
	set: (part: Partial<api.MailInput>) => void;
	disabled: boolean;
	error: CallError | undefined;
}

const ports: Record<string, number> = { starttls: 587, tls: 465, none: 25 };

/** What it takes to reach a mail server. */
export function MailFields({ settings, draft, set, disabled, error }: Props) {
	const { t } = useTranslation();
	const wrong = (field: string) => (error?.field === field ? sentence(error, t) : undefined);
	const text = (field: "host" | "user" | "from" | "fromName" | "address") => ({
		id: `mail-${field}`,
		size: "xs" as const,
		maw: 320,
		disabled,
		maxLength: 254,
		spellCheck: false,
		autoComplete: "off",
		value: draft[field],
		error: wrong(field),
		onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
	});
	return (
		<>
			<Field label={t("mail.host")} htmlFor="mail-host">
				<TextInput {...text("host")} placeholder={t("mail.host.help")} />
			</Field>
			<Field label={t("mail.security")} htmlFor="mail-security">
				<Select
					id="mail-security"
					size="xs"
					maw={320}
					disabled={disabled}
					allowDeselect={false}
					data={["starttls", "tls", "none"].map((value) => ({ value, label: t(`mail.security.${value}`) }))}
					value={draft.security}
					error={wrong("security")}
					onChange={(value) => {
						const security = value ?? "starttls";
						// The port goes along as long as it is the usual one.
						const usual = draft.port === ports[draft.security];
						set({ security, ...(usual ? { port: ports[security] ?? draft.port } : {}) });
					}}
				/>
			</Field>
			<Field label={t("mail.port")} htmlFor="mail-port">
				<NumberInput
					id="mail-port"
					size="xs"
					w={88}
					min={1}
					max={65535}
					allowDecimal={false}
					disabled={disabled}
					value={draft.port}
					error={wrong("port")}
					onChange={(typed) => set({ port: typeof typed === "number" ? typed : 0 })}
				/>
			</Field>
			{draft.security !== "none" && (
				<Field label={t("mail.ca")} htmlFor="mail-ca" help={t("mail.ca.help")}>
					<Textarea
						id="mail-ca"
						size="xs"
						maw={480}
						minRows={2}
						maxRows={4}
						autosize
						disabled={disabled}
						spellCheck={false}
						autoComplete="off"
						classNames={{ input: styles.pem }}
						placeholder="-----BEGIN CERTIFICATE-----"
						value={draft.ca}
						error={wrong("ca")}
						onChange={(event) => set({ ca: event.currentTarget.value })}
					/>
					{draft.ca.trim() === settings.server.ca &&
						settings.vouching.map((authority) => (
							<p key={authority.sha256} className={styles.vouching} title={authority.sha256}>
								{t("mail.ca.one", { name: authority.name, until: day(authority.until) })}
							</p>
						))}
				</Field>
			)}
			<Field label={t("mail.user")} htmlFor="mail-user" help={t("mail.user.help")}>
				<TextInput {...text("user")} />
			</Field>
			<Field
				label={t("mail.password")}
				htmlFor="mail-password"
				help={settings.hasPassword ? t("mail.password.kept") : undefined}
			>
				<TextInput
					type="password"
					id="mail-password"
					size="xs"
					maw={320}
					disabled={disabled}
					autoComplete="new-password"
					value={draft.password}
					error={wrong("password")}
					onChange={(event) => set({ password: event.currentTarget.value })}
				/>
			</Field>
			<Field label={t("mail.from")} htmlFor="mail-from">
				<TextInput {...text("from")} type="email" />
			</Field>
			<Field label={t("mail.from_name")} htmlFor="mail-fromName">
				<TextInput {...text("fromName")} placeholder="Callgate" />
			</Field>
			<Field
				label={t("mail.address")}
				htmlFor="mail-address"
				help={settings.address ? t("mail.address.help", { address: settings.address }) : t("mail.address.needed")}
			>
				<TextInput {...text("address")} placeholder="https://callgate.example.com" />
			</Field>
		</>
	);
}
