package authn

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Recovery and activation codes are 80 random bits in Crockford's base32: no
// I, L, O or U to misread, in four groups to type. 80 bits stand against
// guessing even from the stored SHA-256.
const (
	crockford     = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeLetters   = 16
	recoveryCodes = 10
)

// NewRecoveryCodes makes ten one-time codes and what is stored of them.
func NewRecoveryCodes() (codes, hashes []string) {
	for range recoveryCodes {
		code := newCode()
		codes = append(codes, code)
		hashes = append(hashes, HashRecoveryCode(code))
	}
	return codes, hashes
}

// HashRecoveryCode is how a recovery code is stored and looked up, whatever
// its spelling. "" when the text cannot be a code.
func HashRecoveryCode(code string) string { return hashCode("recovery", code) }

// NewActivationCode makes the one-time code that stands in for a password.
func NewActivationCode() (code, hash string) {
	code = newCode()
	return code, HashActivationCode(code)
}

// HashActivationCode is how an activation code is stored and looked up.
// "" when the text cannot be a code.
func HashActivationCode(code string) string { return hashCode("activation", code) }

func newCode() string {
	var b [codeLetters]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("authn: no randomness: " + err.Error())
	}
	var s strings.Builder
	for i, v := range b {
		if i > 0 && i%4 == 0 {
			s.WriteByte('-')
		}
		s.WriteByte(crockford[v&31])
	}
	return s.String()
}

func hashCode(kind, code string) string {
	plain := plainCode(code)
	if plain == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("callgate " + kind + "\x00" + plain))
	return hex.EncodeToString(sum[:])
}

// plainCode undoes what people do to codes: lower case, spaces, hyphens, and
// Crockford's look-alikes. "" when it is none.
func plainCode(code string) string {
	if len(code) > 64 {
		return ""
	}
	var s strings.Builder
	for _, r := range strings.ToUpper(code) {
		switch r {
		case ' ', '-':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if r > 0x7f || !strings.ContainsRune(crockford, r) {
			return ""
		}
		s.WriteRune(r)
	}
	if s.Len() != codeLetters {
		return ""
	}
	return s.String()
}
