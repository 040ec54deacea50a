package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"image/png"
	"strings"

	"callgate/backend/callgate"
)

// Bounds of a tenant's picture: it is read with every first page.
const (
	logoBytes  = 64 << 10
	logoWide   = 960 // pixels
	logoHigh   = 240
	logoPrefix = "data:image/png;base64,"
	mostHelp   = 200 // letters
)

// readBranding brings a tenant's picture and help line into their form.
func readBranding(b *callgate.Branding) (err error) {
	if b.Help, err = line("help", b.Help, mostHelp); err != nil {
		return err
	}
	if b.Logo == "" {
		return nil
	}
	if !logoFits(b.Logo) {
		return callgate.Err("logo_form").At("logo")
	}
	return nil
}

// logoFits takes a PNG within the bounds; its header is looked at, its pixels
// are never unpacked here.
func logoFits(logo string) bool {
	body, ok := strings.CutPrefix(logo, logoPrefix)
	if !ok || len(body) > base64.StdEncoding.EncodedLen(logoBytes) {
		return false
	}
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return false
	}
	size, err := png.DecodeConfig(bytes.NewReader(data))
	return err == nil && size.Width > 0 && size.Height > 0 && size.Width <= logoWide && size.Height <= logoHigh
}

// logoMark names a picture briefly: another picture, another mark.
func logoMark(logo string) string {
	if logo == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(logo))
	return hex.EncodeToString(sum[:6])
}

// branded is the tenant whose picture the caller may see: his own, or, before
// anybody signed in, the only one there is. Where there are several, a
// stranger learns of none.
func (c *Caller) branded(all views) *callgate.Tenant {
	if _, v, _, err := c.session(all, c.s.now()); err == nil {
		return v.Tenant
	}
	if len(all) != 1 {
		return nil
	}
	for _, v := range all {
		return v.Tenant
	}
	return nil
}

// Logo gives the picture that Status names, as a data address; "" without one.
func (m *SignIn) Logo() (string, error) {
	return open(m.c, func(all views) (string, error) {
		if t := m.c.branded(all); t != nil {
			return t.Branding.Logo, nil
		}
		return "", nil
	})
}
