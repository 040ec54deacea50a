package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

func TestSignInStepByStepRenewsTheToken(t *testing.T) {
	d := newDoor(t).setUp()
	key, _ := d.factor("ada.whitlock")
	b := d.browser("198.51.100.7")

	st := b.password("Ada.Whitlock", goodPassword, "second_factor")
	if st.Login != "ada.whitlock" || st.Tenant != "Kestrel Freight" || st.Me != nil {
		t.Fatalf("%+v", st)
	}
	half := b.token
	if b.in() {
		t.Fatal("in without the second factor")
	}
	st, err := b.ask().SignIn.Code(d.code(key))
	if err != nil || st.Stage != "in" || st.Me == nil {
		t.Fatalf("%+v, %v", st, err)
	}
	if b.token == half || b.device == "" || !b.in() {
		t.Fatal("token not renewed, no device cookie, or not in")
	}
	full := b.token
	b.token = half
	if b.in() {
		t.Fatal("the token of the first step is worth a whole sign-in")
	}
	b.token = full
	me := st.Me
	if me.RecoveryLeft != 10 || me.StartPage != "users" || me.Pages[0] != "users" || !slices.Contains(me.Pages, "settings") || me.Counts["users"] != 2 {
		t.Fatalf("%+v", me)
	}
	if _, err := b.ask().SignIn.SignOut(); err != nil || b.token != "" || b.in() {
		t.Fatalf("signed out: %v", err)
	}
	b.token = full
	if b.in() {
		t.Fatal("a signed-out token lives on")
	}
	for _, what := range []string{"sign_in.done", "sign_in.second_factor", "sign_in.out"} {
		if rows := d.audit(what); len(rows) != 1 || rows[0].Who != "ada.whitlock" || rows[0].From != "198.51.100.7" {
			t.Errorf("%s: %+v", what, rows)
		}
	}
}

func TestRecoveryCodesWorkOnce(t *testing.T) {
	d := newDoor(t).setUp()
	_, codes := d.factor("ada.whitlock")
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "second_factor")
	if st, err := b.ask().SignIn.RecoveryCode(strings.ToLower(codes[3])); err != nil || st.Me.RecoveryLeft != 9 {
		t.Fatalf("%+v, %v", st, err)
	}
	b.password("ada.whitlock", goodPassword, "second_factor")
	if _, err := b.ask().SignIn.RecoveryCode(codes[3]); callgate.CodeOf(err) != callgate.SecondFactorCode {
		t.Fatalf("used twice: %v", err)
	}
}

func TestRefusalsAreAlike(t *testing.T) {
	d := newDoor(t).setUp()
	for _, login := range []string{"sam", "blocked", "disabled", "expired", "hosted", "without"} {
		d.hire(login)
	}
	d.edit("blocked", func(u *callgate.User, _ *store.Credential) { u.Blocked = true })
	d.edit("disabled", func(u *callgate.User, _ *store.Credential) { u.Enabled = false })
	d.edit("expired", func(u *callgate.User, _ *store.Credential) { u.Expires = 1 })
	d.edit("hosted", func(u *callgate.User, _ *store.Credential) {
		u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}}
	})
	d.edit("without", func(u *callgate.User, c *store.Credential) { u.HasPassword, c.PasswordHash = false, "" })
	b := d.browser("198.51.100.7")
	want := ""
	for _, c := range [][3]string{
		{"", "sam", "wrong"}, {"", "nobody", "wrong"}, {"", "blocked", "wrong"}, {"", "disabled", "wrong"}, {"", "expired", "wrong"}, {"", "hosted", "wrong"},
		{"", "hosted", goodPassword}, {"", "without", ""}, {"", "without", "wrong"}, {"elsewhere", "sam", goodPassword}, {"", "s am", "wrong"}, {"", "", ""},
		{"", "sаm", goodPassword}, {"", "sam", strings.Repeat("x", 100_000)}, {"", strings.Repeat("s", 100_000), "wrong"}, {"\x00", "\xff", "\xff"},
	} {
		st, err := b.ask().SignIn.Password(c[0], c[1], c[2])
		got, _ := json.Marshal([]any{st, err})
		if want == "" {
			want = string(got)
		}
		if string(got) != want || callgate.CodeOf(err) != callgate.SignInRefused || b.token != "" || b.device != "" {
			t.Errorf("%.20q %.20q: %s", c[0], c[1], got)
		}
	}
	b.refused("blocked", goodPassword, callgate.Blocked) // the right password may be told why
	b.refused("disabled", goodPassword, "not_in_use")
	b.refused("expired", goodPassword, "not_in_use")
	here := d.browser("192.0.2.9")
	here.password("hosted", goodPassword, "in")
	here.address = "198.51.100.9"
	if here.in() {
		t.Error("hosts are looked at when signing in only")
	}
	if rows := d.audit("sign_in.wrong_host"); len(rows) != 1 || rows[0].Target != "hosted" || rows[0].Result != "denied" {
		t.Errorf("wrong host: %+v", rows)
	}
	for _, r := range d.audit("sign_in.refused") {
		if r.Who == "nobody" || strings.Contains(r.Target, "nobody") {
			t.Errorf("an unknown login is written down: %+v", r)
		}
	}
}

