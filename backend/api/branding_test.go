package api

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func picture(t *testing.T, wide, high int) string {
	t.Helper()
	var b bytes.Buffer
	ok(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, wide, high))))
	return logoPrefix + base64.StdEncoding.EncodeToString(b.Bytes())
}

// A stranger sees the picture of a small office, and of no tenant where there
// are several: he is not to learn which there are.
func TestThePictureIsTheOfficesOwn(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	ada := o.as("ada")
	tenant, err := ada.Tenants.Current()
	ok(t, err)
	logo := picture(t, 480, 120)
	saved, err := ada.Tenants.Edit(tenant.Revision, TenantInput{Branding: &callgate.Branding{Logo: logo, Help: " Reception, extension 100 "}})
	ok(t, err)
	if saved.Branding.Help != "Reception, extension 100" || saved.Branding.Logo != logo {
		t.Errorf("%+v", saved.Branding.Help)
	}
	if after := o.records("tenant.edit")[0].After; !strings.Contains(after, `"logo":"`+logoMark(logo)+`"`) || strings.Contains(after, "base64") {
		t.Errorf("recorded as %s", after)
	}
	st, err := o.as("sam").SignIn.Status()
	ok(t, err)
	got, err := o.as("sam").SignIn.Logo()
	ok(t, err)
	if st.Logo != logoMark(logo) || st.Help != "Reception, extension 100" || got != logo {
		t.Errorf("sam sees %q, %q", st.Logo, st.Help)
	}
	for who, m := range map[string]Modules{"a stranger": o.stranger(), "the other tenant": o.as("hal")} {
		st, err := m.SignIn.Status()
		ok(t, err)
		got, err := m.SignIn.Logo()
		ok(t, err)
		if st.Logo != "" || st.Help != "" || got != "" {
			t.Errorf("%s sees %q, %q", who, st.Logo, st.Help)
		}
	}

	d := newDoor(t)
	d.setUp()
	m, err := d.s.Local("")
	ok(t, err)
	tenant, err = For(m).Tenants.Current()
	ok(t, err)
	_, err = For(m).Tenants.Edit(tenant.Revision, TenantInput{Branding: &callgate.Branding{Logo: logo}})
	ok(t, err)
	if got, err := d.browser("203.0.113.9").ask().SignIn.Logo(); err != nil || got != logo {
		t.Errorf("before signing in: %d bytes, %v", len(got), err)
	}
}

func TestPicturesHaveBounds(t *testing.T) {
	o := newOffice(t)
	ada := o.as("ada")
	for name, logo := range map[string]string{
		"no picture": "logo.png", "not PNG": logoPrefix + "aGVsbG8=", "another kind": "data:image/svg+xml;base64,PHN2Zy8+",
		"too wide": picture(t, logoWide+1, 10), "too high": picture(t, 10, logoHigh+1),
		"too big": logoPrefix + strings.Repeat("AAAA", logoBytes/3+2), "not base64": logoPrefix + "*",
	} {
		tenant, err := ada.Tenants.Current()
		ok(t, err)
		_, err = ada.Tenants.Edit(tenant.Revision, TenantInput{Branding: &callgate.Branding{Logo: logo}})
		if callgate.CodeOf(err) != "logo_form" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
