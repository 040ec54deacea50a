import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../../../wailsjs/go/models";
import { modules, refusalOf, sentence } from "../../../api/ask";
import { useDeed } from "../../../api/queries";
import { number } from "../../../app/format";
import { useGo } from "../../../app/go";
import { ProgressLine } from "../../../components";
import { Dialog } from "../../../components/dialog";
import type { Filter } from "../queries";
import { ChooseFile } from "./choose-file";
import { GroupsView } from "./groups-view";
import css from "./import.module.css";
import { PlanView } from "./plan-view";
import { Templates } from "./templates";

/** The file with how it is to be read. */
export type Input = Omit<api.ImportInput, "map"> & { map: Record<string, number> };

type Stage = "choose" | "plan" | "groups" | "running" | "over";

/** Bringing people in: choose a file, see what would happen, let it happen. */
export function ImportDialog({
	opened,
	filter,
	onClose,
}: {
	opened: boolean;
	/** Of the list: whose roles the template lists. */
	filter: Filter;
	onClose: () => void;
}) {
	const { t } = useTranslation();
	const client = useQueryClient();
	const go = useGo();
	const [stage, setStage] = useState<Stage>("choose");
	const [input, setInput] = useState<Input>();
	const [plan, setPlan] = useState<api.ImportPlan>();
	const [groups, setGroups] = useState<api.GroupsMade>();
	const [progress, setProgress] = useState<api.Progress>();
	const [error, setError] = useState<unknown>();
	const [reading, setReading] = useState(false);

	useEffect(() => {
		if (!opened) return;
		setStage("choose");
		setInput(undefined);
		setPlan(undefined);
		setGroups(undefined);
		setProgress(undefined);
		setError(undefined);
	}, [opened]);

	const preview = async (next: Input) => {
		setInput(next);
		setReading(true);
		try {
			await readAs(next);
			setError(undefined);
		} catch (refused) {
			setError(refused);
		} finally {
			setReading(false);
		}
	};
	// A file of groups names no people: roles are made of it instead.
	const readAs = async (next: Input) => {
		try {
			setPlan(await modules.files.Preview(next));
			setStage("plan");
		} catch (refused) {
			if (refusalOf(refused).code !== "import_groups") throw refused;
			setGroups(await modules.files.Groups(next, true));
			setStage("groups");
		}
	};
	const makeRoles = useDeed(() => modules.files.Groups(input as Input, false), {
		done: (made) => t("files.groups.done", { count: (made.add ?? []).length }),
		undo: (made) => (made.back ? () => modules.files.TakeBackGroups(made.back) : undefined),
		invalidates: [["roles"], ["audit"]],
		onDone: () => {
			onClose();
			go("/roles");
		},
	});
	const apply = async () => {
		if (!plan) return;
		try {
			setProgress(await modules.files.Apply(plan.id));
			setStage("running");
			setError(undefined);
		} catch (refused) {
			setError(refused);
		}
	};

	useEffect(() => {
		if (stage !== "running" || !plan) return;
		let on = true;
		const look = async () => {
			try {
				const now = await modules.files.Progress(plan.id);
				if (!on) return;
				setProgress(now);
				if (now.state === "running") return void setTimeout(look, 250);
			} catch (refused) {
				if (!on) return;
				setError(refusalOf(refused));
			}
			setStage("over");
			for (const key of ["users", "roles", "things", "status"]) void client.invalidateQueries({ queryKey: [key] });
		};
		void look();
		return () => {
			on = false;
		};
	}, [stage, plan, client]);

	const cancel = async () => {
		if (!plan) return;
		try {
			setProgress(await modules.files.Cancel(plan.id));
		} catch (refused) {
			setError(refused);
		}
	};
	const close = () => {
		if (stage !== "running") onClose();
	};
	const stopped = plan && plan.bad > 0 && !input?.skipBad;
	const nothing = plan && plan.add + plan.change === 0;

	return (
		<Dialog
			opened={opened}
			onClose={close}
			title={t("users.import.title")}
			size={stage === "plan" ? 1040 : stage === "groups" ? 760 : 620}
			centered
			closeOnClickOutside={false}
		>
			<div className={css.dialog}>
				{stage === "choose" && (
					<>
						<ChooseFile reading={reading} onChoose={preview} />
						<Templates filter={filter} />
					</>
				)}
				{stage === "plan" && plan && input && (
					<PlanView plan={plan} input={input} reading={reading} onChange={preview} />
				)}
				{stage === "groups" && groups && <GroupsView name={input?.name ?? ""} plan={groups} />}
				{stage === "running" && progress && (
					<>
						<p>{t(running())}</p>
						{progress.step === "passwords" && progress.rate > 0 && (
							<p className={css.words}>{t("files.rate", { rate: number(Math.round(progress.rate)) })}</p>
						)}
						<ProgressLine
							key={progress.step}
							done={progress.done}
							total={progress.total}
							onCancel={() => void cancel()}
						/>
					</>
				)}
				{stage === "over" && (
					<div role="status">
						<p className={css.result}>{result()}</p>
						{plan && progress?.state === "done" && (
							<ul className={css.counts}>
								{plan.add > 0 && plan.change > 0 && <li>{t("files.changed", { count: progress.changed })}</li>}
								<li>{t("users.import.skipped", { count: plan.skip + plan.same })}</li>
								<li>{t("users.import.bad", { count: plan.bad })}</li>
							</ul>
						)}
						{progress && progress.state !== "done" && progress.changed > 0 && (
							<p>{t("files.changed_some", { count: progress.changed, total: number(plan?.change ?? 0) })}</p>
						)}
						{progress?.error && <p className={css.error}>{sentence(progress.error, t)}</p>}
					</div>
				)}
				{error !== undefined && (
					<p className={css.error} role="alert">
						{sentence(error, t)}
					</p>
				)}
				<div className={css.buttons}>
					{stage === "plan" && (
						<>
							<span className={css.words}>
								{stopped ? t("users.import.stopped") : nothing ? t("users.import.nothing") : t("users.import.safe")}
							</span>
							<Button variant="default" onClick={() => setStage("choose")}>
								{t("users.import.other")}
							</Button>
							<Button onClick={() => void apply()} loading={reading} disabled={Boolean(stopped || nothing)}>
								{plan && plan.change > 0
									? t("files.do", { count: plan.add + plan.change })
									: t("users.import.do", { count: plan?.add ?? 0 })}
							</Button>
						</>
					)}
					{stage === "groups" && groups && (
						<>
							<span className={css.words}>{t(groups.add?.length ? "users.import.safe" : "files.groups.none")}</span>
							<Button variant="default" onClick={() => setStage("choose")}>
								{t("users.import.other")}
							</Button>
							<Button onClick={() => makeRoles.mutate()} loading={makeRoles.isPending} disabled={!groups.add?.length}>
								{t("files.groups.do", { count: (groups.add ?? []).length })}
							</Button>
						</>
					)}
					{(stage === "over" || stage === "choose") && (
						<Button variant={stage === "over" ? "filled" : "default"} onClick={onClose}>
							{t(stage === "over" ? "users.close" : "users.cancel")}
						</Button>
					)}
				</div>
			</div>
		</Dialog>
	);

	function running(): string {
		if (progress?.step === "passwords") return "files.running.passwords";
		return plan && plan.change > 500 ? "files.running.changes" : "users.import.running";
	}

	function result(): string {
		switch (progress?.state) {
			case "done":
				return plan && plan.add === 0 && plan.change > 0
					? t("files.changed", { count: progress.changed })
					: t("users.import.done", { count: plan?.add ?? progress.done });
			case "cancelled":
				return t("users.import.cancelled");
			default:
				return t("users.import.failed");
		}
	}
}
