const files = import.meta.glob<Record<string, string>>("./de/*.json", { eager: true, import: "default" });

/** Every German sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
