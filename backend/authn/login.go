package authn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"callgate/backend/callgate"
)

// MaxLogin bounds a login, in characters.
const MaxLogin = 64

// punctuation a login may contain beside letters and digits.
const punctuation = "._-@+'"

// FoldLogin gives the two forms in which a login is unique in its tenant:
// folded, how it is looked up (NFKC, no case), and skeleton, in which letters
// that look alike are one. Spaces, control and invisible characters and letters
// of several scripts are refused: they exist to deceive.
func FoldLogin(login string) (folded, skeleton string, err error) {
	if folded, skeleton, ok := foldASCII(login); ok {
		return folded, skeleton, nil
	}
	return foldAny(login)
}

// foldAny is FoldLogin for letters of every script.
func foldAny(login string) (folded, skeleton string, err error) {
	if fault := loginFault(login); fault != nil {
		return "", "", fault.At("login")
	}
	plain := norm.NFKC.String(login)
	folded = norm.NFKC.String(cases.Fold().String(plain))
	if fault := loginFault(folded); fault != nil { // what compatibility forms unfolded into
		return "", "", fault.At("login")
	}
	return folded, skeletonOf(plain), nil
}

// loginFault says what is wrong with a login.
func loginFault(s string) *callgate.Error {
	if s == "" {
		return callgate.Err("login_empty")
	}
	if len(s) > MaxLogin*utf8.UTFMax || utf8.RuneCountInString(s) > MaxLogin {
		return callgate.Err("login_long", "max", "64")
	}
	if !utf8.ValidString(s) {
		return callgate.Err("login_character", "character", "�")
	}
	var scripts scriptSet
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			return callgate.Err("login_space")
		case invisible(r):
			return callgate.Err("login_invisible")
		case unicode.IsLetter(r), unicode.IsMark(r) && i > 0:
			scripts.add(r)
		case unicode.IsDigit(r), i > 0 && strings.ContainsRune(punctuation, r), r == '+' || r == '_':
		case strings.ContainsRune(punctuation, r):
			return callgate.Err("login_start", "character", string(r))
		default:
			return callgate.Err("login_character", "character", string(r))
		}
	}
	if scripts.mixed() {
		return callgate.Err("login_mixed_scripts")
	}
	return nil
}

// invisible characters take no room on screen or turn the text around.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Co, unicode.Cs)
}

// scriptSet collects the scripts of a login's letters.
type scriptSet struct {
	found []string
}

// scripts that letters are told apart by; letters of others count as "other".
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"latin", unicode.Latin}, {"cyrillic", unicode.Cyrillic}, {"greek", unicode.Greek}, {"han", unicode.Han},
	{"kana", unicode.Hiragana}, {"kana", unicode.Katakana}, {"hangul", unicode.Hangul}, {"bopomofo", unicode.Bopomofo},
	{"arabic", unicode.Arabic}, {"hebrew", unicode.Hebrew}, {"armenian", unicode.Armenian}, {"georgian", unicode.Georgian},
	{"devanagari", unicode.Devanagari}, {"bengali", unicode.Bengali}, {"thai", unicode.Thai}, {"cherokee", unicode.Cherokee},
}

func (s *scriptSet) add(r rune) {
	if unicode.In(r, unicode.Common, unicode.Inherited) {
		return
	}
	name := "other"
	for _, known := range scripts {
		if unicode.Is(known.table, r) {
			name = known.name
			break
		}
	}
	for _, have := range s.found {
		if have == name {
			return
		}
	}
	s.found = append(s.found, name)
}

// mixed tells whether the scripts do not belong together. Chinese, Japanese and
// Korean text is written in several scripts, Latin among them (UTS 39).
func (s *scriptSet) mixed() bool {
	if len(s.found) <= 1 {
		return false
	}
	for _, together := range []string{"latin han kana", "latin han bopomofo", "latin han hangul"} {
		all := true
		for _, name := range s.found {
			all = all && strings.Contains(together, name)
		}
		if all {
			return false
		}
	}
	return true
}

// DeriveLogin proposes a login for a person: "ada.whitlock". It is ASCII where
// a transliteration is known, else the letters stay; "" never comes back.
func DeriveLogin(first, last string) string {
	a, b := derivePart(first), derivePart(last)
	login := strings.Trim(a+"."+b, ".")
	if cut := []rune(login); len(cut) > MaxLogin {
		login = strings.TrimRight(string(cut[:MaxLogin]), punctuation)
	}
	if _, _, err := FoldLogin(login); err != nil {
		login = strings.Trim(strings.Map(func(r rune) rune {
			if r > 0x7f {
				return -1
			}
			return r
		}, login), punctuation)
	}
	if login == "" {
		return "user"
	}
	return login
}

// derivePart makes one name lower case, plain and free of spaces.
func derivePart(name string) string {
	if plain, ok := plainPart(name); ok {
		return plain
	}
	return deriveAny(name)
}

// deriveAny is derivePart for letters of every script.
func deriveAny(name string) string {
	name = cases.Fold().String(norm.NFKC.String(name))
	var s strings.Builder
	gap := false
	for _, r := range norm.NFD.String(name) {
		plain, known := transliterations[r]
		switch {
		case known:
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			plain = string(r)
		case unicode.IsMark(r) && r < 0x370, r == '\'', r == '’': // accents of Latin, Greek and Cyrillic letters
			continue
		case unicode.IsMark(r):
			plain = string(r)
		default:
			gap = s.Len() > 0
			continue
		}
		if gap && plain != "" {
			s.WriteByte('-')
			gap = false
		}
		s.WriteString(plain)
	}
	return norm.NFKC.String(s.String())
}
