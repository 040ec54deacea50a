import { IconArrowRight, IconMinus, IconX } from "@tabler/icons-react";
import { type CSSProperties, useId } from "react";
import { useTranslation } from "react-i18next";
import { sentence } from "../../api/ask";
import css from "./add.module.css";
import { type Reading, useReadings } from "./readings";

interface AddHostsProps {
	/** the list that the typed lines join */
	present: readonly string[];
	/** changes whenever the list was stored */
	saved?: unknown;
	onChange: (add: string[], drop: string[]) => void;
}

/** Typed lines, each read while it is typed: what it means, or why not. */
export function AddHosts({ present, saved, onChange }: AddHostsProps) {
	const { t } = useTranslation();
	const id = useId();
	const { text, setText, readings } = useReadings(present, saved, onChange);
	const count = (kind: Reading["kind"]) => readings.filter((r) => r.kind === kind).length;
	const fresh = count("new");
	const already = count("already");
	const wrong = count("wrong");
	return (
		<div className={css.add}>
			<label htmlFor={id}>
				<strong>{t("hosts.add")}</strong> <span>{t("hosts.addHint")}</span>
			</label>
			<div className={css.box}>
				<div className={css.lines} style={{ "--lines": readings.length } as CSSProperties}>
					<ol className={css.numbers} aria-hidden>
						{readings.map((_, i) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
							<li key={i}>{i + 1}</li>
						))}
					</ol>
					<textarea
						id={id}
						wrap="off"
						spellCheck={false}
						autoCapitalize="none"
						autoComplete="off"
						value={text}
						placeholder={t("hosts.addExample")}
						aria-invalid={wrong > 0 || undefined}
						aria-describedby={`${id}-read`}
						onChange={(e) => setText(e.currentTarget.value)}
					/>
					<ol className={css.readings} id={`${id}-read`}>
						{readings.map((reading, i) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
							<ReadLine key={i} line={i + 1} reading={reading} />
						))}
					</ol>
				</div>
			</div>
			<p className={css.sum} role="status">
				{sentences([
					...(fresh > 0 ? [t("hosts.linesGood", { count: fresh })] : []),
					...(already > 0 ? [t("hosts.linesAlready", { count: already })] : []),
					...(wrong > 0 ? [t("hosts.linesBad", { count: wrong })] : []),
				])}
			</p>
		</div>
	);
}

function sentences(parts: string[]): string {
	return parts.length > 0 ? `${parts.join(", ")}.` : "";
}

function ReadLine({ line, reading }: { line: number; reading: Reading }) {
	const { t } = useTranslation();
	if (reading.kind === "blank" || reading.kind === "waiting") return <li data-kind={reading.kind} />;
	if (reading.error) {
		const why = sentence(reading.error, t);
		return (
			<li data-kind="wrong" title={why}>
				<IconX size={16} stroke={2} aria-hidden />
				<span className="unseen">{t("hosts.line", { line })}</span>
				<span className={css.meaning}>{why}</span>
			</li>
		);
	}
	const Icon = reading.kind === "already" ? IconMinus : IconArrowRight;
	const remark =
		reading.kind === "already"
			? t("hosts.alreadyIn")
			: [
					reading.count && t("hosts.covers", { count: Number(reading.count) }),
					reading.was && t(`hosts.was.${reading.was}`),
				]
					.filter(Boolean)
					.join(", ");
	const result = reading.cidrs.join(", ");
	return (
		<li data-kind={reading.kind} title={`${result} ${remark}`}>
			<Icon size={16} stroke={2} aria-hidden />
			<span className="unseen">{t("hosts.line", { line })}</span>
			<span className={css.meaning}>
				<code>{result}</code> <span className={css.remark}>{remark}</span>
			</span>
		</li>
	);
}
