package api

import (
	"errors"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail"
	"callgate/backend/store"
)

// Mail is the installation's way to send e-mail: set in the root tenant only.
type Mail struct{ c *Caller }

// MailInput is the mail server as typed.
type MailInput struct {
	Host     string `json:"host"`
	Port     int    `json:"port"`
	Security string `json:"security"` // starttls, tls, none
	User     string `json:"user"`
	Password string `json:"password"` // "" = the kept one
	From     string `json:"from"`
	FromName string `json:"fromName"`
	Address  string `json:"address"` // under which people reach Callgate; "" = where it listens
	CA       string `json:"ca"`      // certificates in PEM that alone may vouch for the server; "" = those the system trusts
}

// MailSettings is the mail server as kept; its password is never told.
type MailSettings struct {
	Set         bool             `json:"set"`
	Server      MailInput        `json:"server"`
	HasPassword bool             `json:"hasPassword"`
	Vouching    []mail.Authority `json:"vouching"` // whose certificates the kept CA holds
	Address     string           `json:"address"`  // that links carry now
	Waiting     int              `json:"waiting"`
	Mails       []MailRow        `json:"mails"` // the newest that wait or were given up
	Can         []string         `json:"can"`
}

// MailRow is one mail that is not sent yet.
type MailRow struct {
	Name    string          `json:"name"` // of whom it goes to
	Kind    string          `json:"kind"`
	Queued  callgate.Time   `json:"queued" ts_type:"string"`
	Due     callgate.Time   `json:"due" ts_type:"string"`
	Tries   int             `json:"tries"`
	Problem *callgate.Error `json:"problem"` // what stood in the way last
	GivenUp bool            `json:"givenUp"`
}

// MailTest is what the server answered.
type MailTest struct {
	To      string          `json:"to"`
	Server  string          `json:"server"`
	Problem *callgate.Error `json:"problem"` // nil = taken
	Millis  int             `json:"millis"`
}

// mailsShown is how many mails that are not sent yet the settings list.
const mailsShown = 20

// Settings shows server and outbox.
func (m *Mail) Settings() (MailSettings, error) {
	return read(m.c, "tenant.settings:read", func(a *actor) (MailSettings, error) {
		shown := MailSettings{Mails: []MailRow{}, Vouching: []mail.Authority{}, Can: a.can("tenant.settings", "read", "write")}
		if err := a.inRoot(); err != nil {
			return shown, err
		}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			kept, err := a.c.s.mailServer(tx)
			if err != nil {
				return err
			}
			shown.Address = a.c.s.address(kept)
			if kept != nil {
				shown.Set, shown.HasPassword = true, kept.password != ""
				shown.Server = MailInput{Host: kept.Host, Port: kept.Port, Security: kept.Security, User: kept.User, From: kept.From, FromName: kept.FromName, Address: kept.Address, CA: kept.CA}
				shown.Vouching = kept.vouching()
			}
			return a.showMails(tx, &shown)
		})
		return shown, err
	})
}

// showMails lists what is not sent. Of other tenants' people it says no names.
func (a *actor) showMails(tx *store.Tx, shown *MailSettings) error {
	mails, err := tx.Mails(500)
	if err != nil {
		return err
	}
	for _, q := range mails {
		if !q.GivenUp {
			shown.Waiting++
		}
		if len(shown.Mails) == mailsShown {
			continue
		}
		row := MailRow{Kind: q.Kind, Queued: q.Queued, Due: q.Due, Tries: q.Tries, Problem: problemOf(q.Answer), GivenUp: q.GivenUp}
		if who, ok := a.Policy.ByID(q.User); ok && q.Tenant == a.Tenant.ID {
			row.Name = a.Policy.User(who).DisplayName()
		}
		shown.Mails = append(shown.Mails, row)
	}
	return nil
}

// inRoot refuses whoever is not in the root tenant: the mail server is the
// installation's, and a tenant below never learns of it.
func (a *actor) inRoot() error {
	if a.Tenant.Kind != "root" {
		return callgate.Err(callgate.NotFound)
	}
	return nil
}

