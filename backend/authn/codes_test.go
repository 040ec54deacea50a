package authn

import (
	"regexp"
	"strings"
	"testing"
)

func TestRecoveryCodes(t *testing.T) {
	codes, hashes := NewRecoveryCodes()
	seen := map[string]bool{}
	for i, code := range codes {
		if !regexp.MustCompile(`^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`).MatchString(code) || seen[code] {
			t.Fatalf("code %q", code)
		}
		seen[code] = true
		typed := strings.NewReplacer("0", "o", "1", "l", "-", " ").Replace(strings.ToLower(code))
		for _, spelling := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), typed} {
			if HashRecoveryCode(spelling) != hashes[i] {
				t.Errorf("%q is not %q", spelling, code)
			}
		}
		if HashActivationCode(code) == hashes[i] {
			t.Error("a recovery code passes for an activation code")
		}
		if strings.Contains(hashes[i], code) {
			t.Error("the code is stored in clear")
		}
	}
	if len(codes) != 10 {
		t.Errorf("%d codes", len(codes))
	}
	for _, s := range []string{"", "0", "0000-0000-0000-000", "0000-0000-0000-00000", "UUUU-UUUU-UUUU-UUUU", strings.Repeat("0-", 100), "０000-0000-0000-0000"} {
		if HashRecoveryCode(s) != "" {
			t.Errorf("%q is a code", s)
		}
	}
}

func TestTokens(t *testing.T) {
	a, ha := NewToken()
	b, hb := NewToken()
	if a == b || ha == hb || len(a) != 43 || HashToken(a) != ha || strings.Contains(ha, a) {
		t.Fatalf("%q %q", a, ha)
	}
	if SameHash("", "") || SameHash(ha, hb) || !SameHash(ha, ha) {
		t.Fatal("SameHash")
	}
}
