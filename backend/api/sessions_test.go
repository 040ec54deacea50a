package api

import (
	"context"
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// wasSeen waits until it is written down that somebody was here just now: that
// is done beside the call, and the office's clock leaps.
func (o *office) wasSeen(login string) {
	o.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		var sessions []*store.Session
		ok(o.t, o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
			sessions, err = tx.TenantSessions(o.kestrel)
			return err
		}))
		if slices.ContainsFunc(sessions, func(s *store.Session) bool { return s.User == o.ids[login] && s.LastSeen == callgate.TimeOf(o.clock()) }) {
			return
		}
		if time.Now().After(deadline) {
			o.t.Fatalf("that %s was here is not written down", login)
		}
	}
}

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
			if !nobody {
				o.wasSeen("ada")
			}
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
	o.wasSeen("ada")
	o.wait(50 * time.Minute)
	ok(t, only(m.Account.Get()))
}
