import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { api } from "../../wailsjs/go/models";
import { Dialog } from "../components/dialog";
import { useGo } from "./go";
import styles from "./palette.module.css";
import { type Hit, useHits } from "./palette-hits";

let open = false;
const watchers = new Set<() => void>();

function setOpen(next: boolean): void {
	open = next;
	for (const watcher of watchers) watcher();
}

/** Opens the field everything is found with, from anywhere. */
export const openPalette = (): void => setOpen(true);

function useOpen(): boolean {
	return useSyncExternalStore(
		(watcher) => {
			watchers.add(watcher);
			return () => watchers.delete(watcher);
		},
		() => open,
	);
}

/** Ctrl+K: pages, people, things, and questions for Why? */
export function Palette({ me }: { me: api.Me }) {
	const opened = useOpen();
	useHotkeys([["mod+K", () => setOpen(!open)]], []);
	return (
		<Dialog
			opened={opened}
			onClose={() => setOpen(false)}
			withCloseButton={false}
			padding={0}
			size={560}
			yOffset={8}
			classNames={{ body: styles.body, content: styles.content, inner: styles.inner }}
		>
			{opened && <Finder me={me} onDone={() => setOpen(false)} />}
		</Dialog>
	);
}

function Finder({ me, onDone }: { me: api.Me; onDone: () => void }) {
	const { t } = useTranslation();
	const go = useGo();
	const [text, setText] = useState("");
	const [at, setAt] = useState(0);
	const list = useId();
	const hits = useHits(me, text.trim());
	const chosen = Math.min(at, hits.length - 1);
	const box = useRef<HTMLUListElement>(null);
	useEffect(() => {
		box.current?.children[chosen]?.scrollIntoView({ block: "nearest" });
	}, [chosen]);

	const take = (hit: Hit | undefined) => {
		if (!hit) return;
		onDone();
		go(hit.to);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, hits.length - 1));
		else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
		else if (event.key === "Enter") take(hits[chosen]);
		else return;
		event.preventDefault();
	};
	return (
		<>
			<div className={styles.field}>
				<IconSearch size={16} stroke={1.8} aria-hidden />
				<input
					data-autofocus
					// At once: what is typed right after Ctrl+K is meant for this field.
					autoFocus
					type="text"
					role="combobox"
					aria-expanded
					aria-controls={list}
					aria-activedescendant={hits[chosen] ? `${list}-${chosen}` : undefined}
					aria-label={t("shell.find")}
					placeholder={t("shell.find")}
					autoComplete="off"
					spellCheck={false}
					value={text}
					onChange={(event) => {
						setText(event.target.value);
						setAt(0);
					}}
					onKeyDown={onKeyDown}
				/>
				<kbd aria-hidden>Esc</kbd>
			</div>
			<ul className={styles.hits} role="listbox" id={list} aria-label={t("palette.hits")} ref={box}>
				{hits.map((hit, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the keys
					<li
						key={hit.id}
						id={`${list}-${index}`}
						role="option"
						aria-selected={index === chosen}
						tabIndex={-1}
						onMouseMove={() => setAt(index)}
						onClick={() => take(hit)}
					>
						{hit.icon}
						<span>{hit.label}</span>
						{hit.note && <span className={styles.note}>{hit.note}</span>}
					</li>
				))}
				{hits.length === 0 && <li className={styles.none}>{t("palette.none", { text: text.trim() })}</li>}
			</ul>
		</>
	);
}
