const files = import.meta.glob<Record<string, string>>("./zh/*.json", { eager: true, import: "default" });

/** Every Chinese sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
