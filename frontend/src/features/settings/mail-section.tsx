import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules, sentence } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { ConfirmDeed, Field, Section } from "../../components";
import { ConfirmPresence } from "../../components/confirm-presence";
import { Refusal } from "../../components/refusal";
import styles from "./mail.module.css";
import { MailFields } from "./mail-fields";
import { Outbox } from "./outbox";

const untyped: api.MailInput = {
	host: "",
	port: 587,
	security: "starttls",
	user: "",
	password: "",
	from: "",
	fromName: "",
	address: "",
	ca: "",
};

/** The installation's mail server: set, tried, turned off. Only the root tenant has it. */
export function MailSection() {
	const { t } = useTranslation();
	const settings = useAsk(["mail"], modules.mail.Settings, { retry: false });
	if (settings.error) return settings.error.code === "denied" ? null : <Refusal error={settings.error} />;
	if (!settings.data) return null;
	return (
		<Section title={t("mail.title")}>
			<p className={styles.lead}>{t("mail.lead")}</p>
			<Server key={JSON.stringify(settings.data.server)} settings={settings.data} />
			{settings.data.set && <Outbox settings={settings.data} />}
		</Section>
	);
}

function Server({ settings }: { settings: api.MailSettings }) {
	const { t } = useTranslation();
	const before = settings.set ? { ...settings.server, password: "" } : untyped;
	const [draft, setDraft] = useState<api.MailInput>(before);
	const [open, setOpen] = useState(settings.set);
	const [off, setOff] = useState(false);
	const [again, setAgain] = useState<"save" | "off">();
	const may = settings.can.includes("write");
	const invalidates = [["mail"], ["status"], ["audit"]];
	const save = useDeed(() => modules.mail.Save(draft), { quiet: true, done: t("mail.saved"), invalidates });
	const turnOff = useDeed(() => modules.mail.TurnOff(), { quiet: true, done: t("mail.turned_off"), invalidates });
	if (save.error?.code === "sign_in_again" && !again) {
		setAgain("save");
		save.reset();
	}
	const changed = JSON.stringify(draft) !== JSON.stringify(before);
	if (!open)
		return (
			<Field label={t("mail.host")}>
				<p>{t("mail.off")}</p>
				{may && (
					<Button variant="default" size="xs" onClick={() => setOpen(true)}>
						{t("mail.set_up")}
					</Button>
				)}
			</Field>
		);
	return (
		<>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					save.mutate();
				}}
			>
				<MailFields
					settings={settings}
					draft={draft}
					set={(part) => {
						save.reset();
						setDraft({ ...draft, ...part });
					}}
					disabled={!may}
					error={save.error ?? undefined}
				/>
				{may && (
					<div className={styles.buttons}>
						<Button type="submit" size="xs" disabled={!changed} loading={save.isPending}>
							{t("mail.save")}
						</Button>
						{changed && (
							<Button variant="default" size="xs" onClick={() => setDraft(before)}>
								{t("mail.discard")}
							</Button>
						)}
						{settings.set && (
							<Button variant="danger" size="xs" onClick={() => setOff(true)}>
								{t("mail.turn_off")}
							</Button>
						)}
					</div>
				)}
			</form>
			{may && <Try draft={draft} />}
			<ConfirmDeed
				opened={off}
				onClose={() => setOff(false)}
				title={t("mail.turn_off.title")}
				lost={t("mail.turn_off.lost")}
				verb={t("mail.turn_off.verb")}
				onConfirm={async () => {
					try {
						await turnOff.mutateAsync();
					} catch (refused) {
						if ((refused as { code?: string }).code !== "sign_in_again") throw refused;
						setAgain("off");
					}
				}}
			/>
			<ConfirmPresence
				opened={again !== undefined}
				onClose={() => setAgain(undefined)}
				onConfirmed={() => {
					if (again === "off") turnOff.mutate();
					else save.mutate();
					setAgain(undefined);
				}}
			/>
		</>
	);
}

// What the server says, in words, before anything is kept.
function Try({ draft }: { draft: api.MailInput }) {
	const { t } = useTranslation();
	const own = useAsk(["account"], modules.account.Get);
	const [typed, setTyped] = useState<string>();
	const to = typed ?? own.data?.emails?.[0]?.value ?? "";
	const test = useDeed(() => modules.mail.Test(draft, to.trim()), { quiet: true, invalidates: [["audit"]] });
	const said = test.data;
	const problem = said?.problem ?? test.error;
	return (
		<Field label={t("mail.test_to")} htmlFor="mail-test-to">
			<div className={styles.try}>
				<TextInput
					id="mail-test-to"
					size="xs"
					type="email"
					value={to}
					onChange={(event) => {
						test.reset();
						setTyped(event.currentTarget.value);
					}}
				/>
				<Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
					{t("mail.test_send")}
				</Button>
			</div>
			<div role="status">
				{problem ? (
					<p className={styles.bad}>
						<IconX size={16} stroke={2} aria-hidden />
						<span>{sentence(problem, t)}</span>
					</p>
				) : (
					said && (
						<p className={styles.good}>
							<IconCheck size={16} stroke={2} aria-hidden />
							<span>{t("mail.test.taken", { server: said.server, to: said.to, ms: said.millis })}</span>
						</p>
					)
				)}
			</div>
		</Field>
	);
}
