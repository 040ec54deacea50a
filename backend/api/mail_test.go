package api

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail"
	"callgate/backend/mail/mailtest"
	"callgate/backend/store"
)

const productAt = "https://callgate.kestrel.example"

// mailAt is how the settings name a server of the test.
func mailAt(s *mailtest.Server) MailInput {
	return MailInput{Host: "127.0.0.1", Port: s.Port, Security: mail.None, User: s.User, Password: s.Password, From: "callgate@kestrel.example", Address: productAt}
}

// withMail sets a mail server for an installation.
func withMail(t *testing.T, d *door, f func(s *mailtest.Server)) *mailtest.Server {
	t.Helper()
	s := mailtest.Start(t, f)
	c, err := d.s.LocalRoot()
	ok(t, err)
	_, err = For(c).Mail.Save(mailAt(s))
	ok(t, err)
	return s
}

// waiting lists the outbox.
func (d *door) waiting() (list []store.QueuedMail) {
	d.t.Helper()
	ok(d.t, d.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		list, err = tx.Mails(1000)
		return err
	}))
	return list
}

// address gives a user an e-mail address.
func (d *door) address(login, address string) {
	d.t.Helper()
	ok(d.t, d.s.commit(context.Background(), func(w *change) error {
		for _, v := range w.views {
			if who, known := v.Policy.Find(login); known {
				u := *v.Policy.User(who)
				u.Emails = []callgate.Contact{{Value: address}}
				return w.putUser(&u)
			}
		}
		d.t.Errorf("nobody is called %s", login)
		return nil
	}))
}

func TestMailSettingsKeepThePasswordToThemselves(t *testing.T) {
	o := newOffice(t)
	s := mailtest.Start(t, func(s *mailtest.Server) { s.User, s.Password = "relay", "orchard gate" })
	ada := o.from("ada", officeAddress, time.Minute)
	_, err := o.as("ada").Mail.Save(mailAt(s))
	refuses(t, err, callgate.SignInAgain)
	saved, err := ada.Mail.Save(mailAt(s))
	ok(t, err)
	if !saved.Set || !saved.HasPassword || saved.Server.Password != "" {
		t.Errorf("%+v", saved)
	}
	// Nowhere in the folder does it stand in the open, nor in the audit.
	files, _ := filepath.Glob(filepath.Join(o.dir, "*"))
	for _, name := range files {
		text, _ := os.ReadFile(name)
		if strings.Contains(string(text), "orchard gate") {
			t.Errorf("%s shows the password", name)
		}
	}
	if r := o.records("mail.edit"); len(r) != 1 || strings.Contains(r[0].After, "orchard") {
		t.Errorf("%+v", r)
	}
	// The kept one goes nowhere else.
	in := mailAt(s)
	in.Password = ""
	if _, err = ada.Mail.Save(in); err != nil {
		t.Error(err)
	}
	in.Port = s.Port + 1
	_, err = ada.Mail.Save(in)
	refuses(t, err, "mail_password_again")
	_, err = ada.Mail.Test(in, "ada@kestrel.example")
	refuses(t, err, "mail_password_again")
	off, err := ada.Mail.TurnOff()
	ok(t, err)
	if off.Set || off.HasPassword {
		t.Errorf("%+v", off)
	}
}

func TestMailTestTellsWhatTheServerSaid(t *testing.T) {
	o := newOffice(t)
	s := mailtest.Start(t, nil)
	ada := o.as("ada")
	got, err := ada.Mail.Test(mailAt(s), "ada@kestrel.example")
	ok(t, err)
	if got.Problem != nil || len(s.Letters()) != 1 {
		t.Errorf("%+v, %d letters", got, len(s.Letters()))
	}
	s.Refuse("RCPT", "550 5.1.1 nobody here")
	got, err = ada.Mail.Test(mailAt(s), "ada@kestrel.example")
	ok(t, err)
	if got.Problem == nil || got.Problem.Code != "mail_to_refused" || !strings.Contains(got.Problem.Params["answer"], "nobody here") {
		t.Errorf("%+v", got.Problem)
	}
	if saved, _ := ada.Mail.Settings(); saved.Set {
		t.Error("a test kept the settings")
	}
}

