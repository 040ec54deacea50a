import i18next from "i18next";

/** A choice in a list: what is kept, what is read. */
export interface Choice {
	value: string;
	label: string;
}

// ISO 3166-1 alpha-2, two letters each.
const codes =
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

let named: { language: string; countries: Choice[] } | undefined;

/** Every country by its name in the reader's language, in its order. */
export function countries(): Choice[] {
	if (named?.language !== i18next.language) named = { language: i18next.language, countries: ordered() };
	return named.countries;
}

function ordered(): Choice[] {
	const names = new Intl.DisplayNames(i18next.language, { type: "region" });
	const order = new Intl.Collator(i18next.language);
	return codes
		.split(" ")
		.map((value) => ({ value, label: names.of(value) ?? value }))
		.sort((a, b) => order.compare(a.label, b.label));
}

let zoned: { present: string; zones: Choice[] } | undefined;

/** Every time zone of the machine, and the one in use even where it is missing. */
export function timeZones(present: string): Choice[] {
	if (zoned?.present !== present) zoned = { present, zones: withZone(present) };
	return zoned.zones;
}

function withZone(present: string): Choice[] {
	const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
	if (present) zones.add(present);
	return [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
