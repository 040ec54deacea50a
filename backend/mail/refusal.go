package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/textproto"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"callgate/backend/callgate"
)

// Refusal is why a letter was not taken: a code whose sentence stands in the
// language files, and what the server said, word by word.
type Refusal struct {
	Code      callgate.Code
	Answer    string // of the server, or of the network; "" when nothing was said
	Temporary bool   // worth another try
	Where     string
}

// Error gives code and answer for logs.
func (r *Refusal) Error() string { return string(r.Code) + ": " + r.Answer }

// Err is the refusal as callers see it.
func (r *Refusal) Err() *callgate.Error {
	return callgate.Err(r.Code, "answer", r.Answer, "server", r.Where)
}

// refusal tells what stands behind an error of the library.
func (s Server) refusal(err error) error {
	if err == nil {
		return nil
	}
	r := s.reasonOf(err)
	r.Where = s.Where()
	r.Answer = shortened(oneLine(r.Answer), 300)
	return r
}

func (s Server) reasonOf(err error) *Refusal {
	var refused *gomail.SendError
	var said *textproto.Error
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var network net.Error
	switch {
	case errors.As(err, &refused):
		return ofSending(refused)
	case errors.As(err, &said):
		if said.Code == 535 || said.Code == 534 || said.Code == 530 || said.Code == 538 {
			return &Refusal{Code: "mail_login_refused", Answer: spoken(said)}
		}
		return &Refusal{Code: "mail_refused", Answer: spoken(said), Temporary: said.Code < 500}
	case errors.As(err, &dns):
		return &Refusal{Code: "mail_host_unknown", Answer: dns.Err, Temporary: true}
	case errors.As(err, &certificate) || errors.As(err, &unknown):
		return &Refusal{Code: "mail_certificate", Answer: err.Error(), Temporary: true}
	case errors.As(err, &record):
		return &Refusal{Code: "mail_not_tls", Answer: "", Temporary: true}
	case strings.Contains(err.Error(), "STARTTLS"):
		return &Refusal{Code: "mail_no_starttls", Temporary: true}
	case strings.Contains(err.Error(), "does not support SMTP AUTH"), errors.Is(err, gomail.ErrNoSupportedAuthDiscovered), errors.Is(err, smtp.ErrUnencrypted):
		return &Refusal{Code: "mail_no_login", Temporary: true}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return &Refusal{Code: "mail_timeout", Temporary: true}
	case errors.As(err, &network):
		return &Refusal{Code: "mail_unreachable", Answer: cause(err), Temporary: true}
	}
	return &Refusal{Code: "mail_refused", Answer: cause(err), Temporary: true}
}

// ofSending is a refusal after the greeting: of the sender, the recipient or
// the letter.
func ofSending(e *gomail.SendError) *Refusal {
	r := &Refusal{Code: "mail_refused", Answer: e.Error(), Temporary: e.IsTemp() || e.ErrorCode() == 0}
	if _, said, found := strings.Cut(r.Answer, ": "); found { // without the library's own heading
		r.Answer = said
	}
	r.Answer, _, _ = strings.Cut(r.Answer, ", affected ")
	switch e.Reason {
	case gomail.ErrSMTPMailFrom:
		r.Code = "mail_from_refused"
	case gomail.ErrSMTPRcptTo:
		r.Code = "mail_to_refused"
	}
	return r
}

func spoken(e *textproto.Error) string { return strconv.Itoa(e.Code) + " " + e.Msg }

// cause is the innermost error: "connection refused" instead of the way there.
func cause(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

func shortened(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

func decimal(n int) string { return strconv.Itoa(n) }
