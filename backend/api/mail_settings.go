package api

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail"
	"callgate/backend/store"
)

// Where the settings of the mail server stand: one for the installation.
const (
	mailSetting         = "mail"
	mailPasswordSetting = "mail.password"
	mailPasswordPlace   = "installation/mail/password"
)

// mailServer is the mail server as it is kept; the password is kept apart,
// sealed.
type mailServer struct {
	Host     string `json:"host"`
	Port     int    `json:"port"`
	Security string `json:"security"`
	User     string `json:"user"`
	From     string `json:"from"`
	FromName string `json:"fromName"`
	Address  string `json:"address"` // under which people reach Callgate; "" = where it listens
	CA       string `json:"ca,omitempty"`

	password string
}

// mailServer reads it; nil when no mail server is set.
func (s *Service) mailServer(tx *store.Tx) (*mailServer, error) {
	text, err := tx.Setting(mailSetting)
	if err != nil || text == "" {
		return nil, err
	}
	var m mailServer
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return nil, callgate.Err("sealed_damaged")
	}
	sealed, err := tx.Setting(mailPasswordSetting)
	if err != nil || sealed == "" {
		return &m, err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, callgate.Err("sealed_damaged")
	}
	plain, err := s.key.Open(raw, mailPasswordPlace)
	m.password = string(plain)
	return &m, err
}

// save keeps it.
func (m *mailServer) save(w *change) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	sealed := ""
	if m.password != "" {
		sealed = base64.StdEncoding.EncodeToString(w.s.key.Seal([]byte(m.password), mailPasswordPlace))
	}
	if err := w.tx.SetSetting(mailPasswordSetting, sealed); err != nil {
		return err
	}
	return w.tx.SetSetting(mailSetting, string(text))
}

// server is how letters are handed in there.
func (m *mailServer) server() mail.Server {
	s := mail.Server{Host: m.Host, Port: m.Port, Security: m.Security, User: m.User, Password: m.password, From: m.From, FromName: first(m.FromName, "Callgate")}
	if m.CA != "" {
		// One that cannot be read vouches for nobody. Whether it is out of date the
		// handshake tells, with the date.
		if s.Trust, _, _ = mail.Authorities(m.CA, time.Time{}); s.Trust == nil {
			s.Trust = x509.NewCertPool()
		}
	}
	return s
}

// vouching tells whose certificates are believed.
func (m *mailServer) vouching() []mail.Authority {
	_, list, err := mail.Authorities(m.CA, time.Time{})
	if m.CA == "" || err != nil {
		return []mail.Authority{}
	}
	return list
}

// with is the server as typed. The kept password goes only where it went so
// far: to another server, less well protected or vouched for by somebody else, it has
// to be typed again, or
// whoever may change the settings could have it sent to himself.
func (in MailInput) with(kept *mailServer, now callgate.Time) (*mailServer, error) {
	m := &mailServer{
		Host: strings.ToLower(strings.TrimSpace(in.Host)), Port: in.Port, Security: in.Security, User: strings.TrimSpace(in.User),
		From: strings.TrimSpace(in.From), FromName: strings.TrimSpace(in.FromName), CA: strings.TrimSpace(in.CA), password: in.Password,
	}
	if m.CA != "" {
		if _, _, err := mail.Authorities(m.CA, now.Go()); err != nil {
			return nil, err
		}
	}
	for _, f := range []struct{ field, text string }{{"host", m.Host}, {"user", m.User}, {"password", m.password}, {"fromName", m.FromName}} {
		if _, err := line(f.field, f.text, 254); err != nil {
			return nil, err
		}
	}
	if kept != nil && m.User != "" && m.password == "" && kept.password != "" {
		if m.Host != kept.Host || m.Port != kept.Port || m.Security != kept.Security || m.User != kept.User || m.CA != kept.CA {
			return nil, callgate.Err("mail_password_again").At("password")
		}
		m.password = kept.password
	}
	if m.User == "" {
		m.password = ""
	}
	var err error
	if m.Address, err = productAddress(in.Address); err != nil {
		return nil, err
	}
	return m, m.server().Check()
}

// productAddress is what stands in links: http or https and a host, no path.
func productAddress(typed string) (string, error) {
	typed = strings.TrimRight(strings.TrimSpace(typed), "/")
	if typed == "" {
		return "", nil
	}
	u, err := url.Parse(typed)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || len(typed) > 254 {
		return "", callgate.Err("address_form", "value", shortened(typed, 100)).At("address")
	}
	return u.Scheme + "://" + strings.ToLower(u.Host), nil
}

// address is under which people reach Callgate; "" when nobody said.
func (s *Service) address(m *mailServer) string {
	if m != nil && m.Address != "" {
		return m.Address
	}
	return s.opt.Address
}

// shown is the server for the audit: never with its password.
func (m *mailServer) shown() map[string]any {
	if m == nil {
		return nil
	}
	prints := []string{}
	for _, a := range m.vouching() {
		prints = append(prints, a.Name+" "+a.SHA256)
	}
	return map[string]any{"host": m.Host, "port": m.Port, "security": m.Security, "user": m.User, "from": m.From, "fromName": m.FromName, "address": m.Address, "password": m.password != "", "ca": prints}
}
