package api

import (
	"context"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// assisted is an office made in the ordinary way, with its Remote Assistance.
func assisted(t *testing.T) (*door, Modules, callgate.ID) {
	d := newDoor(t).setUp()
	d.hire("sam")
	c, err := d.s.Local("")
	ok(t, err)
	m := For(c)
	u, err := m.Users.Find(assistanceLogin)
	ok(t, err)
	return d, m, u.User.ID
}

func TestRemoteAssistanceIsThereOffAndWithoutPassword(t *testing.T) {
	d, m, id := assisted(t)
	u, err := m.Users.Get(id)
	ok(t, err)
	if u.User.System != callgate.RemoteAssistance || u.User.Enabled || u.User.HasPassword || u.User.Kind != callgate.Administrator {
		t.Fatalf("%+v", u.User)
	}
	d.browser("198.51.100.7").refused(assistanceLogin, goodPassword, callgate.SignInRefused)
	// It takes no seat.
	d.change(func(w *change, tenant *callgate.Tenant) error {
		after := *tenant
		after.MaxEnabled, after.MaxFull = 2, 2
		return w.saveTenant(tenant, &after)
	})
	ok(t, only(m.Users.Assist(id, 1)))
	refuses(t, m.Users.Delete(id, assistanceLogin), "system_user")
	refuses(t, only(m.Users.Edit(id, Profile{Login: ptr("other")})), "system_user")
}

func TestRemoteAssistanceIsOnForATime(t *testing.T) {
	d, m, id := assisted(t)
	refuses(t, only(m.Users.SetEnabled(id, true)), "assistance_time")
	for _, hours := range []int{-1, 721} {
		refuses(t, only(m.Users.Assist(id, hours)), "assistance_hours")
	}
	a, err := m.Users.Assist(id, 0)
	ok(t, err)
	if a.Expires != callgate.TimeOf(d.clock()).Add(24*time.Hour) {
		t.Fatalf("until %s", a.Expires)
	}
	refuses(t, only(m.Users.Edit(id, Profile{Expires: ptr("")})), "assistance_time")
	b := d.browser("198.51.100.7")
	b.password(assistanceLogin, a.Code, "password")
	if st, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
	sam, err := m.Users.Find("sam")
	ok(t, err)
	ok(t, only(b.ask().Users.Block(sam.User.ID, "asked to")))
	page, err := m.Audit.List(AuditQuery{Assistance: true, What: "user.block"})
	ok(t, err)
	if len(page.Rows) != 1 || page.Rows[0].WhoID != page.Assistant || page.Assistant != id {
		t.Fatalf("%+v", page.Rows)
	}
	ok(t, only(m.Users.Unblock(sam.User.ID)))
	if page, _ = m.Audit.List(AuditQuery{Assistance: true, What: "user.unblock"}); len(page.Rows) != 0 {
		t.Error("the filter lets others through")
	}
	d.wait(24*time.Hour + time.Second)
	if b.in() {
		t.Fatal("in after its time")
	}
	b.refused(assistanceLogin, nextPassword, "not_in_use")
	// By itself: nobody asks for it.
	ok(t, d.s.assistanceOver(context.Background()))
	u, err := m.Users.Get(id)
	ok(t, err)
	if u.User.Enabled || u.User.HasPassword || u.User.Expires != 0 {
		t.Fatalf("still on: %+v", u.User)
	}
	b.refused(assistanceLogin, nextPassword, callgate.SignInRefused)
	if c := d.credential(assistanceLogin); c.PasswordHash != "" || c.ActivationHash != "" {
		t.Error("something to sign in with is left")
	}
	if page, err = m.Audit.List(AuditQuery{What: "user.assistance_over"}); err != nil || len(page.Rows) != 1 {
		t.Errorf("%+v, %v", page.Rows, err)
	}
	// Turned off by hand, nothing is left either, and its session ends.
	a, err = m.Users.Assist(id, 2)
	ok(t, err)
	b.password(assistanceLogin, a.Code, "password")
	ok(t, only(m.Users.SetEnabled(id, false)))
	if c := d.credential(assistanceLogin); c.ActivationHash != "" || b.in() {
		t.Error("still on after it was turned off")
	}
}

// Only who is an administrator himself lets an administrator in.
func TestOnlyAdministratorsTurnRemoteAssistanceOn(t *testing.T) {
	o := newOffice(t)
	ok(t, o.s.addMissingAssistance(context.Background())) // a tenant of before: it is added
	ok(t, o.s.addMissingAssistance(context.Background())) // once
	o.hire("bea", "Admin")
	o.ids[assistanceLogin] = o.view().assistant
	refuses(t, only(o.as("bea").Users.Assist(o.view().assistant, 1)), "holds_more")
	ok(t, only(o.as("ada").Users.Assist(o.view().assistant, 1)))
	n := 0
	for u := range o.view().People.All() {
		if u.System == callgate.RemoteAssistance {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d of them", n)
	}
}

// Before it is turned on stands who is let in; looking turns nothing on.
func TestPreviewOfRemoteAssistance(t *testing.T) {
	_, m, id := assisted(t)
	p, err := m.Impact.Assist(id, 0, Look{})
	ok(t, err)
	if x := outcomeOf(p, policy.LetsIn); x.Count != 1 || x.First[0].Login != assistanceLogin || p.Touched != 1 || p.Refused != nil {
		t.Errorf("%+v", p)
	}
	u, err := m.Users.Get(id)
	ok(t, err)
	if u.User.Enabled || u.User.Expires != 0 {
		t.Errorf("looking turned it on: %+v", u.User)
	}
	p, err = m.Impact.Assist(id, assistanceLongest+1, Look{})
	ok(t, err)
	refuses(t, p.Refused, "assistance_hours")
}
