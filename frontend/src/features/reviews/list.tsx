import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../wailsjs/go/models";
import { modules } from "../../api/ask";
import { useAsk, useDeed } from "../../api/queries";
import { day } from "../../app/format";
import { useGo } from "../../app/go";
import { nameWords } from "../../app/who";
import { type Column, DateField, EmptyState, PageHead, Register } from "../../components";
import { Refusal } from "../../components/refusal";
import css from "./reviews.module.css";
import { progressWords, StateWord } from "./words";

/** Every review there was, and a new one to start. */
export function ReviewList() {
	const { t } = useTranslation();
	const go = useGo();
	const list = useAsk(["reviews", "list"], () => modules.reviews.List());
	if (list.error && !list.data) return <Refusal error={list.error} />;
	const rows = list.data?.rows ?? [];
	const columns: Column<api.ReviewRow>[] = [
		{ key: "name", label: t("reviews.name"), width: "minmax(150px, 1.6fr)", render: (r) => <strong>{r.name}</strong> },
		{ key: "state", label: t("reviews.state"), width: "minmax(130px, 1.3fr)", render: (r) => <StateWord review={r} /> },
		{
			key: "progress",
			label: t("reviews.progress"),
			width: "minmax(180px, 1.6fr)",
			render: (r) => (
				<span className={css.progress}>
					<Bar review={r} />
					{progressWords(r, t)}
				</span>
			),
		},
		{
			key: "started",
			label: t("reviews.by"),
			width: "minmax(120px, 1.3fr)",
			from: 760,
			render: (r) => `${day(r.started)}, ${nameWords(r.startedBy, t)}`,
		},
	];
	return (
		<div className={css.page}>
			<PageHead title={t("reviews.title")} />
			<p className={css.lead}>{t("reviews.lead")}</p>
			{(list.data?.can ?? []).includes("write") && <Start />}
			<Register<api.ReviewRow>
				label={t("reviews.title")}
				columns={columns}
				rows={rows}
				rowKey={(r) => r.id}
				loading={list.isPending}
				onOpen={(r) => go(`/reviews/${r.id}`)}
				phone={(r) => (
					<span className={css.phone}>
						<strong>{r.name}</strong>
						<small>
							<StateWord review={r} /> · {progressWords(r, t)}
						</small>
					</span>
				)}
				empty={<EmptyState why={t("reviews.none")} />}
			/>
		</div>
	);
}

function Bar({ review }: { review: api.ReviewRow }) {
	const share = review.rights === 0 ? 1 : review.decided / review.rights;
	return (
		<i className={css.bar} aria-hidden>
			<i style={{ width: `${Math.round(share * 100)}%` }} />
		</i>
	);
}

function Start() {
	const { t } = useTranslation();
	const go = useGo();
	const [name, setName] = useState("");
	const [due, setDue] = useState("");
	const [scope, setScope] = useState("");
	const [role, setRole] = useState("");
	const roles = useAsk(["roles"], () => modules.roles.List(), { enabled: scope === "role" });
	const start = useDeed(() => modules.reviews.Start({ name, due, scope, role }), {
		done: (view) => t("reviews.started", { name: view.review.name, count: view.review.people }),
		invalidates: [["reviews"], ["audit"]],
		quiet: true,
		onDone: (view) => go(`/reviews/${view.review.id}`),
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		start.mutate();
	};
	return (
		<form className={css.start} onSubmit={submit}>
			<TextInput
				label={t("reviews.name")}
				placeholder={t("reviews.nameExample")}
				value={name}
				onChange={(e) => setName(e.currentTarget.value)}
			/>
			<DateField ends label={t("reviews.due")} value={due} onChange={setDue} />
			<Select
				label={t("reviews.scope")}
				allowDeselect={false}
				value={scope || "everybody"}
				data={["everybody", "administrators", "role"].map((value) => ({ value, label: t(`reviews.scope.${value}`) }))}
				onChange={(value) => setScope(value === "everybody" || !value ? "" : value)}
			/>
			{scope === "role" && (
				<Select
					label={t("reviews.role")}
					searchable
					value={role}
					data={(roles.data ?? []).map((r) => ({ value: r.id, label: r.name }))}
					onChange={(value) => setRole(value ?? "")}
				/>
			)}
			<Button type="submit" loading={start.isPending} disabled={name.trim() === ""}>
				{t("reviews.start")}
			</Button>
			{start.error && <Refusal error={start.error} />}
		</form>
	);
}
