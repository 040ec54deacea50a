const files = import.meta.glob<Record<string, string>>(["./fr/*.json", "!./fr/cli.json"], {
	eager: true,
	import: "default",
});

/** Every French sentence, one flat dictionary; the command line reads its own from the same folder. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
