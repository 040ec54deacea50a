package api

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail/mailtest"
	"callgate/backend/store"
)

// asked puts a question through as the background does, and delivers.
func (d *door) asked(b *browser, login string) {
	d.t.Helper()
	ok(d.t, b.ask().SignIn.Recover("", login))
	select {
	case q := <-d.s.recoveries.waiting:
		d.s.answerRecovery(d.t.Context(), q)
	default:
		d.t.Fatal("the question was not kept")
	}
	d.s.deliver(d.t.Context())
}

// link is the token of the newest letter.
func link(t *testing.T, s *mailtest.Server) string {
	t.Helper()
	letters := s.Letters()
	if len(letters) == 0 {
		t.Fatal("no letter")
	}
	_, token, found := strings.Cut(letters[len(letters)-1].Text, productAt+"/recover#token=")
	if !found {
		t.Fatalf("no link in %q", letters[len(letters)-1].Text)
	}
	token, _, _ = strings.Cut(token, "\n")
	return token
}

func recoverable(t *testing.T) (*door, *mailtest.Server) {
	t.Helper()
	d := newDoor(t).setUp()
	d.hire("sam")
	d.address("sam", "sam@kestrel.example")
	return d, withMail(t, d, nil)
}

func TestRecoveryByMail(t *testing.T) {
	d, s := recoverable(t)
	elsewhere := d.browser("198.51.100.7")
	elsewhere.password("sam", goodPassword, stageIn)
	b := d.browser("203.0.113.9")
	d.asked(b, "sam")
	token := link(t, s)
	st, err := b.ask().SignIn.UseRecovery(token)
	ok(t, err)
	if st.Stage != stagePassword {
		t.Fatalf("stage %q", st.Stage)
	}
	_, err = d.browser("203.0.113.9").ask().SignIn.UseRecovery(token)
	refuses(t, err, "recovery_over") // it counts once
	st, err = b.ask().SignIn.ChoosePassword(nextPassword)
	ok(t, err)
	if st.Stage != stageIn || elsewhere.in() {
		t.Errorf("stage %q; the other session lives: %v", st.Stage, elsewhere.in())
	}
	d.s.deliver(t.Context())
	letters := s.Letters()
	if !slices.ContainsFunc(letters, func(l mailtest.Letter) bool { return l.Subject == "notice.password_changed.title" }) {
		t.Errorf("no notice: %+v", letters)
	}
	d.browser("203.0.113.9").refused("sam", goodPassword, callgate.SignInRefused)
	if len(d.audit("sign_in.recovery_sent")) != 1 || len(d.audit("sign_in.recovery_used")) != 1 {
		t.Error("not in the audit")
	}
}

func TestRecoveryAsksForTheSecondFactor(t *testing.T) {
	d, s := recoverable(t)
	key, _ := d.factor("sam")
	b := d.browser("203.0.113.9")
	d.asked(b, "sam")
	st, err := b.ask().SignIn.UseRecovery(link(t, s))
	ok(t, err)
	if st.Stage != stageFactor {
		t.Fatalf("stage %q", st.Stage)
	}
	_, err = b.ask().SignIn.ChoosePassword(nextPassword)
	refuses(t, err, callgate.NotSignedIn)
	st, err = b.ask().SignIn.Code(d.code(key))
	ok(t, err)
	if st.Stage != stagePassword { // the factor alone does not let him in with the old password
		t.Fatalf("stage %q", st.Stage)
	}
	st, err = b.ask().SignIn.ChoosePassword(nextPassword)
	ok(t, err)
	if st.Stage != stageIn {
		t.Errorf("stage %q", st.Stage)
	}
}

// Whoever may not have a link gets the same answer, and no mail.
func TestRecoveryTellsNothing(t *testing.T) {
	d, s := recoverable(t)
	for _, login := range []string{"blocked", "nomail", "coded", "restricted", "hosted"} {
		d.hire(login)
		d.address(login, login+"@kestrel.example")
	}
	d.edit("blocked", func(u *callgate.User, _ *store.Credential) { u.Blocked = true })
	d.edit("nomail", func(u *callgate.User, _ *store.Credential) { u.Emails = nil })
	d.edit("coded", func(u *callgate.User, c *store.Credential) { u.HasPassword, c.PasswordHash = false, "" })
	d.edit("restricted", func(u *callgate.User, _ *store.Credential) { u.Restricted = true })
	d.edit("hosted", func(u *callgate.User, _ *store.Credential) { u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}} })
	b := d.browser("203.0.113.9")
	for _, login := range []string{"nobody", "blocked", "nomail", "coded", "restricted", "hosted", "", strings.Repeat("x", 5000)} {
		d.asked(b, login)
	}
	if len(s.Letters()) != 0 || len(d.waiting()) != 0 {
		t.Errorf("%d letters, %d wait", len(s.Letters()), len(d.waiting()))
	}
	_, err := b.ask().SignIn.UseRecovery(strings.Repeat("A", 43))
	refuses(t, err, "recovery_over")
}

// A flood leaves one mail, the first link good, and stops at the address.
func TestRecoveryUnderAttack(t *testing.T) {
	d, s := recoverable(t)
	b := d.browser("203.0.113.9")
	d.asked(b, "sam")
	first := link(t, s)
	for i := range 10 {
		d.asked(d.browser(netip.AddrFrom4([4]byte{203, 0, 113, byte(20 + i)}).String()), "sam")
	}
	if len(s.Letters()) != 1 || len(d.waiting()) != 0 {
		t.Fatalf("%d letters, %d wait", len(s.Letters()), len(d.waiting()))
	}
	flooded := d.browser("203.0.113.99")
	for range recoveryAtAddress {
		d.asked(flooded, "nobody")
	}
	refuses(t, flooded.ask().SignIn.Recover("", "nobody"), "recovery_pause")
	if _, err := b.ask().SignIn.UseRecovery(first); err != nil {
		t.Errorf("the first link: %v", err)
	}
	for range 3 * recoveryInDay { // patience does not help either
		d.wait(recoveryPause + time.Minute)
		d.asked(b, "sam")
	}
	if n := len(s.Letters()); n != recoveryInDay {
		t.Errorf("%d letters in a day", n)
	}
}

func TestRecoveryLinkEnds(t *testing.T) {
	d, s := recoverable(t)
	b := d.browser("203.0.113.9")
	d.asked(b, "sam")
	token := link(t, s)
	d.wait(recoveryLasts + time.Second)
	_, err := b.ask().SignIn.UseRecovery(token)
	refuses(t, err, "recovery_over")
	// A password changed in another way ends the link, too.
	d.asked(b, "sam")
	token = link(t, s)
	in := d.browser("198.51.100.7")
	in.password("sam", goodPassword, stageIn)
	ok(t, in.ask().Account.ChangePassword(goodPassword, nextPassword))
	_, err = b.ask().SignIn.UseRecovery(token)
	refuses(t, err, "recovery_over")
}

func TestRecoveryWithoutMailServer(t *testing.T) {
	d := newDoor(t).setUp()
	st, err := d.browser("203.0.113.9").ask().SignIn.Status()
	ok(t, err)
	if st.Recovery {
		t.Error("offered")
	}
	refuses(t, d.browser("203.0.113.9").ask().SignIn.Recover("", "ada.whitlock"), "recovery_off")
}
