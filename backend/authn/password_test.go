package authn

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"golang.org/x/crypto/argon2"
)

var elsewhere = netip.MustParseAddr("198.51.100.7")

func TestPasswordsAreVerifiedWhole(t *testing.T) {
	ctx := context.Background()
	long := strings.Repeat("ħ", 127) + "a"
	for _, pw := range []string{"heron under the bridge", long, "Ångström bis zum Mond", strings.Repeat("x", MaxPasswordBytes)} {
		hash, err := HashPassword(ctx, pw)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Fatalf("form: %s", hash)
		}
		for other, want := range map[string]bool{pw: true, pw + "a": false, pw[:len(pw)-1]: false, "": false, strings.ToUpper(pw): false} {
			if ok, err := VerifyPassword(ctx, elsewhere, hash, other); err != nil || ok != want {
				t.Errorf("%.20q against %.20q: %v, %v", other, pw, ok, err)
			}
		}
	}
	if _, err := HashPassword(ctx, strings.Repeat("x", MaxPasswordBytes+1)); err == nil {
		t.Error("a password beyond the bound was hashed")
	}
}

func TestPasswordsAreOneTextInEverySpelling(t *testing.T) {
	ctx := context.Background()
	hash, err := HashPassword(ctx, "Ångström ﬁndet Ruhe")
	if err != nil {
		t.Fatal(err)
	}
	for _, pw := range []string{"A\u030angstro\u0308m findet Ruhe", "\u212bngström ﬁndet Ruhe"} {
		if ok, err := VerifyPassword(ctx, elsewhere, hash, pw); !ok || err != nil {
			t.Errorf("%q: %v, %v", pw, ok, err)
		}
	}
}

func TestAbsurdHashesAreRefused(t *testing.T) {
	salt, key := "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	form := func(params string) string { return "$argon2id$v=19$" + params + "$" + salt + "$" + key }
	if _, err := parseHash(form("m=19456,t=2,p=1")); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{
		"", "x", "$2b$12$abc", form("m=4194304,t=2,p=1"), form("m=19456,t=4000000,p=1"), form("m=19456,t=2,p=255"), form("m=19456,t=0,p=1"),
		form("m=0,t=1,p=1"), form("m=19456,t=2,p=0"), form("m=19456,t=2,p=1 "), form("m=019456,t=2,p=1"), form("m=-1,t=2,p=1"), form("t=2,m=19456,p=1"),
		"$argon2id$v=16$m=19456,t=2,p=1$" + salt + "$" + key, "$argon2i$v=19$m=19456,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$", "$argon2id$v=19$m=19456,t=2,p=1$$" + key,
		"$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$" + strings.Repeat(key, 20),
	} {
		if _, err := parseHash(hash); err == nil {
			t.Errorf("read: %.60s", hash)
		}
		if ok, err := VerifyPassword(context.Background(), elsewhere, hash, ""); ok || err != nil {
			t.Errorf("%.60s: %v, %v", hash, ok, err)
		}
	}
}

// FuzzParseHash: whatever is read is affordable.
func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=999999999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parseHash(s)
		if err == nil && (p.memory > mostMemory || p.passes > mostPasses || p.lanes > mostLanes || len(p.key) > 64 || p.lanes == 0 || p.passes == 0) {
			t.Fatalf("%q gives %+v", s, p)
		}
	})
}

func BenchmarkBareArgon2id(b *testing.B) {
	for b.Loop() {
		argon2.IDKey([]byte("heron under the bridge"), nobody.salt, hashPasses, hashMemory, hashLanes, hashKey)
	}
}
