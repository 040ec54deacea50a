package authn

import "strings"

// alikeASCII is lookAlikes and capitalsAlike for ASCII.
var alikeASCII = strings.NewReplacer("I", "l", "0", "o", "1", "l")

// foldASCII is FoldLogin for what nearly all logins are, many times as fast:
// an import folds each of its logins several times. ok is false for every
// login it is not sure about.
func foldASCII(login string) (folded, skeleton string, ok bool) {
	if login == "" || len(login) > MaxLogin {
		return "", "", false
	}
	alike := false
	for i := range len(login) {
		switch c := login[i]; {
		case c == '0' || c == '1' || c == 'I':
			alike = true
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+', c == '_':
		case i > 0 && strings.IndexByte(punctuation, c) >= 0:
		default:
			return "", "", false
		}
	}
	folded = strings.ToLower(login)
	if !alike {
		return folded, folded, true
	}
	return folded, strings.ToLower(alikeASCII.Replace(login)), true
}

// plainPart is derivePart for names of nothing but ASCII letters and digits.
func plainPart(name string) (plain string, ok bool) {
	for i := range len(name) {
		if c := name[i] | 0x20; (c < 'a' || c > 'z') && (name[i] < '0' || name[i] > '9') {
			return "", false
		}
	}
	return strings.ToLower(name), true
}