func TestBlockingHoldsOnTheNextRequest(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	b := d.browser("198.51.100.7")
	b.password("sam", goodPassword, "in")
	d.edit("sam", func(u *callgate.User, _ *store.Credential) { u.Blocked = true })
	if b.in() {
		t.Fatal("in while blocked")
	}
	if st, err := b.ask().SignIn.Status(); err != nil || st.Stage != "" || st.Me != nil {
		t.Fatalf("%+v, %v", st, err)
	}
	d.edit("sam", func(u *callgate.User, _ *store.Credential) { u.Blocked = false })
	b.password("sam", goodPassword, "in")
}

func TestBlockedBetweenTheSteps(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	key, _ := d.factor("sam")
	b := d.browser("198.51.100.7")
	b.password("sam", goodPassword, "second_factor")
	d.edit("sam", func(u *callgate.User, _ *store.Credential) { u.Blocked = true })
	if _, err := b.ask().SignIn.Code(d.code(key)); callgate.CodeOf(err) != callgate.Blocked {
		t.Fatal(err)
	}
}

func TestActivationCodeStandsInForThePassword(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	code, hash := authn.NewActivationCode()
	give := func() {
		d.edit("sam", func(u *callgate.User, c *store.Credential) {
			c.ActivationHash, c.ActivationExpires = hash, d.s.now().Add(72*time.Hour)
			c.PasswordHash, u.HasPassword = "", false
		})
	}
	give()
	d.wait(73 * time.Hour)
	b := d.browser("198.51.100.7")
	b.refused("sam", code, callgate.SignInRefused)
	give()
	st := b.password("sam", strings.ToLower(code), "password")
	if st.MinLength != 15 {
		t.Errorf("least length %d", st.MinLength)
	}
	d.browser("198.51.100.8").refused("sam", code, callgate.SignInRefused) // single use
	if _, err := b.ask().SignIn.ChoosePassword("short"); callgate.CodeOf(err) != "password_refused" {
		t.Fatal(err)
	}
	first := b.token
	if st, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil || st.Stage != "in" || b.token == first {
		t.Fatalf("%+v, %v", st, err)
	}
	d.browser("198.51.100.8").password("sam", nextPassword, "in")
}

func TestChosenPasswordsMustBeNew(t *testing.T) {
	d := newDoor(t).setUp()
	d.policy(func(p *callgate.SignInPolicy) { p.History = 2 })
	d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) { u.MustChange = true })
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "password")
	if _, err := b.ask().SignIn.ChoosePassword(goodPassword); callgate.CodeOf(err) != "password_used_before" {
		t.Fatal(err)
	}
	if _, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil {
		t.Fatal(err)
	}
	d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) { u.MustChange = true })
	b.password("ada.whitlock", nextPassword, "password")
	if _, err := b.ask().SignIn.ChoosePassword(goodPassword); callgate.CodeOf(err) != "password_used_before" {
		t.Fatalf("the one before: %v", err)
	}
}