// Save keeps the mail server. Links to choose a password go through it, so a
// recent password is asked.
func (m *Mail) Save(in MailInput) (MailSettings, error) {
	_, err := write(m.c, "tenant.settings:write", func(w *change) (struct{}, error) {
		before, err := w.mailChange()
		if err != nil {
			return struct{}{}, err
		}
		after, err := in.with(before, w.Now)
		if err != nil {
			return struct{}{}, err
		}
		if err := after.save(w); err != nil {
			return struct{}{}, err
		}
		if err := w.tx.HurryMails(w.Now); err != nil {
			return struct{}{}, err
		}
		w.onCommit(w.s.mails.hurry)
		return struct{}{}, w.record("mail.edit", after.server().Where(), "", before.shown(), after.shown())
	})
	if err != nil {
		return MailSettings{}, err
	}
	return m.Settings()
}

// TurnOff forgets the mail server; what waits keeps waiting until it is of no
// use any more.
func (m *Mail) TurnOff() (MailSettings, error) {
	_, err := write(m.c, "tenant.settings:write", func(w *change) (struct{}, error) {
		before, err := w.mailChange()
		if err != nil {
			return struct{}{}, err
		}
		if before == nil {
			return struct{}{}, errUnchanged
		}
		if err := errors.Join(w.tx.SetSetting(mailSetting, ""), w.tx.SetSetting(mailPasswordSetting, "")); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("mail.off", before.server().Where(), "", before.shown(), nil)
	})
	if quietly(err) != nil {
		return MailSettings{}, err
	}
	return m.Settings()
}

func (w *change) mailChange() (*mailServer, error) {
	if err := w.inRoot(); err != nil {
		return nil, err
	}
	if !w.recently() {
		return nil, callgate.Err(callgate.SignInAgain)
	}
	return w.s.mailServer(w.tx)
}

// Test hands a letter in through the server as typed and tells what it
// answered; nothing is kept but the audit record.
func (m *Mail) Test(in MailInput, to string) (MailTest, error) {
	server, err := read(m.c, "tenant.settings:write", func(a *actor) (*mailServer, error) {
		if err := a.inRoot(); err != nil {
			return nil, err
		}
		if err := mail.CheckAddress(to, "to"); err != nil {
			return nil, err
		}
		var kept *mailServer
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
			kept, err = a.c.s.mailServer(tx)
			return err
		})
		if err != nil {
			return nil, err
		}
		return in.with(kept, a.Now)
	})
	if err != nil {
		return MailTest{}, err
	}
	s, begun := m.c.s, time.Now()
	l := mail.Letter{ID: callgate.NewID(s.now()), To: to, Subject: m.c.say("mail.test.subject"), Text: m.c.say("mail.test.text", "address", s.address(server)), At: s.now().Go()}
	result := MailTest{To: to, Server: server.server().Where(), Problem: refusalOf(server.server().Send(m.c.origin.Context, l))}
	result.Millis = int(time.Since(begun).Milliseconds())
	_, err = write(m.c, "tenant.settings:write", func(w *change) (struct{}, error) {
		after := map[string]any{"to": to}
		if result.Problem != nil {
			after["problem"] = string(result.Problem.Code)
		}
		return struct{}{}, w.record("mail.test", result.Server, "", nil, after)
	})
	return result, err
}

// say is a sentence in the language of whoever calls.
func (c *Caller) say(key string, params ...string) string {
	language := ""
	_, _ = read(c, "", func(a *actor) (struct{}, error) {
		language = a.Tenant.Language
		if !a.local() {
			language = first(a.User.Language, language)
		}
		return struct{}{}, nil
	})
	return c.s.say(language, key, params...)
}

// refusalOf is what stands in the way as people read it; nil when nothing does.
func refusalOf(err error) *callgate.Error {
	var r *mail.Refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &r):
		return r.Err()
	}
	return callgate.Err("mail_refused", "answer", err.Error(), "server", "")
}
