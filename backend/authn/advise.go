package authn

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"callgate/backend/callgate"
)

// Lengths in characters (PROMISES 12). A tenant may ask for more, never less.
const (
	minLength           = 15
	minLengthWithFactor = 8
	maxLength           = 128
	weakEffort          = 4 // two pieces: "password" and "2024!"
)

// MinLength of a password under a policy, in characters.
func MinLength(pol callgate.SignInPolicy, hasFactor bool) int {
	if hasFactor {
		return max(minLengthWithFactor, pol.MinLength)
	}
	return max(minLength, pol.MinLength)
}

// Advise judges a new password. Problems it lists must be changed; score is 0
// (refused by every guessing program) to 4. Context words are what it should
// not be made of: login, names, tenant.
func Advise(pw string, pol callgate.SignInPolicy, context []string, hasFactor bool) (ok bool, score int, problems []callgate.Reason) {
	problem := func(code string, params ...string) {
		problems = append(problems, callgate.Reason{Code: "password." + code, Params: callgate.Err("", params...).Params})
	}
	if len(pw) > MaxPasswordBytes { // not worth folding
		problem("too_long", "max", strconv.Itoa(max(maxLength, pol.MaxLength)), "length", strconv.Itoa(utf8.RuneCountInString(pw)))
		return false, 0, problems
	}
	plain := norm.NFKC.String(pw)
	folded := cases.Fold().String(plain)
	length := utf8.RuneCountInString(plain)
	least, most := MinLength(pol, hasFactor), max(maxLength, pol.MaxLength)
	switch {
	case !utf8.ValidString(pw) || strings.ContainsFunc(plain, unicode.IsControl):
		problem("control")
		return false, 0, problems
	case length > most:
		problem("too_long", "max", strconv.Itoa(most), "length", strconv.Itoa(length))
		return false, 0, problems
	case length < least:
		problem("too_short", "min", strconv.Itoa(least), "length", strconv.Itoa(length))
	}
	weight := effort(folded)
	if length > 0 && (common()[folded] || weight <= weakEffort) {
		problem("common")
	}
	if word := contextWord(folded, context, pol.NoAccountInfo); word != "" {
		problem("context", "word", word)
	}
	departures(plain, pol, problem)
	if len(problems) > 0 {
		return false, min(1, weight/8), problems
	}
	return true, max(1, min(4, 1+weight/10)), nil
}

// contextWord finds a word of the context when the password is little more
// than such words; with strict, when it contains one at all.
func contextWord(folded string, context []string, strict bool) string {
	rest, first := folded, ""
	for _, text := range context {
		parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, part := range parts {
			w := cases.Fold().String(norm.NFKC.String(part))
			if utf8.RuneCountInString(w) < 3 || !strings.Contains(folded, w) && !strings.Contains(unleet(folded), w) {
				continue
			}
			if first == "" {
				first = part
			}
			rest = strings.ReplaceAll(rest, w, "")
			if !strings.Contains(folded, w) {
				rest = strings.ReplaceAll(unleet(rest), unleet(w), "")
			}
		}
	}
	if first == "" || !strict && utf8.RuneCountInString(rest) >= minLengthWithFactor && effort(rest) > weakEffort {
		return ""
	}
	return first
}

// departures are the rules PortSIP and Sippy have, off unless a tenant turns
// them on: they go against current advice (length and a block list).
func departures(plain string, pol callgate.SignInPolicy, problem func(code string, params ...string)) {
	var letter, digit, upper, special bool
	for _, r := range plain {
		letter = letter || unicode.IsLetter(r)
		digit = digit || unicode.IsDigit(r)
		upper = upper || unicode.IsUpper(r)
		special = special || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	if pol.NeedLetters && !letter {
		problem("need_letters")
	}
	if pol.NeedDigits && !digit {
		problem("need_digits")
	}
	if pol.NeedUpperOrSpecial && !upper && !special {
		problem("need_upper_or_special")
	}
	r := []rune(strings.ToLower(plain))
	var sequence, repeat bool
	for i := 3; i < len(r); i++ {
		step := r[i] - r[i-1]
		if (step == 1 || step == -1) && r[i-1]-r[i-2] == step && r[i-2]-r[i-3] == step && (unicode.IsLetter(r[i]) || unicode.IsDigit(r[i])) {
			sequence = true
		}
	}
	for i := 2; i < len(r); i++ {
		repeat = repeat || r[i] == r[i-1] && r[i] == r[i-2]
	}
	if pol.NoSequences && sequence {
		problem("sequence")
	}
	if pol.NoRepeats && repeat {
		problem("repeat")
	}
}
