const files = import.meta.glob<Record<string, string>>("./fr/*.json", { eager: true, import: "default" });

/** Every French sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
