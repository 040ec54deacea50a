package api

import (
	"testing"
	"time"

	"callgate/backend/callgate"
)

// What a page asks by itself does not keep a session from ending; what it asks
// while somebody sits there does.
func TestAnUnattendedPageIsNoUse(t *testing.T) {
	for _, nobody := range []bool{false, true} {
		o := newOffice(t)
		m := o.as("ada") // idle after an hour
		if nobody {
			m.Account.c.SetUnattended()
		}
		for range 9 {
			o.wait(10 * time.Minute)
			_, _ = m.Account.Get()
		}
		_, err := m.Account.Get()
		if in := callgate.CodeOf(err) == ""; in == nobody {
			t.Errorf("nobody there: %v; %v", nobody, err)
		}
	}
}

// In the window, where one caller makes all calls, the page says when somebody
// comes back.
func TestTheWindowSaysWhoSitsThere(t *testing.T) {
	o := newOffice(t)
	m := o.as("ada")
	ok(t, m.Account.Unattended(true))
	o.wait(50 * time.Minute)
	ok(t, only(m.Account.Get()))
	ok(t, m.Account.Unattended(false))
	ok(t, only(m.Account.Get()))
	o.wait(50 * time.Minute)
	ok(t, only(m.Account.Get()))
}
