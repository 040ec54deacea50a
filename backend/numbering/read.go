package numbering

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Number is a telephone number of the public network.
type Number struct {
	code, national string
}

// How many digits a national number has, and how many characters are looked at.
const (
	leastDigits = 2
	mostDigits  = 17
	mostTyped   = 250
)

// Dialled drops what people put between digits, and knows the wide digits of an
// Asian keyboard. False for what no telephone dials.
func Dialled(typed string) (string, bool) {
	var b strings.Builder
	for _, r := range norm.NFKC.String(typed) {
		switch {
		case r >= '0' && r <= '9', r == '+' && b.Len() == 0:
			b.WriteRune(r)
		case strings.ContainsRune(" -./()[]~\u00ad\u200b\u2060\u2212", r), r >= '\u2010' && r <= '\u2015':
		default:
			return typed, false
		}
	}
	return b.String(), b.Len() > 0
}

// Read understands a number as dialled in a region ("" when it is not known:
// then only international numbers are).
func Read(typed, region string) (Number, bool) {
	digits, ok := Dialled(typed)
	plain, plus := strings.CutPrefix(digits, "+")
	if !ok || len(typed) > mostTyped || len(plain) < leastDigits || plus && len(plain) == leastDigits {
		return Number{}, false
	}
	home := of(region)
	n, ok := international(plain, plus, home)
	if !ok {
		return n, false
	}
	p := home
	if n.code != "" {
		p = withCode(n.code)[0]()
	} else {
		n = Number{home.code, plain}
	}
	if len(n.national) < leastDigits {
		return n, false
	}
	// Without its trunk prefix, unless it is too short then: it may be a number
	// that begins like one.
	if bare := p.withoutTrunk(n.national); has(p.general.lengths, len(bare)) || p.general.tooLong(bare) {
		n.national = bare
	}
	return n, len(n.national) >= leastDigits && len(n.national) <= mostDigits
}

// international finds the calling code of a number; none (and true) in a number
// of the home region.
func international(plain string, plus bool, home *plan) (Number, bool) {
	rest := plain
	if !plus {
		if home == nil {
			return Number{}, false
		}
		if rest = home.withoutAbroad(plain); rest == plain {
			return home.repeated(plain), true
		}
	}
	if len(rest) <= leastDigits {
		return Number{}, false
	}
	for i := 1; i <= 3 && rest[0] != '0'; i++ {
		if withCode(rest[:i]) != nil {
			return Number{rest[:i], rest[i:]}, true
		}
	}
	if !plus {
		return Number{}, false
	}
	// No code there is: the plus may have been put before a number of here.
	n, ok := international(plain, false, home)
	return n, ok && n.code != ""
}

// repeated gives a number that was typed with the home region's own calling
// code, though without a plus: where it makes sense in no other way.
func (p *plan) repeated(number string) Number {
	rest, ok := strings.CutPrefix(number, p.code)
	if !ok {
		return Number{}
	}
	rest = p.withoutTrunk(rest)
	if !p.general.form.matches(number) && p.general.form.matches(rest) || p.general.tooLong(number) {
		return Number{p.code, rest}
	}
	return Number{}
}

// withoutAbroad drops the prefix for calls abroad. No calling code begins with 0.
func (p *plan) withoutAbroad(number string) string {
	if p.abroad == nil {
		return number
	}
	at := p.abroad().FindStringIndex(number)
	if at == nil || at[1] < len(number) && number[at[1]] == '0' {
		return number
	}
	return number[at[1]:]
}

// withoutTrunk drops the trunk prefix, or puts an area code in its place, unless
// that makes a good number bad.
func (p *plan) withoutTrunk(number string) string {
	if p.trunk == nil || number == "" {
		return number
	}
	at := p.trunk().FindStringSubmatchIndex(number)
	if at == nil {
		return number
	}
	bare := number[at[1]:]
	if p.rewritten != "" && at[len(at)-2] >= 0 {
		bare = p.trunk().ReplaceAllString(number, p.rewritten)
	}
	if p.general.form.matches(number) && !p.general.form.matches(bare) {
		return number
	}
	return bare
}
