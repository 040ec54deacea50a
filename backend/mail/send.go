package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/netip"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"callgate/backend/callgate"
)

// Ways to protect the connection to the server.
const (
	StartTLS = "starttls" // encrypted after the greeting; refused where the server cannot
	TLS      = "tls"      // encrypted from the first byte
	None     = "none"     // readable on the way: for a server on this machine
)

// Server is where letters are handed in.
type Server struct {
	Host, Security string
	Port           int
	User, Password string // no authentication when User is ""
	From, FromName string
	Trust          *x509.CertPool // who may vouch for the server; the system's when nil
}

// Letter is one mail to one person, plain text.
type Letter struct {
	ID      string // kept over tries, so that a letter sent twice is known as one
	To      string
	Subject string
	Text    string
	At      time.Time
}

// timeout bounds every step with the server.
const timeout = 10 * time.Second

// Check refuses settings that cannot work, or that would show the password to
// whoever listens.
func (s Server) Check() error {
	switch {
	case s.Host == "" || strings.ContainsAny(s.Host, " /:@\t") && !isIPv6(s.Host):
		return callgate.Err("mail_host").At("host")
	case s.Port < 1 || s.Port > 65535:
		return callgate.Err("number_range", "min", "1", "max", "65535").At("port")
	case s.Security != StartTLS && s.Security != TLS && s.Security != None:
		return callgate.Err(callgate.BadInput, "value", s.Security).At("security")
	case s.Security == None && s.User != "" && !s.onThisMachine():
		return callgate.Err("mail_password_readable").At("security")
	}
	return CheckAddress(s.From, "from")
}

func isIPv6(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.Is6()
}

func (s Server) onThisMachine() bool {
	if strings.EqualFold(s.Host, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(s.Host)
	return err == nil && a.IsLoopback()
}

// CheckAddress refuses what is no plain e-mail address (RFC 5322 without a name).
func CheckAddress(address, field string) error {
	m := gomail.NewMsg()
	if address == "" || len(address) > 254 || strings.ContainsAny(address, "<>\r\n ,;\"") || m.To(address) != nil {
		return callgate.Err("mail_address", "value", address).At(field)
	}
	return nil
}

// Send hands one letter in. A refusal is a *Refusal.
func (s Server) Send(ctx context.Context, l Letter) error {
	client, err := s.client()
	if err != nil {
		return s.refusal(err)
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.FromFormat(s.FromName, s.From); err != nil {
		return &Refusal{Code: "mail_from_refused", Answer: err.Error()}
	}
	if err := m.To(l.To); err != nil {
		return &Refusal{Code: "mail_to_refused", Answer: err.Error()}
	}
	m.Subject(oneLine(l.Subject))
	m.SetDateWithValue(l.At)
	m.SetMessageIDWithValue(l.ID + "@" + s.domain())
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's out-of-office answers it
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	return s.refusal(client.DialAndSendWithContext(ctx, m))
}

func (s Server) client() (*gomail.Client, error) {
	opts := []gomail.Option{
		gomail.WithPort(s.Port), gomail.WithTimeout(timeout), gomail.WithHELO(s.domain()), gomail.WithoutNoop(),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12, RootCAs: s.Trust}),
	}
	switch s.Security {
	case StartTLS:
		opts = append(opts, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLS:
		opts = append(opts, gomail.WithSSL())
	default:
		opts = append(opts, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" {
		opts = append(opts, gomail.WithUsername(s.User), gomail.WithPassword(s.Password), s.auth())
	}
	return gomail.NewClient(s.Host, opts...)
}

// auth: what the server offers, the strongest first. Plain words only where
// nobody can listen: encrypted, or on this machine (Check sees to it).
func (s Server) auth() gomail.Option {
	if s.Security == None {
		return gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthCramMD5, gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc)
	}
	return gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover)
}

// domain is how we greet: the part of From after the at sign, which is the one
// name of ours that the mail server can know.
func (s Server) domain() string {
	if _, domain, found := strings.Cut(s.From, "@"); found && domain != "" {
		return domain
	}
	return "localhost"
}

// oneLine keeps a header from becoming two.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Where says which server, for people.
func (s Server) Where() string { return net.JoinHostPort(s.Host, decimal(s.Port)) }
