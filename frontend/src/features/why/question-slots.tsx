import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useStatus } from "../../api/queries";
import { entityName } from "../tree/entity-name";
import { rightPhrase } from "../tree/names";
import { type Choice, Slot } from "./slot";

/** The words of the question that can be changed; name is the person's, as
 * said in the sentence. */
export function useQuestionSlots(
	q: callgate.Question,
	name: string,
	change: (part: Partial<callgate.Question>) => void,
): Record<"who" | "what" | "on" | "from" | "dial", ReactElement> {
	const { t, i18n } = useTranslation();
	const [person, setPerson] = useState("");
	const [thing, setThing] = useState("");
	const address = useStatus().data?.address ?? "";
	const people = useAsk(["users", "suggest", person], () => modules.check.Suggest(person));
	const things = useAsk(["things", "suggest", thing], () => modules.check.Suggest(thing));
	const catalogue = useAsk(["catalogue"], () => modules.roles.Catalogue(), { staleTime: Number.POSITIVE_INFINITY });
	const permissions: Choice[] = (catalogue.data ?? []).map((leaf) => ({
		value: leaf.id,
		label: rightPhrase(t, i18n, leaf.id),
		hint: leaf.id,
	}));

	return {
		who: (
			<Slot
				label={t("why.who")}
				shown={name}
				placeholder={t("why.somebody")}
				choices={(people.data?.people ?? []).map((p) => ({ value: p.login, label: p.name, hint: p.login }))}
				onSearch={setPerson}
				onChange={(login) => change({ login })}
			/>
		),
		what: (
			<Slot
				label={t("why.what")}
				shown={q.permission === "" ? "" : rightPhrase(t, i18n, q.permission)}
				placeholder={t("why.doSomething")}
				choices={permissions}
				onChange={(permission) => change({ permission })}
			/>
		),
		on: (
			<Slot
				label={t("why.onWhat")}
				shown={q.on ? entityName(t, q.on) : ""}
				placeholder={t("why.anything")}
				free
				choices={[
					...(thing.trim() === "" ? [{ value: "", label: t("why.anything") }] : []),
					...(things.data?.things ?? []).map((x) => ({
						value: `${x.kind}:${x.name}`,
						label: entityName(t, `${x.kind}:${x.name}`),
						hint: x.label,
					})),
				]}
				onSearch={setThing}
				onChange={(on) => change({ on })}
			/>
		),
		from: (
			<Slot
				label={t("why.fromWhere")}
				shown={q.anyAddress ? t("why.anywhere") : q.from}
				placeholder={t("why.noAddress")}
				free
				choices={[
					{ value: "anywhere", label: t("why.anywhere") },
					...(address ? [{ value: address, label: address, hint: t("why.yourAddress") }] : []),
					{ value: "", label: t("why.noAddress") },
				]}
				onChange={(from) => change(from === "anywhere" ? { from: "", anyAddress: true } : { from, anyAddress: false })}
			/>
		),
		dial: (
			<Slot
				label={t("why.dialling")}
				shown={q.dial}
				placeholder={t("why.number")}
				free
				choices={[{ value: "", label: t("why.noNumber") }]}
				onChange={(dial) => change({ dial })}
			/>
		),
	};
}
