import { Button } from "@mantine/core";
import { IconShieldOff } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { list } from "../../app/format";
import css from "./hosts.module.css";

interface ShutOutProps {
	effect: api.ShutOut;
	address: string;
	/** removed lines that contain the address */
	lines: string[];
	onPutBack: (lines: string[]) => void;
	onKeepAddress: () => void;
}

const named = 5;

/** Said before it happens: who would no longer get in, oneself first. */
export function ShutOutWarning({ effect, address, lines, onPutBack, onKeepAddress }: ShutOutProps) {
	const { t } = useTranslation();
	const people = (effect.people ?? []).slice(0, named);
	const more = effect.total - people.length;
	const names = list(more > 0 ? [...people, t("hosts.morePeople", { count: more })] : people);
	return (
		<div className={css.shutOut} role="alert" data-self={effect.self || undefined}>
			<IconShieldOff size={20} stroke={1.7} aria-hidden />
			<div>
				<strong>{effect.self ? t("hosts.shutSelf") : t("hosts.shutOthers", { count: effect.total })}</strong>
				<p>
					{effect.self && (
						<Trans t={t} i18nKey="hosts.shutSelfWhy" values={{ address }} components={{ code: <code /> }} />
					)}{" "}
					{effect.total > 0 && t(effect.self ? "hosts.shutToo" : "hosts.shutWho", { count: effect.total, names })}
				</p>
				{effect.self && (
					<div className={css.ways}>
						{lines.length > 0 && (
							<Button size="xs" onClick={() => onPutBack(lines)}>
								{t("hosts.keepLines", { lines: list(lines) })}
							</Button>
						)}
						<Button size="xs" variant={lines.length > 0 ? "default" : "filled"} onClick={onKeepAddress}>
							{t("hosts.keepAddress")}
						</Button>
					</div>
				)}
			</div>
		</div>
	);
}
