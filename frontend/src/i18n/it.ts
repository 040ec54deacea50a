const files = import.meta.glob<Record<string, string>>("./it/*.json", { eager: true, import: "default" });

/** Every Italian sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
