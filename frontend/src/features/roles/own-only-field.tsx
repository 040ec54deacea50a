import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { callgate } from "../../../wailsjs/go/models";
import { rightName } from "../tree/names";

interface OwnOnlyFieldProps {
	catalogue: readonly callgate.Leaf[];
	/** The rights the role gives. */
	given: readonly string[];
	value: string[];
	onChange: (value: string[]) => void;
}

/** Rights that count on the member's own calls only, as far as the role reaches otherwise. */
export function OwnOnlyField({ catalogue, given, value, onChange }: OwnOnlyFieldProps) {
	const { t, i18n } = useTranslation();
	const data = catalogue
		.filter((leaf) => leaf.scoped && given.includes(leaf.id))
		.map((leaf) => ({ value: leaf.id, label: rightName(t, i18n, leaf.id) }));
	if (data.length === 0) return null;
	return (
		<MultiSelect
			label={t("roles.ownOnly.field")}
			description={t("roles.ownOnly.help")}
			data={data}
			value={value.filter((p) => given.includes(p))}
			searchable
			onChange={onChange}
		/>
	);
}
