package api

import (
	"testing"

	"callgate/backend/callgate"
)

// The five minutes of the read-me: from nothing to a second user who is in,
// with second factor and allowed host, and out again when he is blocked.
func TestFromNothingToASecondUser(t *testing.T) {
	d := newDoor(t)
	token, err := d.s.SetUpToken()
	if err != nil {
		t.Fatal(err)
	}
	ada := d.browser("192.0.2.44")
	if _, err := ada.ask().SignIn.SetUp(wizard(token)); err != nil {
		t.Fatal(err)
	}
	login := "sam.okafor"
	sam, err := ada.ask().Users.Add(NewUser{
		Profile: Profile{Login: &login},
		Access:  Access{Hosts: &[]callgate.Host{{CIDR: "198.51.100.0/24"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := ada.ask().Users.Activate(sam.User.ID)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, b := d.browser("203.0.113.9"), d.browser("198.51.100.7")
	elsewhere.refused(login, sheet.Code, callgate.SignInRefused)
	b.password(login, sheet.Code, "password")
	if st, err := b.ask().SignIn.ChoosePassword(nextPassword); err != nil || st.Stage != "in" {
		t.Fatalf("%+v, %v", st, err)
	}
	e, err := b.ask().Account.StartFactor()
	if err != nil {
		t.Fatal(err)
	}
	if codes, err := b.ask().Account.ConfirmFactor(d.code(e.Key)); err != nil || len(codes) != 10 {
		t.Fatalf("%v, %v", codes, err)
	}
	st, err := b.ask().SignIn.Status()
	if err != nil || st.Me == nil || !st.Me.HasFactor || st.Me.Kind != callgate.Standard {
		t.Fatalf("%+v, %v", st, err)
	}
	for _, page := range st.Me.Pages {
		if page != "account" && page != "access" {
			t.Errorf("a standard user opens %s", page)
		}
	}
	elsewhere.refused(login, nextPassword, callgate.SignInRefused)
	if _, err := ada.ask().Users.Block(sam.User.ID, "left the phone unlocked"); err != nil {
		t.Fatal(err)
	}
	if b.in() {
		t.Fatal("in on the next request")
	}
	b.refused(login, nextPassword, callgate.Blocked)
	elsewhere.refused(login, nextPassword, callgate.SignInRefused)
	if _, err := ada.ask().Users.Unblock(sam.User.ID); err != nil {
		t.Fatal(err)
	}
	b.password(login, nextPassword, "second_factor")
	if _, err := ada.ask().Users.ResetFactor(sam.User.ID); err != nil {
		t.Fatal(err)
	}
	b.password(login, nextPassword, "in")
}
