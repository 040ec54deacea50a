package authn

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// lookAlikes maps letters to the Latin letter or digit they can be taken for
// in a login: the part of Unicode's confusables (UTS 39) that single-script
// logins can be built from. Letters missing here stand for themselves.
var lookAlikes = map[rune]rune{
	// digits and Latin
	'0': 'o', '1': 'l', 'ı': 'i', 'ɩ': 'i', 'ɑ': 'a', 'ɡ': 'g', 'ʏ': 'y', 'ᴏ': 'o', 'ᴠ': 'v', 'ᴡ': 'w', 'ᴢ': 'z', 'ꞵ': 'b', 'ǀ': 'l',
	// Cyrillic
	'а': 'a', 'в': 'b', 'с': 'c', 'ԁ': 'd', 'е': 'e', 'һ': 'h', 'н': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'ӏ': 'l', 'м': 'm',
	'п': 'n', 'о': 'o', 'р': 'p', 'ԛ': 'q', 'г': 'r', 'ѕ': 's', 'т': 't', 'ц': 'u', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'у': 'y',
	'ү': 'y', 'ь': 'b', 'ґ': 'r', 'ѡ': 'w', 'з': '3', 'ӡ': '3', 'б': '6',
	// Greek
	'α': 'a', 'β': 'b', 'ϲ': 'c', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'μ': 'u', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'σ': 'o',
	'τ': 't', 'υ': 'u', 'χ': 'x', 'γ': 'y', 'ω': 'w', 'ζ': 'z', 'ϳ': 'j',
	// Armenian, Hebrew, Arabic and others that pass for o, l, u, n, h, q, g
	'օ': 'o', 'ո': 'n', 'ս': 'u', 'հ': 'h', 'ց': 'g', 'զ': 'q', 'յ': 'j', 'ס': 'o', 'ו': 'l', 'ן': 'l', 'ا': 'l', 'ه': 'o', '٠': '.', '١': 'l', '٥': 'o',
	'ഠ': 'o', '०': 'o', 'ঃ': '8', '০': 'o', '๐': 'o', 'ჿ': 'o', 'Ꭵ': 'i',
}

// capitalsAlike are capitals that pass for another letter only as capitals;
// the skeleton looks at them before case is folded away.
var capitalsAlike = map[rune]rune{
	'I': 'l', 'Ι': 'l', 'І': 'l', 'Ӏ': 'l', // capital i in Latin, Greek, Cyrillic beside a small L
	'Η': 'h', 'Ν': 'n', 'Ρ': 'p', 'Μ': 'm', 'Υ': 'y', 'Β': 'b', 'Ζ': 'z', // Greek capitals that are Latin ones
}

// skeletonOf folds look-alikes together. Two logins with one skeleton cannot
// be told apart by eye.
func skeletonOf(plain string) string {
	var s strings.Builder
	for _, r := range plain {
		if c, ok := capitalsAlike[r]; ok {
			r = c
		}
		s.WriteRune(r)
	}
	folded := norm.NFC.String(cases.Fold().String(s.String()))
	s.Reset()
	for _, r := range folded {
		if c, ok := lookAlikes[r]; ok {
			r = c
		}
		s.WriteRune(r)
	}
	return s.String()
}

// transliterations of letters that do not fall apart into an ASCII letter and
// an accent. Folded and decomposed letters only.
var transliterations = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'æ': "ae", 'œ': "oe", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ə': "a",
	// Cyrillic
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ј': "j",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts",
	'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'љ': "lj", 'њ': "nj", 'ђ': "dj", 'ћ': "c", 'џ': "dz",
	// Greek
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n",
	'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}
