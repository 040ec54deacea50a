const files = import.meta.glob<Record<string, string>>("./pt/*.json", { eager: true, import: "default" });

/** Every Portuguese sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
