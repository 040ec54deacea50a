package mail

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"strings"
	"time"

	"callgate/backend/callgate"
)

// Authority is a certificate that may vouch for the mail server in place of
// those the system trusts.
type Authority struct {
	Name   string        `json:"name"`
	Until  callgate.Time `json:"until" ts_type:"string"`
	SHA256 string        `json:"sha256"`
}

// Bounds of what may be typed.
const (
	mostPEM         = 64 << 10
	mostAuthorities = 20
)

// Authorities reads certificates in PEM. Whoever names some trusts these alone:
// an office's own authority is wanted because nobody else is.
func Authorities(text string, now time.Time) (*x509.CertPool, []Authority, error) {
	if len(text) > mostPEM {
		return nil, nil, callgate.Err("mail_ca_form").At("ca")
	}
	pool, list := x509.NewCertPool(), []Authority{}
	for rest := []byte(text); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			if len(list) == 0 || strings.Contains(string(rest), "-----BEGIN") { // the rest is cut off
				return nil, nil, callgate.Err("mail_ca_form").At("ca")
			}
			return pool, list, nil
		}
		switch {
		case strings.Contains(block.Type, "PRIVATE KEY"): // it must not be kept, nor shown to the next one
			return nil, nil, callgate.Err("mail_ca_key").At("ca")
		case block.Type != "CERTIFICATE" || len(list) == mostAuthorities:
			return nil, nil, callgate.Err("mail_ca_form").At("ca")
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, nil, callgate.Err("mail_ca_form").At("ca")
		}
		a := Authority{Name: oneLine(first(c.Subject.CommonName, c.Subject.String())), Until: callgate.TimeOf(c.NotAfter)}
		if now.After(c.NotAfter) {
			return nil, nil, callgate.Err("mail_ca_over", "name", a.Name, "until", a.Until.String()).At("ca")
		}
		sum := sha256.Sum256(c.Raw)
		a.SHA256 = hex.EncodeToString(sum[:])
		pool.AddCert(c)
		list = append(list, a)
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
