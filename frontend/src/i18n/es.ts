const files = import.meta.glob<Record<string, string>>(["./es/*.json", "!./es/cli.json"], {
	eager: true,
	import: "default",
});

/** Every Spanish sentence, one flat dictionary; the command line reads its own from the same folder. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
