const files = import.meta.glob<Record<string, string>>(["./de/*.json", "!./de/cli.json"], {
	eager: true,
	import: "default",
});

/** Every German sentence, one flat dictionary; the command line reads its own from the same folder. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
