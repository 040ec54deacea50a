package authn

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
)

// NewToken makes 256 random bits for a session, device or set-up address; only
// the hash is ever stored.
func NewToken() (token, hash string) {
	var b [32]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic("authn: no randomness: " + err.Error())
	}
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, HashToken(token)
}

// HashToken is how a token is stored and looked up. Plain SHA-256 is enough:
// 256 random bits cannot be guessed from it.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte("callgate token\x00" + token))
	return hex.EncodeToString(sum[:])
}

// SameHash compares two stored hashes in constant time; empty ones never fit.
func SameHash(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}
