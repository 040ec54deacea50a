package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail/mailtest"
)

// certificate is one for 127.0.0.1 and who vouches for it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	config, authority := mailtest.Certified(t, "Kestrel CA", time.Now().Add(time.Hour))
	pool, list, err := Authorities(authority, time.Now())
	if err != nil || len(list) != 1 || list[0].Name != "Kestrel CA" || len(list[0].SHA256) != 64 {
		t.Fatalf("%+v, %v", list, err)
	}
	return config, pool
}

func at(s *mailtest.Server, security string, trust *x509.CertPool) Server {
	return Server{Host: "127.0.0.1", Port: s.Port, Security: security, From: "callgate@kestrel.example", FromName: "Callgate", Trust: trust, User: s.User, Password: s.Password}
}

var letter = Letter{ID: "one", To: "sam@kestrel.example", Subject: "Grüße\r\nBcc: everybody@kestrel.example", Text: "First line.\n.\nAfter a lone dot: schön.", At: time.Unix(1_790_000_000, 0)}

func TestSend(t *testing.T) {
	config, trust := certificate(t)
	for _, c := range []struct {
		name, security string
		set            func(s *mailtest.Server)
		encrypted      bool
	}{
		{"in the open, on this machine", None, nil, false},
		{"in the open with a password, on this machine", None, func(s *mailtest.Server) { s.User, s.Password = "relay", "orchard gate" }, false},
		{"STARTTLS and a password", StartTLS, func(s *mailtest.Server) { s.TLS, s.User, s.Password = config, "relay", "orchard gate" }, true},
		{"TLS from the first byte", TLS, func(s *mailtest.Server) {
			s.TLS, s.Implicit, s.User, s.Password = config, true, "relay", "orchard gate"
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mailtest.Start(t, c.set)
			server := at(s, c.security, trust)
			if err := server.Check(); err != nil {
				t.Fatal(err)
			}
			if err := server.Send(context.Background(), letter); err != nil {
				t.Fatal(err)
			}
			got := s.Letters()
			if len(got) != 1 {
				t.Fatalf("%d letters", len(got))
			}
			want := mailtest.Letter{
				From: "callgate@kestrel.example", To: "sam@kestrel.example", Subject: "Grüße Bcc: everybody@kestrel.example", ID: "<one@kestrel.example>",
				Text: letter.Text, Encrypted: c.encrypted, LoggedIn: s.User != "",
			}
			if got[0] != want {
				t.Errorf("%+v\nwant %+v", got[0], want)
			}
		})
	}
}

// What stands in the way is said: a code, and what the server answered.
func TestSendSaysWhatStandsInTheWay(t *testing.T) {
	config, trust := certificate(t)
	refuse := func(command, answer string) func(*mailtest.Server) {
		return func(s *mailtest.Server) { s.Refuse(command, answer) }
	}
	for _, c := range []struct {
		name, security string
		set            func(s *mailtest.Server)
		edit           func(s *Server)
		code           callgate.Code
		answer         string
		temporary      bool
	}{
		{name: "wrong password", security: None, set: func(s *mailtest.Server) { s.User, s.Password = "relay", "orchard gate" }, edit: func(s *Server) { s.Password = "wrong" }, code: "mail_login_refused", answer: "535"},
		{name: "no login there", security: None, edit: func(s *Server) { s.User = "relay" }, code: "mail_no_login", temporary: true},
		{name: "sender not taken", security: None, set: refuse("MAIL", "550 5.7.1 not from you"), code: "mail_from_refused", answer: "5.7.1 not from you"},
		{name: "nobody of that name", security: None, set: refuse("RCPT", "550 5.1.1 nobody here"), code: "mail_to_refused", answer: "nobody here"},
		{name: "greylisted", security: None, set: refuse("RCPT", "451 4.7.1 come again"), code: "mail_to_refused", answer: "come again", temporary: true},
		{name: "letter not taken", security: None, set: refuse("END", "554 5.6.0 spam"), code: "mail_refused", answer: "spam"},
		{name: "no STARTTLS there", security: StartTLS, code: "mail_no_starttls", temporary: true},
		{name: "TLS where there is none", security: TLS, code: "mail_not_tls", temporary: true},
		{name: "nobody vouches for it", security: StartTLS, set: func(s *mailtest.Server) { s.TLS = config }, edit: func(s *Server) { s.Trust = nil }, code: "mail_certificate", answer: "certificate", temporary: true},
		{name: "nobody listens", security: None, edit: func(s *Server) { s.Port = closed(t) }, code: "mail_unreachable", answer: "refused", temporary: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mailtest.Start(t, c.set)
			server := at(s, c.security, trust)
			if c.edit != nil {
				c.edit(&server)
			}
			var r *Refusal
			if err := server.Send(context.Background(), letter); !errors.As(err, &r) {
				t.Fatalf("%v", err)
			}
			if r.Code != c.code || !strings.Contains(r.Answer, c.answer) || r.Temporary != c.temporary || r.Where != server.Where() {
				t.Errorf("%+v", r)
			}
			if len(s.Letters()) != 0 {
				t.Error("a letter arrived all the same")
			}
		})
	}
}

