package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/mail"
	"callgate/backend/store"
)

// Bounds of the outbox.
const (
	waitingMost  = 5_000               // mails of one tenant; more are only told in the page
	mailTries    = 12                  // then it is given up
	mailLife     = 3 * 24 * time.Hour  // of a mail that says nothing else
	givenUpKept  = 14 * 24 * time.Hour // the line that says so
	mailsAtOnce  = 20
	firstBackoff = time.Minute
	mostBackoff  = 4 * time.Hour
)

// mails is the sender of what waits in the outbox. Only the process that holds
// the folder (serve, window) sends; a command leaves its mails to it.
type mails struct {
	wake chan struct{}

	mu     sync.Mutex
	paused callgate.Time // the server could not be reached: nothing is tried before
	pause  time.Duration
}

// hurry has what is due looked at now.
func (m *mails) hurry() {
	m.mu.Lock()
	m.paused, m.pause = 0, 0
	m.mu.Unlock()
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// nudge looks at the outbox soon.
func (m *mails) nudge() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// run sends until ctx ends. A command beside us queues, too: so it looks every
// few seconds.
func (m *mails) run(ctx context.Context, s *Service) {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-m.wake:
		}
		for s.deliver(ctx) == mailsAtOnce {
		}
	}
}

// sealedLetter is what is kept of a mail until it is sent.
type sealedLetter struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

func mailPlace(tenant, id callgate.ID) string { return tenant + "/" + id + "/mail" }

// post queues a letter to a user in this change's transaction. Without a mail
// server, an address or room it is not queued, which holds nothing up.
func (w *change) post(u *callgate.User, to, kind, subject, text string, life time.Duration) error {
	server, err := w.s.mailServer(w.tx)
	if err != nil || server == nil || to == "" || mail.CheckAddress(to, "to") != nil {
		return err
	}
	if waiting, err := w.tx.WaitingMails(u.Tenant); err != nil || waiting >= waitingMost {
		return err
	}
	plain, err := json.Marshal(sealedLetter{To: to, Subject: subject, Text: text})
	if err != nil {
		return err
	}
	now := w.s.now()
	id := callgate.NewID(now)
	w.onCommit(w.s.mails.nudge)
	return w.tx.QueueMail(store.QueuedMail{
		Tenant: u.Tenant, ID: id, User: u.ID, Kind: kind, Sealed: w.s.key.Seal(plain, mailPlace(u.Tenant, id)), Queued: now, Due: now, Until: now.Add(life),
	})
}

// primaryAddress is where mails to a user go.
func primaryAddress(u *callgate.User) string {
	if len(u.Emails) == 0 {
		return ""
	}
	return u.Emails[0].Value
}

// deliver sends what is due, and tells how many mails it looked at.
func (s *Service) deliver(ctx context.Context) int {
	now := s.now()
	s.mails.mu.Lock()
	paused := now < s.mails.paused
	s.mails.mu.Unlock()
	if paused {
		return 0
	}
	var server *mailServer
	var due []store.QueuedMail
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		if due, err = tx.DueMails(now, mailsAtOnce); err != nil || len(due) == 0 {
			return err
		}
		server, err = s.mailServer(tx)
		return err
	})
	if err != nil {
		s.log.Error("outbox not read", "error", err)
		return 0
	}
	for i, q := range due {
		refused := s.handIn(ctx, server, q)
		if ctx.Err() != nil {
			return i
		}
		if err := s.settle(q, refused); err != nil {
			s.log.Error("outbox not written", "error", err)
			return i
		}
		if refused != nil && s.mails.unreachable(refused, now) {
			return i
		}
	}
	return len(due)
}

// unreachable: where nobody answers, the other letters wait with this one.
func (m *mails) unreachable(r *mail.Refusal, now callgate.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch r.Code {
	case "mail_to_refused", "mail_refused", "mail_too_late":
		return false
	}
	m.pause = min(max(2*m.pause, 30*time.Second), 10*time.Minute)
	m.paused = now.Add(m.pause)
	return true
}

// handIn sends one; nil when it was taken.
func (s *Service) handIn(ctx context.Context, server *mailServer, q store.QueuedMail) *mail.Refusal {
	if s.now() >= q.Until {
		return &mail.Refusal{Code: "mail_too_late"}
	}
	if server == nil {
		return &mail.Refusal{Code: "mail_not_set", Temporary: true}
	}
	plain, err := s.key.Open(q.Sealed, mailPlace(q.Tenant, q.ID))
	var l sealedLetter
	if err == nil {
		err = json.Unmarshal(plain, &l)
	}
	if err != nil {
		return &mail.Refusal{Code: "mail_damaged"}
	}
	letter := mail.Letter{ID: q.ID, To: l.To, Subject: l.Subject, Text: l.Text, At: q.Queued.Go()}
	done := make(chan error, 1)
	go func() { done <- server.server().Send(ctx, letter) }()
	select {
	case <-ctx.Done(): // it stays queued; sent twice it carries the same id
		return &mail.Refusal{Code: "mail_timeout", Temporary: true}
	case err = <-done:
	}
	var r *mail.Refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// settle forgets a mail that was taken, or notes why it was not.
func (s *Service) settle(q store.QueuedMail, r *mail.Refusal) error {
	return s.db.Write(context.Background(), func(tx *store.Tx) error {
		if r == nil {
			return tx.MailSent(q.Tenant, q.ID)
		}
		q.Tries++
		q.GivenUp = !r.Temporary || q.Tries >= mailTries
		q.Due = s.now().Add(min(firstBackoff<<min(q.Tries-1, 20), mostBackoff))
		q.Answer = asJSON(r.Err())
		s.log.Warn("mail not taken", slog.String("code", string(r.Code)), slog.String("answer", r.Answer), slog.Int("tries", q.Tries))
		return tx.MailFailed(q)
	})
}

// problemOf reads what settle kept.
func problemOf(answer string) *callgate.Error {
	var e callgate.Error
	if answer == "" || json.Unmarshal([]byte(answer), &e) != nil {
		return nil
	}
	return &e
}
