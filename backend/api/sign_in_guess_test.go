package api

import (
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Promise 7: one TOTP step signs in once.
func TestOneCodeSignsInOnce(t *testing.T) {
	d := newDoor(t).setUp()
	d.policy(func(p *callgate.SignInPolicy) { p.SessionsPerUser = 100 })
	key, _ := d.factor("ada.whitlock")
	var half []*browser
	for i := range 5 { // five first steps are kept at a time
		b := d.browser(fmt.Sprintf("198.51.100.%d", i+1))
		b.password("ada.whitlock", goodPassword, "second_factor")
		half = append(half, b)
	}
	code := d.code(key)
	var in, fault atomic.Int32
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			b := half[i%len(half)]
			one := &browser{d: d, address: b.address, token: b.token}
			st, err := one.ask().SignIn.Code(code)
			switch {
			case err == nil && st.Stage == "in":
				in.Add(1)
			case callgate.CodeOf(err) == callgate.SecondFactorCode, callgate.CodeOf(err) == callgate.NotSignedIn:
			default:
				fault.Add(1)
				t.Errorf("%+v, %v", st, err)
			}
		})
	}
	all.Wait()
	if in.Load() != 1 {
		t.Fatalf("%d of 50 signed in with one code", in.Load())
	}
	if c := d.credential("ada.whitlock"); c.FactorFailures != 0 {
		t.Fatalf("a right code used before counts as %d guesses", c.FactorFailures)
	}
	again := func(why, code string) {
		t.Helper()
		b := d.browser("198.51.100.9")
		b.password("ada.whitlock", goodPassword, "second_factor")
		if st, err := b.ask().SignIn.Code(code); callgate.CodeOf(err) != callgate.SecondFactorCode {
			t.Errorf("%s: %+v, %v", why, st, err)
		}
	}
	again("once more", code)
	again("with a space", code[:3]+" "+code[3:])
	again("with spaces around", " "+code+"\n")
	again("in full-width digits", strings.Map(func(r rune) rune { return r - '0' + '０' }, code))
	d.reopen()
	again("after a restart", code)
	d.wait(-25 * time.Second)
	again("after the clock stepped back", code)
	d.wait(50 * time.Second)
	again("late", code)
	d.wait(30 * time.Second)
	b := d.browser("198.51.100.9")
	b.password("ada.whitlock", goodPassword, "second_factor")
	if st, err := b.ask().SignIn.Code(d.code(key)); err != nil || st.Stage != "in" {
		t.Fatalf("the next code: %+v, %v", st, err)
	}
}

func TestOathtoolSignsIn(t *testing.T) {
	tool, err := exec.LookPath("oathtool")
	if err != nil {
		t.Skip("oathtool is not installed")
	}
	d := newDoor(t).setUp()
	key, _ := d.factor("ada.whitlock")
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "second_factor")
	code, err := exec.Command(tool, "--totp", "-b", "--now="+d.clock().UTC().Format("2006-01-02 15:04:05 UTC"), key).Output()
	if err != nil {
		t.Fatal(err)
	}
	if st, err := b.ask().SignIn.Code(strings.TrimSpace(string(code))); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
}

// Promise 8: at most 100 failures in a row are evaluated, 20 of them kept for
// places that signed in before.
func TestGuessingAPasswordIsBounded(t *testing.T) {
	d := newDoor(t).setUp()
	home := d.browser("192.0.2.1")
	home.password("ada.whitlock", goodPassword, "in")
	spellings := []string{"ada.whitlock", "ADA.WHITLOCK", "Ada.Whitlock ", "ａｄａ.whitlock"}
	guess := func(b *browser, n int) {
		t.Helper()
		b.refused(spellings[n%len(spellings)], fmt.Sprintf("guess number %d", n), callgate.SignInRefused)
		d.wait(10 * time.Minute) // past every pause
	}
	for n := range 90 {
		if n == 40 {
			d.reopen()
		}
		guess(d.browser(fmt.Sprintf("198.51.100.%d", n%7+1)), n)
	}
	if c := d.credential("ada.whitlock"); c.Failures != 80 || c.KnownFailures != 0 {
		t.Fatalf("counted %d and %d", c.Failures, c.KnownFailures)
	}
	d.browser("198.51.100.99").refused("ada.whitlock", goodPassword, callgate.SignInRefused)
	locked(t, d, true)
	for n := range 25 { // somebody stole the browser
		guess(&browser{d: d, address: "192.0.2.1", device: home.device}, n)
		if n == 10 {
			d.reopen()
		}
	}
	if c := d.credential("ada.whitlock"); c.Failures+c.KnownFailures != 100 {
		t.Fatalf("evaluated %d", c.Failures+c.KnownFailures)
	}
	home.refused("ada.whitlock", goodPassword, callgate.SignInRefused)
	d.edit("ada.whitlock", func(u *callgate.User, c *store.Credential) { renewTries(c, u) })
	locked(t, d, false)
	d.browser("198.51.100.99").password("ada.whitlock", goodPassword, "in")
}

// locked waits until the list shows it: the lock is written behind the answer.
func locked(t *testing.T, d *door, want bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); {
		v := d.s.views.Load().only()
		who, _ := v.Policy.Find("ada.whitlock")
		if v.Policy.User(who).LockedUntil != 0 == want {
			return
		}
	}
	t.Fatalf("locked is not %v", want)
}

