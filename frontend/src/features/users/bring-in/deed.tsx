import { IconEqual, IconMinus, IconPencil, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import css from "./import.module.css";

const signs = { add: IconPlus, change: IconPencil, same: IconEqual, skip: IconMinus, bad: IconX } as const;

/** What happens to one row of a file: a sign and a word. */
export function Deed({ deed }: { deed: string }) {
	const { t } = useTranslation();
	const Icon = signs[deed as keyof typeof signs] ?? IconMinus;
	return (
		<span className={css.deed} data-deed={deed}>
			<Icon size={14} stroke={2} aria-hidden />
			{t(`users.import.deed.${deed}`)}
		</span>
	);
}
