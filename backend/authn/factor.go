package authn

import (
	"bytes"
	"crypto/subtle"
	"fmt"
	"image/png"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// TOTP as every authenticator app has it (RFC 6238): SHA-1, six digits, steps
// of 30 s, one step early or late accepted.
const (
	stepSeconds = 30
	stepsAside  = 1
	qrSide      = 264
)

// Factor is a fresh second factor, shown once.
type Factor struct {
	Key   string // base32 without padding
	URI   string // otpauth:// for the QR code
	QRPNG []byte
}

// NewFactor makes a TOTP key of 160 bits. Issuer and account are what the app
// shows; a colon would split them wrongly and becomes a space.
func NewFactor(issuer, account string) (Factor, error) {
	clean := func(s, otherwise string) string {
		s = strings.TrimSpace(strings.ReplaceAll(s, ":", " "))
		if s == "" {
			return otherwise
		}
		return s
	}
	k, err := totp.Generate(totp.GenerateOpts{
		Issuer: clean(issuer, "Callgate"), AccountName: clean(account, "user"), Period: stepSeconds,
		SecretSize: 20, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
	})
	if err != nil {
		return Factor{}, fmt.Errorf("authn: second factor: %w", err)
	}
	picture, err := k.Image(qrSide, qrSide)
	if err != nil {
		return Factor{}, fmt.Errorf("authn: second factor: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return Factor{}, fmt.Errorf("authn: second factor: %w", err)
	}
	return Factor{Key: k.Secret(), URI: k.String(), QRPNG: b.Bytes()}, nil
}

// MatchCode finds the time step a code belongs to. The caller must compare and
// set "last used step" in the transaction that lets the user in: the step must
// be greater than the last. Only six ASCII digits are a code: every other
// spelling of the same digits is refused, so that there is one spelling only.
func MatchCode(key, code string, now time.Time) (step int64, ok bool) {
	if !sixDigits(code) || now.Unix() < 0 {
		return 0, false
	}
	current := now.Unix() / stepSeconds
	for s := current - stepsAside; s <= current+stepsAside; s++ {
		want, err := hotp.GenerateCodeCustom(key, uint64(s), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil || s < 0 {
			continue
		}
		// No early return: the time must not tell which step fitted.
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = s, true
		}
	}
	return step, ok
}

// ValidKey tells whether a TOTP key typed or sent back can be used: base32 of
// at least 128 bits (RFC 4226).
func ValidKey(key string) bool {
	if len(key) < 26 || len(key) > 128 {
		return false
	}
	for i := range len(key) {
		if c := key[i]; (c < 'A' || c > 'Z') && (c < '2' || c > '7') {
			return false
		}
	}
	_, err := hotp.GenerateCode(key, 1)
	return err == nil
}

func sixDigits(s string) bool {
	if len(s) != 6 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
