import { number } from "../../../app/format";

/** One figure of a plan with its word below. */
export function Figure({ value, text, tone }: { value: number; text: string; tone?: "allow" | "deny" | undefined }) {
	return (
		<li data-tone={value > 0 ? tone : undefined}>
			<b>{number(value)}</b>
			<span>{text}</span>
		</li>
	);
}
