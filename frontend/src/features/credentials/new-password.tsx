import { PasswordInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk } from "../../api/queries";
import styles from "./form.module.css";

interface Props {
	value: string;
	onChange: (value: string) => void;
	/** What it should not contain: login and names. */
	context: readonly string[];
	/** Told whether the password would be taken. */
	onJudged?: (ok: boolean) => void;
	label: string;
	minLength: number;
	size?: string;
	autoFocus?: boolean;
	error?: string;
}

/** A new password, judged while it is typed: what must change, and how strong it is. */
export function NewPassword({ value, onChange, context, onJudged, label, minLength, size, autoFocus, error }: Props) {
	const { t } = useTranslation();
	const [rested] = useDebouncedValue(value, 200);
	const words = context.filter(Boolean);
	const { data } = useAsk(["advise", rested, words], () => modules.signIn.Advise(rested, [...words]), {
		enabled: rested !== "",
		placeholderData: (before) => before,
		gcTime: 0,
	});
	const judged = value !== "" && rested === value ? data : undefined;
	const ok = judged?.ok ?? false;
	useEffect(() => onJudged?.(ok), [ok, onJudged]);
	return (
		<>
			<PasswordInput
				label={label}
				description={t("password.help", { count: minLength })}
				size={size}
				autoComplete="new-password"
				data-autofocus={autoFocus || undefined}
				autoFocus={autoFocus}
				maxLength={256}
				value={value}
				error={error}
				onChange={(event) => onChange(event.currentTarget.value)}
			/>
			{value !== "" && data && <Strength advice={data} />}
		</>
	);
}

function Strength({ advice }: { advice: api.Advice }) {
	const { t } = useTranslation();
	const problems = advice.problems ?? [];
	return (
		<div className={styles.strength} role="status">
			<div className={styles.bars}>
				{[1, 2, 3, 4].map((bar) => (
					<i key={bar} data-on={advice.score >= bar || undefined} />
				))}
				<span>{t(`password.score.${advice.score}`)}</span>
			</div>
			<ul>
				{problems.map((problem) => (
					<li key={problem.code} data-must={!problem.held || undefined}>
						{problem.held ? <IconAlertTriangle size={14} aria-hidden /> : <IconX size={14} stroke={2.2} aria-hidden />}
						{t(problem.code, { ...problem.params })}
					</li>
				))}
				{advice.ok && problems.length === 0 && (
					<li data-well>
						<IconCheck size={14} stroke={2.2} aria-hidden />
						{t("password.fine")}
					</li>
				)}
			</ul>
		</div>
	);
}
