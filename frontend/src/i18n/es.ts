const files = import.meta.glob<Record<string, string>>("./es/*.json", { eager: true, import: "default" });

/** Every Spanish sentence, one flat dictionary. */
export default Object.assign({}, ...Object.values(files)) as Record<string, string>;