// closed is a port on which nobody listens any more.
func closed(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func TestCheck(t *testing.T) {
	good := Server{Host: "mail.kestrel.example", Port: 587, Security: StartTLS, From: "callgate@kestrel.example"}
	for _, c := range []struct {
		edit func(s *Server)
		code callgate.Code
	}{
		{func(*Server) {}, ""},
		{func(s *Server) { s.Host = "" }, "mail_host"},
		{func(s *Server) { s.Host = "mail.kestrel.example:25" }, "mail_host"},
		{func(s *Server) { s.Host = "::1" }, ""},
		{func(s *Server) { s.Port = 0 }, "number_range"},
		{func(s *Server) { s.Security = "ssl" }, callgate.BadInput},
		{func(s *Server) { s.Security, s.User = None, "relay" }, "mail_password_readable"},
		{func(s *Server) { s.Security, s.User, s.Host = None, "relay", "localhost" }, ""},
		{func(s *Server) { s.From = "Callgate <a@b.example>" }, "mail_address"},
		{func(s *Server) { s.From = "a@b.example\r\nBcc: c@d.example" }, "mail_address"},
	} {
		s := good
		c.edit(&s)
		if got := callgate.CodeOf(s.Check()); got != c.code {
			t.Errorf("%+v: %q, want %q", s, got, c.code)
		}
	}
}

func TestAuthorities(t *testing.T) {
	_, good := mailtest.Certified(t, "Kestrel CA", time.Now().Add(time.Hour))
	_, old := mailtest.Certified(t, "Old CA", time.Now().Add(-time.Minute))
	key := "-----BEGIN PRIVATE KEY-----\nMAo=\n-----END PRIVATE KEY-----\n"
	for name, c := range map[string]struct {
		text string
		code callgate.Code
		many int
	}{
		"one":                   {good, "", 1},
		"two, and what is said": {"subject=CN\n" + good + "\nthe next\r\n" + good, "", 2},
		"none":                  {"kestrel", "mail_ca_form", 0},
		"a key":                 {good + key, "mail_ca_key", 0},
		"cut off":               {good + good[:len(good)-40], "mail_ca_form", 0},
		"no certificate":        {strings.ReplaceAll(key, "PRIVATE", "PUBLIC"), "mail_ca_form", 0},
		"damaged":               {strings.Replace(good, "MII", "MIA", 1), "mail_ca_form", 0},
		"out of date":           {old, "mail_ca_over", 0},
		"too long":              {good + strings.Repeat(" ", mostPEM), "mail_ca_form", 0},
		"too many":              {strings.Repeat(good, mostAuthorities+1), "mail_ca_form", 0},
	} {
		_, list, err := Authorities(c.text, time.Now())
		if callgate.CodeOf(err) != c.code || len(list) != c.many {
			t.Errorf("%s: %d, %v", name, len(list), err)
		}
	}
}
