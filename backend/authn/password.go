package authn

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/netip"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Argon2id at the least OWASP and PROMISES 11 allow: 19 MiB, 2 passes, 1 lane.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashLanes  = 1
	hashSalt   = 16
	hashKey    = 32

	// What a stored hash may ask of this machine at most. A database somebody
	// tampered with must not make one sign-in eat all memory or time.
	mostMemory = 64 * 1024
	mostPasses = 8
	mostLanes  = 4
)

// MaxPasswordBytes bounds what is hashed at all; 128 characters of any script fit.
const MaxPasswordBytes = 1024

var b64 = base64.RawStdEncoding.Strict()

// HashPassword gives the PHC text of a new password. It waits for its turn
// like every hash; ctx gives the place up.
func HashPassword(ctx context.Context, pw string) (string, error) {
	return HashPasswordFrom(ctx, netip.Addr{}, pw)
}

// HashPasswordFrom is HashPassword in the queue of an address.
func HashPasswordFrom(ctx context.Context, from netip.Addr, pw string) (string, error) {
	if len(pw) > MaxPasswordBytes {
		return "", fmt.Errorf("authn: password longer than %d bytes", MaxPasswordBytes)
	}
	turn, err := Queue(ctx, from)
	if err != nil {
		return "", err
	}
	defer turn.Leave()
	salt := make([]byte, hashSalt)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	var key []byte
	turn.hash(func() { key = argon2.IDKey(normal(pw), salt, hashPasses, hashMemory, hashLanes, hashKey) })
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// VerifyPassword compares pw with a stored hash. The error is callgate.Busy
// when too many wait, or that of ctx.
func VerifyPassword(ctx context.Context, from netip.Addr, hash, pw string) (bool, error) {
	turn, err := Queue(ctx, from)
	if err != nil {
		return false, err
	}
	defer turn.Leave()
	return turn.Verify(hash, pw), nil
}

// Verify compares pw with a stored hash. An empty or unreadable hash costs the
// same time and does not fit.
func (t *Turn) Verify(hash, pw string) bool {
	p, err := parseHash(hash)
	fits := err == nil && len(pw) <= MaxPasswordBytes
	if !fits {
		p, pw = nobody, ""
	}
	var key []byte
	t.hash(func() { key = argon2.IDKey(normal(pw), p.salt, p.passes, p.memory, p.lanes, uint32(len(p.key))) })
	return subtle.ConstantTimeCompare(key, p.key) == 1 && fits
}

// DummyVerify costs what VerifyPassword costs, for users who do not exist.
func DummyVerify(ctx context.Context, from netip.Addr, pw string) error {
	_, err := VerifyPassword(ctx, from, "", pw)
	return err
}

// normal is how a password is hashed: NFKC, so that every keyboard's spelling
// of the same text is the same password.
func normal(pw string) []byte { return norm.NFKC.Bytes([]byte(pw)) }

// parameters of a stored hash.
type parameters struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

// nobody is the hash of unknown users: no password gives a key of zeros.
var nobody = parameters{hashMemory, hashPasses, hashLanes, make([]byte, hashSalt), make([]byte, hashKey)}

// parseHash reads PHC text and refuses parameters outside sane bounds.
func parseHash(s string) (parameters, error) {
	var p parameters
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || len(s) > 512 {
		return p, fmt.Errorf("authn: not an argon2id hash")
	}
	if parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, fmt.Errorf("authn: argon2 version %q", parts[2])
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.lanes); err != nil {
		return p, fmt.Errorf("authn: argon2 parameters: %w", err)
	}
	if parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", p.memory, p.passes, p.lanes) {
		return p, fmt.Errorf("authn: argon2 parameters %q", parts[3])
	}
	if p.memory < 8*uint32(p.lanes) || p.memory > mostMemory || p.passes < 1 || p.passes > mostPasses || p.lanes < 1 || p.lanes > mostLanes {
		return p, fmt.Errorf("authn: absurd argon2 parameters %q", parts[3])
	}
	var err error
	if p.salt, err = b64.DecodeString(parts[4]); err != nil || len(p.salt) < 8 || len(p.salt) > 64 {
		return p, fmt.Errorf("authn: argon2 salt")
	}
	if p.key, err = b64.DecodeString(parts[5]); err != nil || len(p.key) < 16 || len(p.key) > 64 {
		return p, fmt.Errorf("authn: argon2 key")
	}
	return p, nil
}
