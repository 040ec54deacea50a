package app

import "strconv"

// plural is the CLDR category of a whole number in one of our languages, as
// Intl.PluralRules has it on the page. What is no whole number is "other".
func plural(language, n string) string {
	i, err := strconv.ParseUint(n, 10, 64)
	if err != nil {
		return "other"
	}
	million := i != 0 && i%1_000_000 == 0
	switch language {
	case "zh":
		return "other"
	case "ru":
		switch ten, hundred := i%10, i%100; {
		case ten == 1 && hundred != 11:
			return "one"
		case ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14):
			return "few"
		}
		return "many"
	case "fr", "pt":
		if i < 2 {
			return "one"
		}
	default:
		if i == 1 {
			return "one"
		}
	}
	if million && language != "en" && language != "de" {
		return "many" // es, fr, it, pt: "un millón de"
	}
	return "other"
}
