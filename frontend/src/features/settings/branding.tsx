import { Button, FileButton, TextInput } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, Section } from "../../components";
import type { Draft } from "./draft";
import css from "./settings.module.css";

// A picture is drawn anew to fit, whatever it came as: well within what the
// server takes.
const wide = 480;
const high = 120;

/** The tenant's own picture, and whom its people ask. */
export function BrandingSection({
	draft,
	set,
	disabled,
}: {
	draft: Draft;
	set: (changed: Partial<Draft>) => void;
	disabled: boolean;
}) {
	const { t } = useTranslation();
	const [unread, setUnread] = useState(false);
	const { logo, help } = draft.branding;
	const choose = async (file: File | null) => {
		if (!file) return;
		try {
			set({ branding: { ...draft.branding, logo: await fitted(file) } });
			setUnread(false);
		} catch {
			setUnread(true);
		}
	};
	return (
		<Section title={t("branding.title")}>
			<Field label={t("branding.logo")} help={t("branding.logo_help")}>
				<div className={css.together}>
					{logo && <img className={css.logo} src={logo} alt={t("branding.logo")} />}
					<FileButton accept="image/png,image/jpeg,image/webp,image/svg+xml" onChange={(file) => void choose(file)}>
						{(props) => (
							<Button
								{...props}
								variant="default"
								size="xs"
								disabled={disabled}
								leftSection={<IconPhoto size={16} stroke={1.7} aria-hidden />}
							>
								{t(logo ? "branding.other" : "branding.choose")}
							</Button>
						)}
					</FileButton>
					{logo && (
						<Button
							variant="default"
							size="xs"
							disabled={disabled}
							onClick={() => set({ branding: { ...draft.branding, logo: "" } })}
						>
							{t("branding.remove")}
						</Button>
					)}
				</div>
				{unread && (
					<p className={css.takes} role="alert">
						{t("branding.unread")}
					</p>
				)}
			</Field>
			<Field label={t("branding.help")} htmlFor="setting-help" help={t("branding.help_help")}>
				<TextInput
					id="setting-help"
					size="xs"
					maw={320}
					maxLength={200}
					disabled={disabled}
					placeholder={t("branding.help_example")}
					value={help}
					onChange={(event) => set({ branding: { ...draft.branding, help: event.currentTarget.value } })}
				/>
			</Field>
		</Section>
	);
}

/** The picture as a PNG that fits, drawn twice as fine as it is shown. */
async function fitted(file: File): Promise<string> {
	const address = URL.createObjectURL(file);
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		// A drawing without a size of its own fills the frame.
		const [w, h] = [image.naturalWidth || wide, image.naturalHeight || high];
		const scale = Math.min(wide / w, high / h, file.type === "image/svg+xml" ? Number.POSITIVE_INFINITY : 1);
		const canvas = document.createElement("canvas");
		canvas.width = Math.max(1, Math.round(w * scale));
		canvas.height = Math.max(1, Math.round(h * scale));
		canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
		return canvas.toDataURL("image/png");
	} finally {
		URL.revokeObjectURL(address);
	}
}
