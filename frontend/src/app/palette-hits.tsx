import { IconHelpHexagon, IconSearch, IconUser } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { api, callgate } from "../../wailsjs/go/models";
import { modules } from "../api/ask";
import { useAsk } from "../api/queries";
import { searchOf } from "../features/why/question";
import { typedQuestion } from "../features/why/typed";
import { pages } from "./routes";

/** One thing found, and where it leads. */
export interface Hit {
	id: string;
	icon: ReactNode;
	label: string;
	note?: string;
	to: string;
}

const icon = { size: 16, stroke: 1.7 };

/** What fits the text: a question for Why?, else pages, then people and things. */
export function useHits(me: api.Me, text: string): Hit[] {
	const { t } = useTranslation();
	const may = (page: string) => me.pages.includes(page);
	const question = may("why") ? typedQuestion(text, questionWords(t)) : undefined;
	const wanted = question?.login ?? text;
	const { data } = useAsk(["suggest", wanted], () => modules.check.Suggest(wanted), {
		enabled: wanted !== "" && (may("users") || may("why")),
		placeholderData: (before) => before,
	});
	if (question) return questions(text, question, data?.people ?? [], t);
	const found = [...pagesCalled(me, text, t)];
	if (text === "" || !data) return found;
	for (const person of data.people ?? []) {
		found.push({
			id: `user-${person.id}`,
			icon: <IconUser {...icon} />,
			label: person.name,
			note: [person.login, person.extension].filter(Boolean).join(" · "),
			to: may("users") ? `/users/${person.id}` : `/why?${searchOf(about({ login: person.login }))}`,
		});
	}
	for (const thing of may("users") ? (data.things ?? []) : []) {
		found.push({
			id: `${thing.kind}-${thing.name}`,
			icon: <IconSearch {...icon} />,
			label: [t(`thing.${thing.kind}`), thing.name, thing.label].filter(Boolean).join(" "),
			note: t("palette.who_has"),
			to: `/users?on=${encodeURIComponent(`${thing.kind}:${thing.name}`)}`,
		});
	}
	return found.slice(0, 12);
}

const questionWords = (t: TFunction) => ({
	ask: t("question.ask"),
	queue: t("question.queue"),
	extension: t("question.extension"),
	number: t("question.number"),
	listen: t("question.listen"),
	log: t("question.log"),
	from: t("question.from"),
});

function pagesCalled(me: api.Me, text: string, t: TFunction): Hit[] {
	const folded = text.toLocaleLowerCase();
	return pages
		.filter((page) => me.pages.includes(page.name))
		.map((page) => ({
			id: page.name,
			icon: <page.icon {...icon} />,
			label: t(`page.${page.name}`),
			note: t("palette.page"),
			to: page.path,
		}))
		.filter((hit) => hit.label.toLocaleLowerCase().includes(folded));
}

// The question as typed, once for each person it may be about.
function questions(
	text: string,
	question: Partial<callgate.Question>,
	people: readonly api.Person[],
	t: TFunction,
): Hit[] {
	const asked = people.length > 0 ? people.slice(0, 5) : [{ id: "", login: question.login ?? "", name: "" }];
	return asked.map((person) => ({
		id: `ask-${person.login}`,
		icon: <IconHelpHexagon {...icon} />,
		label: t("palette.ask", { question: text }),
		note: person.name || person.login,
		to: `/why?${searchOf(about({ ...question, login: person.login }))}`,
	}));
}

// A question that names no address is meant from anywhere.
function about(asked: Partial<callgate.Question>): callgate.Question {
	const question = { login: "", permission: "", on: "", dial: "", showing: "", from: "", anyAddress: false, ...asked };
	return { ...question, anyAddress: question.from === "" };
}
