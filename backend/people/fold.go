package people

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings text to the form in which it is searched and sorted: compatible
// forms made one (NFKD), letters lower, Latin, Greek and Cyrillic letters
// without their marks, so that "muller" finds "Müller". Spaces and control
// characters become single spaces, none at either end.
func Fold(s string) string { return string(appendFold(nil, s)) }

// letters that do not fall apart into a letter and a mark.
var plainLetter = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ς': "σ",
}

func appendFold(dst []byte, s string) []byte {
	start := len(dst)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return appendFoldWide(dst[:start], start, s)
		case c <= ' ' || c == 0x7f:
			dst = appendSpace(dst, start)
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c|0x20)
		default:
			dst = append(dst, c)
		}
	}
	return trimSpace(dst, start)
}

func appendFoldWide(dst []byte, start int, s string) []byte {
	for _, r := range norm.NFKD.String(s) {
		switch {
		case 0x300 <= r && r <= 0x36f: // marks on Latin, Greek and Cyrillic letters
		case r <= ' ' || unicode.IsSpace(r) || unicode.IsControl(r):
			dst = appendSpace(dst, start)
		default:
			r = unicode.ToLower(r)
			if plain, ok := plainLetter[r]; ok {
				dst = append(dst, plain...)
			} else {
				dst = utf8.AppendRune(dst, r)
			}
		}
	}
	return trimSpace(dst, start)
}

func appendSpace(dst []byte, start int) []byte {
	if len(dst) == start || dst[len(dst)-1] == ' ' {
		return dst
	}
	return append(dst, ' ')
}

func trimSpace(dst []byte, start int) []byte {
	if n := len(dst); n > start && dst[n-1] == ' ' {
		return dst[:n-1]
	}
	return dst
}
