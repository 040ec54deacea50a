package api

import (
	"fmt"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Every field of the policy page about passwords, through the real sign-in: a
// forced step offers each password, and the reason names the rule.
func TestEveryPasswordRuleHolds(t *testing.T) {
	for name, c := range map[string]struct {
		rule         func(p *callgate.SignInPolicy)
		refused, say string // without the rule it is taken
		taken        string
	}{
		"at least":          {func(p *callgate.SignInPolicy) { p.MinLength = 25 }, "nine lamps on the quay", "password.too_short", "nine lamps on the long quay"},
		"at most":           {func(p *callgate.SignInPolicy) { p.MaxLength = 128 }, long(129), "password.too_long", long(128)},
		"letters":           {func(p *callgate.SignInPolicy) { p.NeedLetters = true }, "7294 8165 3028 4917", "password.need_letters", "7294 8165 3028 a"},
		"digits":            {func(p *callgate.SignInPolicy) { p.NeedDigits = true }, "nine lamps on the quay", "password.need_digits", "9 lamps on the quay"},
		"upper or special":  {func(p *callgate.SignInPolicy) { p.NeedUpperOrSpecial = true }, "ninelampsonthequay", "password.need_upper_or_special", "nineLampsonthequay"},
		"no sequences":      {func(p *callgate.SignInPolicy) { p.NoSequences = true }, "lamps 1234 on the quay", "password.sequence", "lamps 1243 on the quay"},
		"no letter rows":    {func(p *callgate.SignInPolicy) { p.NoSequences = true }, "lamps abcd on the quay", "password.sequence", "lamps abdc on the quay"},
		"no repeats":        {func(p *callgate.SignInPolicy) { p.NoRepeats = true }, "lamps 222 on the quay", "password.repeat", "lamps 232 on the quay"},
		"no account words":  {func(p *callgate.SignInPolicy) { p.NoAccountInfo = true }, "nine lamps whitlock on the quay", "password.context", "nine lamps on the quay"},
		"no tenant's words": {func(p *callgate.SignInPolicy) { p.NoAccountInfo = true }, "nine lamps kestrel on the quay", "password.context", "nine lamps on the quay"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoor(t).setUp()
			d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) { u.MustChange = true })
			b := d.browser("198.51.100.7")
			b.password("ada.whitlock", goodPassword, "password")
			if name != "at most" {
				if a, err := b.ask().SignIn.Advise(c.refused, nil); err != nil || !a.OK {
					t.Fatalf("refused without the rule, too: %+v, %v", a, err)
				}
			}
			d.policy(c.rule)
			_, err := b.ask().SignIn.ChoosePassword(c.refused)
			if callgate.CodeOf(err) != "password_refused" || !says(err, c.say) {
				t.Fatalf("%v", err)
			}
			if st, err := b.ask().SignIn.ChoosePassword(c.taken); err != nil || st.Stage != "in" {
				t.Fatalf("%+v, %v", st, err)
			}
			b.password("ada.whitlock", c.taken, "in")
		})
	}
}

// long is a passphrase of so many characters.
func long(n int) string {
	text := ""
	for i := 0; len(text) < n; i++ {
		text += fmt.Sprintf("lamp %d quay heron ", i*37)
	}
	return text[:n]
}

// says tells whether an error gives this reason.
func says(err error, code string) bool {
	e, is := err.(*callgate.Error)
	if !is {
		return false
	}
	for _, r := range e.Reasons {
		if r.Code == code {
			return true
		}
	}
	return false
}

// Expiry and the forced change are a step at sign-in, never a locked door.
func TestAnOldPasswordIsChangedAtSignIn(t *testing.T) {
	d := newDoor(t).setUp()
	d.policy(func(p *callgate.SignInPolicy) { p.MaxAgeDays = 30 })
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, "in")
	d.wait(31 * 24 * time.Hour)
	b.password("ada.whitlock", goodPassword, "password")
	if _, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil {
		t.Fatal(err)
	}
	b.password("ada.whitlock", nextPassword, "in")
}

// The tenant says after how many failures a place waits, and after how many an
// account is locked.
func TestDelaysAndLockOutAreTheTenants(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("sam")
	d.policy(func(p *callgate.SignInPolicy) { p.DelayAfter = 2 })
	b := d.browser("198.51.100.7")
	for range 2 {
		b.refused("sam", "guess", callgate.SignInRefused)
	}
	b.refused("sam", goodPassword, callgate.SignInRefused) // it has to wait
	d.wait(2 * time.Second)
	b.password("sam", goodPassword, "in")

	d.policy(func(p *callgate.SignInPolicy) { p.DelayAfter, p.LockAfter = 20, 10 })
	for i := range 8 { // of ten, two are kept for places that signed in before
		d.browser(fmt.Sprintf("203.0.113.%d", i+1)).refused("sam", "guess", callgate.SignInRefused)
	}
	d.browser("203.0.113.99").refused("sam", goodPassword, callgate.SignInRefused)
	b.password("sam", goodPassword, "in")
	if c := d.credential("sam"); c.Failures != 0 {
		t.Errorf("%d failures after the owner signed in", c.Failures)
	}
	for field, policy := range map[string]callgate.SignInPolicy{"lockAfter": {LockAfter: 9}, "delayAfter": {DelayAfter: 21}} {
		if err := checkPolicy(policy); callgate.CodeOf(err) != "number_range" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// Held addresses are listed and released; a tenant sees those that failed at
// its own door.
func TestHeldAddressesAreReleased(t *testing.T) {
	o := newOffice(t)
	o.tenant(func(t *callgate.Tenant) { t.Policy.AddressFailures, t.Policy.AddressMinutes = 4, 10 })
	stranger := func(address string) error {
		m := o.strangerFrom(address)
		return only(m.SignIn.Password("kestrel", "nobody", "guess"))
	}
	for range 4 {
		refuses(t, stranger("203.0.113.9"), callgate.SignInRefused)
	}
	ada := o.as("ada")
	for end := time.Now().Add(5 * time.Second); ; {
		if list, err := ada.Addresses.Held(); err == nil && len(list.Rows) == 1 {
			if h := list.Rows[0]; h.Address != "203.0.113.9" || h.Failures != 4 || h.Until != callgate.TimeOf(o.clock()).Add(10*time.Minute) {
				t.Fatalf("%+v", h)
			}
			break
		}
		if time.Now().After(end) {
			t.Fatal("not held")
		}
	}
	refuses(t, stranger("203.0.113.9"), "address_held")
	if r := o.records("sign_in.address_held"); len(r) != 1 || r[0].Target != "203.0.113.9" {
		t.Errorf("%+v", r)
	}
	if list, err := o.as("hal").Addresses.Held(); err != nil || len(list.Rows) != 0 {
		t.Errorf("another tenant sees %+v, %v", list.Rows, err)
	}
	refuses(t, only(o.as("hal").Addresses.Release("203.0.113.9")), "address_not_held")
	refuses(t, only(ada.Addresses.Release("not an address")), "host_is_name")
	list, err := ada.Addresses.Release(" 203.0.113.9/32 ")
	ok(t, err)
	if len(list.Rows) != 0 {
		t.Errorf("%+v", list.Rows)
	}
	refuses(t, stranger("203.0.113.9"), callgate.SignInRefused)
}
