package api

import (
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

func TestChangingThePassword(t *testing.T) {
	d := newDoor(t).setUp()
	b, other := d.browser("198.51.100.7"), d.browser("198.51.100.8")
	b.password("ada.whitlock", goodPassword, "in")
	other.password("ada.whitlock", goodPassword, "in")
	for _, c := range []struct {
		present, next string
		code          callgate.Code
	}{
		{"wrong", nextPassword, "password_wrong"}, {goodPassword, "short", "password_refused"}, {goodPassword, goodPassword, "password_used_before"}, {"", "", "password_wrong"},
	} {
		if err := b.ask().Account.ChangePassword(c.present, c.next); callgate.CodeOf(err) != c.code {
			t.Fatalf("%q to %q: %v", c.present, c.next, err)
		}
	}
	if err := b.ask().Account.ChangePassword(goodPassword, nextPassword); err != nil {
		t.Fatal(err)
	}
	if !b.in() || other.in() {
		t.Fatal("this session must stay, the others end")
	}
	other.refused("ada.whitlock", goodPassword, callgate.SignInRefused)
	other.password("ada.whitlock", nextPassword, "in")
}

func TestGuessingBehindASessionCounts(t *testing.T) {
	d := newDoor(t).setUp()
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "in")
	for range 4 {
		if err := b.ask().Account.Confirm("guess"); callgate.CodeOf(err) != "password_wrong" {
			t.Fatal(err)
		}
	}
	if c := d.credential("ada.whitlock"); c.Failures+c.KnownFailures != 4 {
		t.Fatalf("counted %d and %d", c.Failures, c.KnownFailures)
	}
	d.edit("ada.whitlock", func(_ *callgate.User, c *store.Credential) { c.Failures, c.KnownFailures = 80, 20 })
	if err := b.ask().Account.Confirm(goodPassword); callgate.CodeOf(err) != "too_many_tries" {
		t.Fatal(err)
	}
}

func TestOwnSecondFactor(t *testing.T) {
	d := newDoor(t).setUp()
	b, other := d.browser("198.51.100.7"), d.browser("198.51.100.8")
	b.password("ada.whitlock", goodPassword, "in")
	other.password("ada.whitlock", goodPassword, "in")
	e, err := b.ask().Account.StartFactor()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.ask().Account.ConfirmFactor("12345"); callgate.CodeOf(err) != callgate.SecondFactorCode {
		t.Fatal(err)
	}
	before := b.token
	codes, err := b.ask().Account.ConfirmFactor(d.code(e.Key))
	if err != nil || len(codes) != 10 {
		t.Fatalf("%v, %v", codes, err)
	}
	if b.token == before || !b.in() || other.in() {
		t.Fatal("the token must be renewed, other sessions end")
	}
	d.wait(20 * time.Minute)
	if !b.in() {
		t.Fatal("out")
	}
	if _, err := b.ask().Account.StartFactor(); callgate.CodeOf(err) != callgate.SignInAgain {
		t.Fatalf("replacing a factor without a recent password: %v", err)
	}
	if err := b.ask().Account.Confirm(goodPassword); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ask().Account.StartFactor(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ask().Account.NewRecoveryCodes("wrong"); callgate.CodeOf(err) != "password_wrong" {
		t.Fatal(err)
	}
	fresh, err := b.ask().Account.NewRecoveryCodes(goodPassword)
	if err != nil || len(fresh) != 10 || fresh[0] == codes[0] {
		t.Fatalf("%v, %v", fresh, err)
	}
	d.policy(func(p *callgate.SignInPolicy) { p.SecondFactor = "all" })
	if err := b.ask().Account.RemoveFactor(goodPassword); callgate.CodeOf(err) != "second_factor_demanded" {
		t.Fatal(err)
	}
	d.policy(func(p *callgate.SignInPolicy) { p.SecondFactor = "" })
	if err := b.ask().Account.RemoveFactor(goodPassword); err != nil {
		t.Fatal(err)
	}
	other.password("ada.whitlock", goodPassword, "in")
}

func TestOwnProfileAndPreferences(t *testing.T) {
	d := newDoor(t).setUp()
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "in")
	u, err := b.ask().Account.EditProfile(OwnProfile{First: " Ada ", Last: "Whitlock-Marsh", Emails: []callgate.Contact{{Value: "ada@kestrel.example", Tag: "work"}, {Value: " "}}})
	if err != nil || u.First != "Ada" || len(u.Emails) != 1 {
		t.Fatalf("%+v, %v", u, err)
	}
	if rows := d.audit("account.profile"); len(rows) != 1 || rows[0].After == "" {
		t.Fatalf("%+v", rows)
	}
	me, err := b.ask().Account.SetPreferences(Preferences{Language: "de", TimeZone: "Europe/Berlin", Theme: "dark", StartPage: "audit", Download: "xlsx"})
	if err != nil || me.Language != "de" || me.StartPage != "audit" || me.Theme != "dark" || me.Name != "Ada Whitlock-Marsh" {
		t.Fatalf("%+v, %v", me, err)
	}
	for _, in := range []Preferences{{Language: "?"}, {TimeZone: "Mars"}, {Theme: "pink"}, {StartPage: "nowhere"}, {Download: "exe"}} {
		if _, err := b.ask().Account.SetPreferences(in); err == nil {
			t.Errorf("taken: %+v", in)
		}
	}
}