// Promise 9: guessing from elsewhere does not lock the owner out.
func TestTheOwnerSignsInUnderAttack(t *testing.T) {
	d := newDoor(t).setUp()
	home := d.browser("192.0.2.1")
	home.password("ada.whitlock", goodPassword, "in")
	for n := range 80 + 5 {
		d.browser(fmt.Sprintf("198.51.100.%d", n)).refused("ada.whitlock", "guess", callgate.SignInRefused)
	}
	if !home.in() {
		t.Fatal("thrown out by somebody else's guesses")
	}
	d.browser("203.0.113.1").refused("ada.whitlock", goodPassword, callgate.SignInRefused)
	home.password("ada.whitlock", goodPassword, "in")
	for n := range 80 + 5 {
		d.browser(fmt.Sprintf("198.51.100.%d", n)).refused("ada.whitlock", "guess", callgate.SignInRefused)
	}
	if st, err := For(d.s.Caller(Origin{Door: DoorDesktop})).SignIn.Password("", "ada.whitlock", goodPassword); err != nil || st.Stage != "in" {
		t.Fatalf("at the desktop: %+v, %v", st, err)
	}
}

func TestPausesArePerPlace(t *testing.T) {
	d := newDoor(t).setUp()
	there := d.browser("198.51.100.1")
	for range freeTries + 1 {
		there.refused("ada.whitlock", "guess", callgate.SignInRefused)
	}
	there.refused("ada.whitlock", goodPassword, callgate.SignInRefused) // not looked at during the pause
	if c := d.credential("ada.whitlock"); c.Failures != freeTries {
		t.Fatalf("%d evaluated", c.Failures)
	}
	d.browser("198.51.100.2").password("ada.whitlock", goodPassword, "in")
	d.edit("ada.whitlock", func(u *callgate.User, c *store.Credential) { c.Failures = 3 })
	there.refused("ada.whitlock", goodPassword, callgate.SignInRefused)
	d.wait(2 * time.Second)
	there.password("ada.whitlock", goodPassword, "in")
}

func TestUnlockingEndsPauses(t *testing.T) {
	d := newDoor(t).setUp()
	there := d.browser("198.51.100.1")
	for range 10 {
		there.refused("ada.whitlock", "guess", callgate.SignInRefused)
	}
	d.edit("ada.whitlock", func(u *callgate.User, c *store.Credential) { renewTries(c, u) })
	there.password("ada.whitlock", goodPassword, "in")
}

func TestGuessingSecondFactorsIsBounded(t *testing.T) {
	d := newDoor(t).setUp()
	key, codes := d.factor("ada.whitlock")
	b := d.browser("198.51.100.7")
	for n := range 30 {
		b.password("ada.whitlock", goodPassword, "second_factor") // the right password gives no new tries
		wrong := "000000"
		if wrong == d.code(key) {
			wrong = "000001"
		}
		var err error
		if n%2 == 0 {
			_, err = b.ask().SignIn.Code(wrong)
		} else {
			_, err = b.ask().SignIn.RecoveryCode("0000-0000-0000-0000")
		}
		want := callgate.SecondFactorCode
		if n >= triesFactor {
			want = "second_factor_locked"
		}
		if callgate.CodeOf(err) != want {
			t.Fatalf("try %d: %v", n, err)
		}
		if n == 10 {
			d.reopen()
		}
	}
	if _, err := b.ask().SignIn.Code(d.code(key)); callgate.CodeOf(err) != "second_factor_locked" {
		t.Fatal(err)
	}
	if _, err := b.ask().SignIn.RecoveryCode(codes[0]); callgate.CodeOf(err) != "second_factor_locked" {
		t.Fatal(err)
	}
	locked(t, d, true)
	d.edit("ada.whitlock", func(u *callgate.User, c *store.Credential) { renewTries(c, u) })
	if st, err := b.ask().SignIn.Code(d.code(key)); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
}

func TestAddressesAreHeld(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	d.policy(func(p *callgate.SignInPolicy) { p.AddressFailures, p.AddressMinutes = 4, 10 })
	known := d.browser("2001:db8:1:1::7")
	known.password("sam", goodPassword, "in")
	for i := range 4 { // one /64 is one customer
		d.browser(fmt.Sprintf("2001:db8:1:1::%d", i+1)).refused(fmt.Sprintf("nobody%d", i), "guess", callgate.SignInRefused)
	}
	held := func() bool {
		_, err := d.browser("2001:db8:1:1::99").ask().SignIn.Password("", "ada.whitlock", goodPassword)
		return callgate.CodeOf(err) == "address_held"
	}
	for end := time.Now().Add(5 * time.Second); !held(); {
		if time.Now().After(end) {
			t.Fatal("not held")
		}
	}
	d.browser("2001:db8:1:2::1").password("ada.whitlock", goodPassword, "in")
	known.password("sam", goodPassword, "in") // signed in from here before
	d.reopen()
	if !held() {
		t.Fatal("a restart releases addresses")
	}
	d.wait(11 * time.Minute)
	d.browser("2001:db8:1:1::99").password("ada.whitlock", goodPassword, "in")
	for range 10 { // this machine is never held: a proxy on it would hold everybody
		d.browser("127.0.0.1").refused("nobody", "guess", callgate.SignInRefused)
	}
	d.browser("127.0.0.1").password("ada.whitlock", goodPassword, "in")
}
