package authn

import (
	"bytes"
	"image/png"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The test vectors of RFC 6238, appendix B, cut to six digits.
func TestCodesAreThoseOfRFC6238(t *testing.T) {
	const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // "12345678901234567890"
	for at, code := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		step, ok := MatchCode(key, code, time.Unix(at, 0))
		if !ok || step != at/30 {
			t.Errorf("at %d: step %d, %v", at, step, ok)
		}
		for _, aside := range []int64{-30, 30} {
			if step, ok := MatchCode(key, code, time.Unix(at+aside, 0)); !ok || step != at/30 {
				t.Errorf("%d s aside: step %d, %v", aside, step, ok)
			}
		}
		for _, aside := range []int64{-61, 61} {
			if _, ok := MatchCode(key, code, time.Unix(at+aside, 0)); ok {
				t.Errorf("at %d: fits %d s aside", at, aside)
			}
		}
	}
}

func TestOneSpellingOfACodeOnly(t *testing.T) {
	const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	now := time.Unix(59, 0)
	wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, "287082")
	arabic := strings.Map(func(r rune) rune { return r - '0' + '٠' }, "287082")
	for _, code := range []string{"", " 287082", "287082 ", "287 082", "287082\n", "\t287082", "287-082", "0287082", "28708", "+87082", wide, arabic, "287082\x00", "2\u200b87082"} {
		if _, ok := MatchCode(key, code, now); ok {
			t.Errorf("%q fits", code)
		}
	}
	if _, ok := MatchCode("", "287082", now); ok {
		t.Error("fits without a key")
	}
	if _, ok := MatchCode(key, "287082", time.Unix(-1_000_000, 0)); ok {
		t.Error("fits before 1970")
	}
}

func TestNewFactorWorksInAnAuthenticator(t *testing.T) {
	f, err := NewFactor("Kestrel: Freight", "ada.whitlock")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(f.URI, "otpauth://totp/") || !strings.Contains(f.URI, "secret="+f.Key) || !ValidKey(f.Key) {
		t.Fatalf("%+v", f)
	}
	picture, err := png.Decode(bytes.NewReader(f.QRPNG))
	if err != nil || picture.Bounds().Dx() < 200 {
		t.Fatalf("picture: %v", err)
	}
	tool, err := exec.LookPath("oathtool")
	if err != nil {
		t.Skip("oathtool is not installed")
	}
	out, err := exec.Command(tool, "--totp", "-b", "--now=2026-03-01 12:00:00 UTC", f.Key).Output()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	if step, ok := MatchCode(f.Key, strings.TrimSpace(string(out)), now); !ok || step != now.Unix()/30 {
		t.Fatalf("oathtool's code: step %d, %v", step, ok)
	}
}

func TestValidKey(t *testing.T) {
	for key, want := range map[string]bool{
		"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ": true, "GEZDGNBVGY3TQOJQ": false, "": false, "gezdgnbvgy3tqojqgezdgnbvgy3tqojq": false,
		"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1": false, strings.Repeat("A", 200): false,
	} {
		if ValidKey(key) != want {
			t.Errorf("%q: %v", key, !want)
		}
	}
}