func TestEnrolmentIsAStepNeverALockedDoor(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	d.policy(func(p *callgate.SignInPolicy) { p.SecondFactor, p.GraceDays = "administrators", 7 })
	d.browser("198.51.100.8").password("sam", goodPassword, "in")
	b := d.browser("198.51.100.7")
	if st := b.password("ada.whitlock", goodPassword, "enrol"); !st.Postpone {
		t.Fatal("no grace period")
	}
	if st, err := b.ask().SignIn.Postpone(); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
	d.wait(8 * 24 * time.Hour)
	if st := b.password("ada.whitlock", goodPassword, "enrol"); st.Postpone {
		t.Fatal("grace period without end")
	}
	if _, err := b.ask().SignIn.Postpone(); callgate.CodeOf(err) != "cannot_postpone" {
		t.Fatal(err)
	}
	if _, err := b.ask().SignIn.ConfirmEnrol("123456"); callgate.CodeOf(err) != "enrolment_not_begun" {
		t.Fatal(err)
	}
	e, err := b.ask().SignIn.StartEnrol()
	if err != nil || !strings.HasPrefix(e.QR, "data:image/png;base64,") || !strings.Contains(e.URI, "Kestrel%20Freight") {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, err := b.ask().SignIn.ConfirmEnrol("000000"); callgate.CodeOf(err) != callgate.SecondFactorCode {
		t.Fatal(err)
	}
	code := d.code(e.Key)
	done, err := b.ask().SignIn.ConfirmEnrol(code)
	if err != nil || done.Status.Stage != "in" || len(done.RecoveryCodes) != 10 || !done.Status.Me.HasFactor {
		t.Fatalf("%+v, %v", done, err)
	}
	b.password("ada.whitlock", goodPassword, "second_factor")
	if _, err := b.ask().SignIn.Code(code); callgate.CodeOf(err) != callgate.SecondFactorCode {
		t.Fatalf("the code that proved the key signs in, too: %v", err)
	}
	d.wait(30 * time.Second)
	if st, err := b.ask().SignIn.Code(d.code(e.Key)); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
}

func TestSessionLives(t *testing.T) {
	d := newDoor(t).setUp()
	d.policy(func(p *callgate.SignInPolicy) { p.SessionsPerUser = 2 })
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "in")
	d.wait(29 * time.Minute)
	if !b.in() {
		t.Fatal("out before the idle time")
	}
	d.wait(31 * time.Minute)
	if b.in() {
		t.Fatal("in after 31 idle minutes")
	}
	b.password("ada.whitlock", goodPassword, "in")
	for range 12 * 3 {
		d.wait(20 * time.Minute)
		b.in()
	}
	if b.in() {
		t.Fatal("in after 12 hours")
	}
	var list []*browser
	for i := range 3 {
		d.wait(time.Second)
		list = append(list, d.browser(fmt.Sprintf("198.51.100.%d", i+1)))
		list[i].password("ada.whitlock", goodPassword, "in")
	}
	if list[0].in() || !list[1].in() || !list[2].in() {
		t.Fatal("not the two newest of three sessions")
	}
}

func TestStagesCannotBeSkipped(t *testing.T) {
	d := newDoor(t).setUp()
	key, codes := d.factor("ada.whitlock")
	b := d.browser("198.51.100.7")
	try := func(stage string) {
		t.Helper()
		m := b.ask().SignIn
		calls := map[string]func() error{
			"second_factor": func() error { _, err := m.Code(d.code(key)); return err },
			"password":      func() error { _, err := m.ChoosePassword(nextPassword); return err },
			"enrol":         func() error { _, err := m.StartEnrol(); return err },
			"enrol confirm": func() error { _, err := m.ConfirmEnrol(d.code(key)); return err },
			"postpone":      func() error { _, err := m.Postpone(); return err },
			"recovery":      func() error { _, err := m.RecoveryCode(codes[0]); return err },
		}
		for name, call := range calls {
			if stage == "second_factor" && (name == "second_factor" || name == "recovery") {
				continue
			}
			if err := call(); callgate.CodeOf(err) != callgate.NotSignedIn {
				t.Errorf("%s in stage %q: %v", name, stage, err)
			}
		}
	}
	try("")
	b.password("ada.whitlock", goodPassword, "second_factor")
	try("second_factor")
	d.wait(16 * time.Minute)
	if _, err := b.ask().SignIn.Code(d.code(key)); callgate.CodeOf(err) != callgate.NotSignedIn {
		t.Fatalf("a half signed-in session lives on: %v", err)
	}
	b.password("ada.whitlock", goodPassword, "second_factor")
	if _, err := b.ask().SignIn.Code(d.code(key)); err != nil {
		t.Fatal(err)
	}
	try("in")
}

func TestTheWindowKeepsItsSession(t *testing.T) {
	d := newDoor(t).setUp()
	m := For(d.s.Caller(Origin{Door: DoorDesktop}))
	if st, err := m.SignIn.Password("", "ada.whitlock", goodPassword); err != nil || st.Stage != "in" || !st.Desktop {
		t.Fatalf("%+v, %v", st, err)
	}
	if _, err := m.Account.Get(); err != nil {
		t.Fatal(err)
	}
	if _, err := m.SignIn.SignOut(); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Account.Get(); callgate.CodeOf(err) != callgate.NotSignedIn {
		t.Fatal(err)
	}
}

func TestParallelSignInsOfOneUser(t *testing.T) {
	d := newDoor(t).setUp()
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			b := d.browser(fmt.Sprintf("198.51.100.%d", i+1))
			if st, err := b.ask().SignIn.Password("", "ada.whitlock", goodPassword); err != nil || st.Stage != "in" {
				t.Errorf("%+v, %v", st, err)
			}
		})
	}
	all.Wait()
	if c := d.credential("ada.whitlock"); c.Failures != 0 || c.KnownFailures != 0 {
		t.Fatalf("right passwords count as failures: %+v", c)
	}
}
