import { Button, Select } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { givable, useRoles } from "../queries";
import css from "./import.module.css";
import type { Input } from "./import-dialog";

const most = 64 * 1024 * 1024;

/** A file by button or dropped, and the role its people get. */
export function ChooseFile({ reading, onChoose }: { reading: boolean; onChoose: (input: Input) => Promise<void> }) {
	const { t } = useTranslation();
	const roles = useRoles();
	const picker = useRef<HTMLInputElement>(null);
	const [over, setOver] = useState(false);
	const [role, setRole] = useState("");
	const [large, setLarge] = useState(false);
	const take = async (file: File | undefined) => {
		if (!file) return;
		setLarge(file.size > most);
		if (file.size > most) return;
		await onChoose({
			name: file.name,
			base64: await base64(file),
			format: "",
			map: {},
			role,
			skipBad: false,
			update: false,
			noPasswords: false,
		});
	};
	return (
		<>
			<p>{t("users.import.what")}</p>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
			<div
				className={css.drop}
				data-over={over || undefined}
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(event) => {
					event.preventDefault();
					setOver(false);
					void take(event.dataTransfer.files[0]);
				}}
			>
				<IconFileImport size={20} stroke={1.7} aria-hidden />
				<span>{t("users.import.drop")}</span>
				<Button variant="default" loading={reading} onClick={() => picker.current?.click()}>
					{t("users.import.choose")}
				</Button>
				<input
					ref={picker}
					type="file"
					hidden
					accept=".csv,.txt,.xlsx,.json,text/csv,application/json"
					aria-label={t("users.import.choose")}
					onChange={(event) => {
						void take(event.currentTarget.files?.[0]);
						event.currentTarget.value = "";
					}}
				/>
			</div>
			{large && (
				<p className={css.error} role="alert">
					{t("users.import.large", { size: most / 1024 / 1024 })}
				</p>
			)}
			<Select
				label={t("users.import.role")}
				value={role}
				searchable
				data={[
					{ value: "", label: t("users.add.default_role") },
					...givable(roles.data).map((r) => ({ value: r.id, label: r.name })),
				]}
				onChange={(value) => setRole(value ?? "")}
			/>
		</>
	);
}

async function base64(file: File): Promise<string> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	let text = "";
	for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(text);
}
