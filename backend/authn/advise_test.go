package authn

import (
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func codes(list []callgate.Reason) string {
	var s []string
	for _, r := range list {
		s = append(s, strings.TrimPrefix(r.Code, "password."))
	}
	return strings.Join(s, " ")
}

func TestBlockListIsLongEnough(t *testing.T) {
	if n := len(common()); n < 3000 {
		t.Fatalf("%d entries, promised are 3000", n)
	}
}

func TestAdvise(t *testing.T) {
	for _, c := range []struct {
		pw     string
		factor bool
		want   string
	}{
		{"", false, "too_short"},
		{"heron under bridge", false, ""},
		{"correct horse battery staple", false, ""},
		{"Sommerregen auf dem Dach", false, ""},
		{"kx7vmq2p", true, ""},
		{"kx7vmq2p", false, "too_short"},
		{"kx7vmq2", true, "too_short"},
		{"passwordpassword", false, "common"},
		{"PasswordPassword", false, "common"},
		{"p4ssw0rd12345678", false, "common"},
		{"qwertyuiopasdfghjkl", false, "common"},
		{"111111111111111", false, "common"},
		{"aaaaaaaaaaaaaaaaaaaa", false, "common"},
		{"abcdefghijklmnopqrst", false, "common"},
		{"12345678901234567890", false, "common"},
		{"Password2024!", true, "common"},
		{"Whatever!", true, "common"},
		{"19.12.1984", true, ""}, // short, but no list can hold every date
		{"ada.whitlock2024", false, "context"},
		{"AdaWhitlock12345", false, "context"},
		{"kestrelfreight1!", false, "context"},
		{"a kestrel on the wire at nine", false, ""},
		{strings.Repeat("ä", 128), false, "common"},
		{strings.Repeat("heron übers Dach ", 8)[:128], false, ""},
		{strings.Repeat("x y", 60), false, "too_long"},
		{"with\x00control characters", false, "control"},
		{"with\xff broken text here", false, "control"},
	} {
		ok, score, problems := Advise(c.pw, callgate.SignInPolicy{}, []string{"ada.whitlock", "Ada", "Whitlock", "Kestrel Freight"}, c.factor)
		if got := codes(problems); got != c.want || ok != (c.want == "") {
			t.Errorf("%q: %q (ok %v), want %q", c.pw, got, ok, c.want)
		}
		if ok && (score < 1 || score > 4) || !ok && score > 1 {
			t.Errorf("%q: score %d", c.pw, score)
		}
	}
}

func TestDeparturesAreOffUntilATenantTurnsThemOn(t *testing.T) {
	pol := callgate.SignInPolicy{NeedLetters: true, NeedDigits: true, NeedUpperOrSpecial: true, NoSequences: true, NoRepeats: true, NoAccountInfo: true}
	for pw, want := range map[string]string{
		"heronunderbridge":       "need_digits need_upper_or_special",
		"Heron7underbridge":      "",
		"Heron7under1234bridge":  "sequence",
		"Heron7underdcbabridge":  "sequence",
		"Heron7unnnderbridge":    "repeat",
		"Heron7 whitlock bridge": "context",
		"739164820573 916":       "need_letters",
	} {
		if _, _, problems := Advise(pw, pol, []string{"ada.whitlock"}, false); codes(problems) != want {
			t.Errorf("%q: %q, want %q", pw, codes(problems), want)
		}
		if ok, _, problems := Advise(pw, callgate.SignInPolicy{}, nil, false); !ok {
			t.Errorf("%q: refused without rules: %v", pw, problems)
		}
	}
	if got := MinLength(callgate.SignInPolicy{MinLength: 4}, false); got != 15 {
		t.Errorf("a tenant went below the least length: %d", got)
	}
	if got := MinLength(callgate.SignInPolicy{MinLength: 20}, true); got != 20 {
		t.Errorf("a tenant's own length: %d", got)
	}
}
