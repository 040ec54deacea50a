const files = import.meta.glob<Record<string, string>>("./ru/*.json", { eager: true, import: "default" });

/** Every Russian sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
