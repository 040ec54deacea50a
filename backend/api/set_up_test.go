package api

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"callgate/backend/callgate"
)

func wizard(token string) SetUpInput {
	return SetUpInput{
		Token: token, TenantName: "Kestrel Freight", Country: "gb", Language: "en", TimeZone: "Europe/London",
		First: "Ada", Last: "Whitlock", Login: "Ada.Whitlock", Password: goodPassword,
	}
}

func TestSetUpWithTheTokenOnly(t *testing.T) {
	d := newDoor(t)
	b := d.browser("198.51.100.7")
	if st, err := b.ask().SignIn.Status(); err != nil || !st.SetUp || !st.NeedToken || st.Address != "198.51.100.7" {
		t.Fatalf("%+v, %v", st, err)
	}
	for _, token := range []string{"", "x"} {
		if _, err := b.ask().SignIn.SetUp(wizard(token)); callgate.CodeOf(err) != "set_up_token" {
			t.Fatalf("token %q: %v", token, err)
		}
	}
	old, err := d.s.SetUpToken()
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.s.SetUpToken()
	if err != nil || token == old || len(token) < 40 {
		t.Fatalf("%q, %v", token, err)
	}
	if _, err := b.ask().SignIn.SetUpFactor(old, "Kestrel Freight", "ada.whitlock"); callgate.CodeOf(err) != "set_up_token" {
		t.Fatal(err)
	}
	e, err := b.ask().SignIn.SetUpFactor(token, "Kestrel Freight", "ada.whitlock")
	if err != nil {
		t.Fatal(err)
	}
	in := wizard(token)
	in.FactorKey, in.FactorCode = e.Key, "000000"
	if _, err := b.ask().SignIn.SetUp(in); callgate.CodeOf(err) != callgate.SecondFactorCode {
		t.Fatal(err)
	}
	in.FactorCode = d.code(e.Key)
	done, err := b.ask().SignIn.SetUp(in)
	if err != nil || done.Status.Stage != "in" || len(done.RecoveryCodes) != 10 || !b.in() {
		t.Fatalf("%+v, %v", done, err)
	}
	me := done.Status.Me
	if me.TenantSlug != "kestrel-freight" || me.Country != "GB" || me.Kind != "administrator" || me.Name != "Ada Whitlock" || !me.HasFactor || me.RecoveryLeft != 10 {
		t.Fatalf("%+v", me)
	}
	d.reopen() // what was shown was stored
	u, err := b.ask().Account.Get()
	if err != nil || u.System != callgate.DefaultUser || !u.HasPassword || !u.HasFactor || u.LastSignIn == 0 {
		t.Fatalf("%+v, %v", u, err)
	}
	stranger := d.browser("198.51.100.8")
	if st, err := stranger.ask().SignIn.Status(); err != nil || st.SetUp || st.NeedToken || st.Me != nil {
		t.Fatalf("%+v, %v", st, err)
	}
	d.reopen()
	for _, token := range []string{token, old, ""} {
		if _, err := stranger.ask().SignIn.SetUp(wizard(token)); callgate.CodeOf(err) != "already_set_up" {
			t.Fatalf("over an installation: %v", err)
		}
		if _, err := stranger.ask().SignIn.SetUpFactor(token, "", ""); callgate.CodeOf(err) != "already_set_up" {
			t.Fatalf("over an installation: %v", err)
		}
	}
	if token, err := d.s.SetUpToken(); token != "" || err != nil {
		t.Fatalf("a token over an installation: %q, %v", token, err)
	}
	if _, err := For(d.s.Caller(Origin{Door: DoorLocal})).SignIn.SetUp(wizard("")); callgate.CodeOf(err) != "already_set_up" {
		t.Fatalf("on the command line: %v", err)
	}
}

func TestTwoSetUpsAtOnce(t *testing.T) {
	d := newDoor(t)
	var done atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			_, err := For(d.s.Caller(Origin{Door: DoorDesktop})).SignIn.SetUp(wizard(""))
			switch callgate.CodeOf(err) {
			case "":
				done.Add(1)
			case "already_set_up":
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if done.Load() != 1 {
		t.Fatalf("%d set up", done.Load())
	}
}

func TestSetUpRefusesWithWords(t *testing.T) {
	d := newDoor(t)
	m := For(d.s.Caller(Origin{Door: DoorDesktop}))
	for name, c := range map[string]struct {
		change func(in *SetUpInput)
		code   callgate.Code
		field  string
	}{
		"no tenant":       {func(in *SetUpInput) { in.TenantName = " " }, "name_empty", "tenantName"},
		"slug":            {func(in *SetUpInput) { in.TenantSlug = "Kestrel Freight" }, "slug_form", "tenantSlug"},
		"country":         {func(in *SetUpInput) { in.Country = "XX" }, "country_unknown", "country"},
		"language":        {func(in *SetUpInput) { in.Language = "?" }, "language_unknown", "language"},
		"time zone":       {func(in *SetUpInput) { in.TimeZone = "Local" }, "time_zone_unknown", "timeZone"},
		"login":           {func(in *SetUpInput) { in.Login = "ada whitlock" }, "login_space", "login"},
		"short password":  {func(in *SetUpInput) { in.Password = "heron" }, "password_refused", "password"},
		"login password":  {func(in *SetUpInput) { in.Password = "ada.whitlock.2026" }, "password_refused", "password"},
		"tenant password": {func(in *SetUpInput) { in.Password = "kestrel freight 1" }, "password_refused", "password"},
		"factor key":      {func(in *SetUpInput) { in.FactorKey = "AAAA" }, "factor_key", "factorKey"},
		"long name":       {func(in *SetUpInput) { in.First = strings.Repeat("a", 300) }, "name_long", "first"},
	} {
		in := wizard("")
		c.change(&in)
		_, err := m.SignIn.SetUp(in)
		e, _ := err.(*callgate.Error)
		if e == nil || e.Code != c.code || e.Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if st, err := m.SignIn.Status(); err != nil || !st.SetUp || st.NeedToken {
		t.Fatalf("something was set up: %+v, %v", st, err)
	}
}

func TestSetUpOnTheCommandLine(t *testing.T) {
	d := newDoor(t)
	m := For(d.s.Caller(Origin{Door: DoorLocal}))
	e, err := m.SignIn.SetUpFactor("", "Kestrel Freight", "ada.whitlock")
	if err != nil {
		t.Fatal(err)
	}
	in := wizard("")
	in.FactorKey, in.Password = e.Key, "kx7vmq2p" // 8 are enough with a second factor
	done, err := m.SignIn.SetUp(in)
	if err != nil || len(done.RecoveryCodes) != 10 {
		t.Fatalf("%+v, %v", done, err)
	}
	d.reopen() // what was shown was stored
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", in.Password, "second_factor")
	if st, err := b.ask().SignIn.Code(d.code(e.Key)); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
	if rows := d.audit("tenant.set_up"); len(rows) != 1 || rows[0].Who != LocalOperator || rows[0].From != "command line" {
		t.Fatalf("%+v", rows)
	}
}

func TestSlugFrom(t *testing.T) {
	for name, want := range map[string]string{"Kestrel Freight": "kestrel-freight", "Größe & Söhne GmbH": "grosse-sohne-gmbh", "李": "main", "---": "main", "Ltd.": "ltd", "Москва": "moskva"} {
		if got := slugFrom(name); got != want || !slugForm.MatchString(got) {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
