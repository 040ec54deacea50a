const files = import.meta.glob<Record<string, string>>(["./ru/*.json", "!./ru/cli.json"], {
	eager: true,
	import: "default",
});

/** Every Russian sentence, one flat dictionary; the command line reads its own from the same folder. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
