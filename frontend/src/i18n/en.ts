const files = import.meta.glob<Record<string, string>>("./en/*.json", { eager: true, import: "default" });

/** Every English sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