// A server that an office's own authority vouches for is believed when the
// settings name that authority, and no other is then.
func TestMailServersOfOnesOwnAuthority(t *testing.T) {
	o := newOffice(t)
	config, authority := mailtest.Certified(t, "Kestrel CA", o.clock().Add(10*365*24*time.Hour))
	_, stranger := mailtest.Certified(t, "Stranger", o.clock().Add(10*365*24*time.Hour))
	s := mailtest.Start(t, func(s *mailtest.Server) { s.TLS, s.User, s.Password = config, "relay", "orchard gate" })
	ada := o.from("ada", officeAddress, time.Hour)
	try := func(ca string) callgate.Code {
		t.Helper()
		in := mailAt(s)
		in.Security, in.CA = mail.StartTLS, ca
		got, err := ada.Mail.Test(in, "ada@kestrel.example")
		ok(t, err)
		if got.Problem == nil {
			return ""
		}
		return got.Problem.Code
	}
	for ca, want := range map[string]callgate.Code{"": "mail_certificate", stranger: "mail_certificate", authority: "", stranger + authority: ""} {
		if got := try(ca); got != want {
			t.Errorf("%q of %d letters", got, len(ca))
		}
	}
	in := mailAt(s)
	in.Security, in.CA = mail.StartTLS, authority
	local, err := o.s.LocalRoot()
	ok(t, err)
	root := For(local)
	saved, err := root.Mail.Save(in)
	ok(t, err)
	if saved.Server.CA != strings.TrimSpace(authority) || len(saved.Vouching) != 1 || saved.Vouching[0].Name != "Kestrel CA" {
		t.Errorf("%+v", saved)
	}
	if r := o.records("mail.edit"); len(r) != 1 || !strings.Contains(r[0].After, saved.Vouching[0].SHA256) || strings.Contains(r[0].After, "BEGIN") {
		t.Errorf("%+v", r)
	}
	in.Password, in.CA = "", stranger
	_, err = root.Mail.Save(in) // else the kept password would go to whom the stranger vouches for
	refuses(t, err, "mail_password_again")
	in.Password, in.CA = "orchard gate", "-----BEGIN"
	_, err = root.Mail.Save(in)
	refuses(t, err, "mail_ca_form")
	// What waits goes out there, too.
	o.hire("sam", "StandardUser")
	o.address("sam", "sam@kestrel.example")
	before := len(s.Letters())
	_, err = o.as("ada").Users.Activate(o.ids["sam"])
	ok(t, err)
	o.s.deliver(t.Context())
	if letters := s.Letters(); len(letters) != before+1 || !letters[before].Encrypted {
		t.Errorf("%+v", letters)
	}
}

// What stands in the way of a mail has a sentence in every language.
func TestMailRefusalsHaveSentences(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "mail", "refusal.go"))
	ok(t, err)
	codes := 0
	for _, part := range strings.Split(string(text), `"mail_`)[1:] {
		code, _, _ := strings.Cut(part, `"`)
		codes++
		for _, language := range []string{"en", "de"} {
			if dictionary(t, language)["error.mail_"+code] == "" {
				t.Errorf("%s: no sentence for mail_%s", language, code)
			}
		}
	}
	if codes < 8 {
		t.Errorf("only %d codes found", codes)
	}
}

func TestMailWaitsUntilTheServerTakesIt(t *testing.T) {
	o := newOffice(t)
	o.address("ada", "ada@kestrel.example")
	s := withMail(t, o.door, nil)
	s.Refuse("MAIL", "451 4.3.2 come again")
	o.hire("sam", "StandardUser")
	o.address("sam", "sam@kestrel.example")
	_, err := o.as("ada").Users.Activate(o.ids["sam"])
	ok(t, err)
	list := o.waiting()
	if len(list) != 1 || strings.Contains(string(list[0].Sealed), "sam@") {
		t.Fatalf("%+v", list)
	}
	o.s.deliver(t.Context())
	if list = o.waiting(); len(list) != 1 || list[0].Tries != 1 || problemOf(list[0].Answer).Code != "mail_from_refused" {
		t.Fatalf("%+v", list)
	}
	s.Refuse("MAIL", "")
	o.s.deliver(t.Context())
	if len(s.Letters()) != 0 {
		t.Error("tried again at once")
	}
	o.reopen() // it survives a restart
	o.wait(2 * time.Minute)
	o.s.deliver(t.Context())
	letters := s.Letters()
	if len(letters) != 1 || letters[0].To != "sam@kestrel.example" || len(o.waiting()) != 0 {
		t.Fatalf("%+v, %d wait", letters, len(o.waiting()))
	}
	// What nobody ever takes is given up, and its text goes.
	s.Refuse("RCPT", "550 5.1.1 nobody here")
	_, err = o.as("ada").Users.Activate(o.ids["sam"])
	ok(t, err)
	o.s.deliver(t.Context())
	if list = o.waiting(); len(list) != 1 || !list[0].GivenUp || len(list[0].Sealed) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestMailsGoOutInTheBackground(t *testing.T) {
	o := newOffice(t)
	s := withMail(t, o.door, nil)
	o.hire("sam", "StandardUser")
	o.address("sam", "sam@kestrel.example")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); o.s.mails.run(ctx, o.s) }()
	_, err := o.as("ada").Users.Activate(o.ids["sam"])
	ok(t, err)
	select {
	case <-s.Arrived():
	case <-time.After(20 * time.Second):
		t.Error("nothing arrived")
	}
	stop()
	<-done
}

func TestOutboxIsBounded(t *testing.T) {
	o := newOffice(t)
	withMail(t, o.door, nil)
	o.hire("sam", "StandardUser")
	o.address("sam", "sam@kestrel.example")
	u := o.user("sam")
	ok(t, o.s.commit(t.Context(), func(w *change) error {
		for range waitingMost + 10 {
			if err := w.post(u, "sam@kestrel.example", "recovery", "s", "t", time.Hour); err != nil {
				return err
			}
		}
		n, err := w.tx.WaitingMails(o.kestrel)
		if n != waitingMost {
			t.Errorf("%d wait", n)
		}
		return err
	}))
}
