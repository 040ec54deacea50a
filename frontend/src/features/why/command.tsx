import { CopyButton } from "@mantine/core";
import { IconCopy, IconTerminal2 } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../components";
import css from "./why.module.css";

/** The same question on the command line, broken only before a flag. */
export function Command({ line }: { line: string }) {
	const { t } = useTranslation();
	return (
		<Section
			title={
				<span className={css.sectionIcon}>
					<IconTerminal2 size={16} stroke={1.7} aria-hidden />
					{t("why.commandLine")}
				</span>
			}
			action={
				<CopyButton value={line}>
					{({ copied, copy }) => (
						<button type="button" className={css.copy} onClick={copy}>
							<IconCopy size={14} stroke={1.7} aria-hidden />
							{t(copied ? "why.copied" : "why.copy")}
						</button>
					)}
				</CopyButton>
			}
		>
			<pre className={css.command}>
				{line.split(/ (?=--)/).map((part, i) => (
					<Fragment key={part}>
						{i > 0 && " "}
						<span>{part}</span>
					</Fragment>
				))}
			</pre>
		</Section>
	);
}
