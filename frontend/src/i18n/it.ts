const files = import.meta.glob<Record<string, string>>(["./it/*.json", "!./it/cli.json"], {
	eager: true,
	import: "default",
});

/** Every Italian sentence, one flat dictionary; the command line reads its own from the same folder. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
