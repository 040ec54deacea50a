import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules, sentence } from "../../../api/ask";
import { useDeed, useMay } from "../../../api/queries";
import { Panel, Section, TickBox, useUnsavedGuard } from "../../../components";
import { nameOf } from "../panel/use-profile";
import { givable, useRoles } from "../queries";
import { ActivationSheet } from "./activation";
import css from "./add.module.css";
import { loginFrom } from "./login";

interface AddUserProps {
	onClose: () => void;
	onMade: (id: string) => void;
}

const blank = { first: "", last: "", login: "", email: "", extension: "", role: "", kind: "standard", seat: "full" };

/** A new user: a name is enough, everything else has a sensible value. */
export function AddUser({ onClose, onMade }: AddUserProps) {
	const { t } = useTranslation();
	const roles = useRoles();
	const mayRoles = useMay("directory.roles:read");
	const [form, setForm] = useState(blank);
	const [ownLogin, setOwnLogin] = useState(false);
	const [code, setCode] = useState(true);
	const [made, setMade] = useState<{ detail: api.UserDetail; activation?: api.Activation }>();
	const login = ownLogin ? form.login : loginFrom(form.first, form.last);
	const dirty = !made && JSON.stringify(form) !== JSON.stringify(blank);
	useUnsavedGuard(dirty);
	const admin = form.kind === "administrator";

	const add = useDeed(
		async () => {
			const detail = made?.detail ?? (await modules.users.Add(input()));
			setMade({ detail });
			const activation = code ? await modules.users.Activate(detail.user.id) : undefined;
			return { detail, activation };
		},
		{
			quiet: true,
			done: ({ detail }) => t("users.add.done", { name: nameOf(detail) }),
			invalidates: [["users"], ["roles"], ["things"], ["status"]],
			onDone: (result) => {
				setMade(result);
				if (!result.activation) onMade(result.detail.user.id);
			},
		},
	);
	const fault = (field: string) => (add.error?.field === field ? sentence(add.error, t) : undefined);
	const fields = ["login", "first", "last", "emails", "email", "extensions", "extension", "roles", "kind", "seat"];
	const set = (part: Partial<typeof blank>) => {
		add.reset();
		setForm({ ...form, ...part });
	};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (login.trim() !== "") add.mutate();
	};

	return (
		<Panel
			title={t("users.add.title")}
			sub={t("users.add.sub")}
			onClose={onClose}
			foot={
				<div className={css.foot}>
					<span className={css.footWords}>{login.trim() === "" ? t("users.add.needs_login") : ""}</span>
					<Button variant="default" onClick={onClose}>
						{t("users.cancel")}
					</Button>
					<Button type="submit" form="add-user" loading={add.isPending} disabled={login.trim() === ""}>
						{t("users.add.do")}
					</Button>
				</div>
			}
		>
			<form id="add-user" onSubmit={submit}>
				<Section title={t("users.person")}>
					<div className={css.fields}>
						<div className={css.pair}>
							<TextInput
								label={t("users.first")}
								value={form.first}
								error={fault("first")}
								data-autofocus
								autoFocus
								onChange={(e) => set({ first: e.currentTarget.value })}
							/>
							<TextInput
								label={t("users.last")}
								value={form.last}
								error={fault("last")}
								onChange={(e) => set({ last: e.currentTarget.value })}
							/>
						</div>
						<TextInput
							label={t("users.login")}
							description={ownLogin ? undefined : t("users.add.login_made")}
							value={login}
							error={fault("login")}
							spellCheck={false}
							autoCapitalize="none"
							autoComplete="off"
							classNames={{ input: "mono" }}
							onChange={(e) => {
								setOwnLogin(e.currentTarget.value !== "");
								set({ login: e.currentTarget.value });
							}}
						/>
						<TextInput
							label={t("users.add.email")}
							type="email"
							value={form.email}
							error={fault("emails") ?? fault("email")}
							onChange={(e) => set({ email: e.currentTarget.value })}
						/>
						<TextInput
							label={t("users.add.extension")}
							description={t("users.add.extension_help")}
							value={form.extension}
							error={fault("extensions") ?? fault("extension")}
							inputMode="numeric"
							onChange={(e) => set({ extension: e.currentTarget.value })}
						/>
					</div>
				</Section>
				<Section title={t("users.add.access")}>
					<div className={css.fields}>
						<div>
							<SegmentedControl
								value={form.kind}
								aria-label={t("users.kind")}
								data={["standard", "administrator"].map((value) => ({ value, label: t(`users.kind.${value}`) }))}
								onChange={(kind) => set({ kind, ...(kind === "administrator" ? { seat: "full" } : {}) })}
							/>
							<p className={css.help}>{t(admin ? "users.kind.administrator.what" : "users.kind.standard.what")}</p>
						</div>
						{mayRoles && !admin && (
							<Select
								label={t("users.role")}
								value={form.role}
								error={fault("roles")}
								searchable
								data={[
									{ value: "", label: t("users.add.default_role") },
									{ value: "none", label: t("users.add.no_role") },
									...givable(roles.data).map((r) => ({ value: r.id, label: r.name })),
								]}
								onChange={(role) => set({ role: role ?? "" })}
							/>
						)}
						{!admin && (
							<div>
								<SegmentedControl
									value={form.seat}
									aria-label={t("users.seat")}
									data={["full", "lite"].map((value) => ({ value, label: t(`users.seat.${value}`) }))}
									onChange={(seat) => set({ seat })}
								/>
								<p className={css.help}>{t(`users.seat.${form.seat}.what`)}</p>
							</div>
						)}
					</div>
				</Section>
				<Section title={t("users.password")}>
					<div>
						<TickBox checked={code} onChange={() => setCode(!code)}>
							{t("users.add.activate")}
						</TickBox>
					</div>
					<p className={css.help}>{t("users.add.activate_help")}</p>
				</Section>
				{add.error && !fields.includes(add.error.field ?? "") && (
					<p className={css.error} role="alert">
						{sentence(add.error, t)}
					</p>
				)}
			</form>
			<ActivationSheet
				activation={made?.activation}
				onClose={() => {
					if (made) onMade(made.detail.user.id);
				}}
			/>
		</Panel>
	);

	function input(): api.NewUser {
		const plain = form.role === "" || form.role === "none";
		return {
			profile: {
				login: login.trim(),
				first: form.first.trim(),
				last: form.last.trim(),
				...(form.email.trim() ? { emails: [{ value: form.email.trim(), tag: "" }] } : {}),
				...(form.extension.trim() ? { extensions: [form.extension.trim()] } : {}),
			},
			access: {
				revision: 0,
				kind: form.kind,
				seat: form.seat,
				...(plain || admin ? {} : { roles: [{ role: form.role, expires: "" }] }),
			},
			noRole: form.role === "none",
		};
	}
}