func TestOwnSessions(t *testing.T) {
	d := newDoor(t).setUp()
	b, other, third := d.browser("198.51.100.7"), d.browser("198.51.100.8"), d.browser("198.51.100.9")
	for _, o := range []*browser{b, other, third} {
		o.password("ada.whitlock", goodPassword, "in")
	}
	rows, err := b.ask().Account.Sessions()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%+v, %v", rows, err)
	}
	for _, r := range rows {
		if r.Mine != (r.Address == "198.51.100.7") || r.Agent != "Firefox on Linux" {
			t.Errorf("%+v", r)
		}
		if r.Address == "198.51.100.8" {
			if err := b.ask().Account.EndSession(r.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if other.in() || !third.in() || !b.in() {
		t.Fatal("not the one session ended")
	}
	if err := b.ask().Account.EndSession("nobody's"); callgate.CodeOf(err) != callgate.NotFound {
		t.Fatal(err)
	}
	if err := b.ask().Account.EndOtherSessions(); err != nil || third.in() || !b.in() {
		t.Fatalf("%v", err)
	}
}

func TestRestrictedSelfPermissions(t *testing.T) {
	d := newDoor(t).setUp()
	d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) {
		u.Restricted, u.SelfAllowed = true, []string{"second_factor"}
	})
	b := d.browser("198.51.100.7")
	if st := b.password("ada.whitlock", goodPassword, "in"); len(st.Me.Self) != 1 || st.Me.Self[0] != "second_factor" {
		t.Fatalf("%+v", st.Me)
	}
	if err := b.ask().Account.ChangePassword(goodPassword, nextPassword); callgate.CodeOf(err) != callgate.Denied {
		t.Fatal(err)
	}
	if _, err := b.ask().Account.EditProfile(OwnProfile{}); callgate.CodeOf(err) != callgate.Denied {
		t.Fatal(err)
	}
	if _, err := b.ask().Account.StartFactor(); err != nil {
		t.Fatal(err)
	}
	// A forced step is never stopped by them.
	d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) { u.MustChange = true })
	b.password("ada.whitlock", goodPassword, "password")
	if st, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
}

func TestAgentName(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                                  "Firefox on Linux",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0":               "Edge on Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15":                      "Safari on macOS",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1": "Safari on iPhone",
		"Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36":                            "Chrome on Android",
		"curl/8.14": "curl", "": "",
	} {
		if got := agentName(agent); got != want {
			t.Errorf("%q: %q", agent, got)
		}
	}
}
