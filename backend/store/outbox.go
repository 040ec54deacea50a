package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// QueuedMail is one mail that waits to be sent, or was given up.
type QueuedMail struct {
	Tenant, ID callgate.ID
	User       callgate.ID // whom it goes to
	Kind       string
	Sealed     []byte        // recipient, subject and text; empty once given up
	Queued     callgate.Time // when it was asked for
	Due        callgate.Time // the next try
	Until      callgate.Time // of no use to anybody afterwards
	Tries      int
	Answer     string // what stood in the way last, as kept by api
	GivenUp    bool
}

const mailColumns = "tenant_id, id, user_id, kind, sealed, queued, due, until, tries, answer, given_up"

func (tx *Tx) mails(where string, args ...any) ([]QueuedMail, error) {
	list := []QueuedMail{}
	err := tx.each(func(rows *sql.Rows) error {
		var m QueuedMail
		err := rows.Scan(&m.Tenant, &m.ID, &m.User, &m.Kind, &m.Sealed, (*int64)(&m.Queued), (*int64)(&m.Due), (*int64)(&m.Until), &m.Tries, &m.Answer, &m.GivenUp)
		list = append(list, m)
		return err
	}, "SELECT "+mailColumns+" FROM mail_outbox WHERE "+where, args...)
	return list, err
}

// QueueMail adds one.
func (tx *Tx) QueueMail(m QueuedMail) error {
	_, err := tx.exec("INSERT INTO mail_outbox ("+mailColumns+") VALUES "+places(11),
		m.Tenant, m.ID, m.User, m.Kind, m.Sealed, int64(m.Queued), int64(m.Due), int64(m.Until), m.Tries, m.Answer, m.GivenUp)
	return err
}

// DueMails gives those to be sent now, the longest waiting first.
func (tx *Tx) DueMails(now callgate.Time, most int) ([]QueuedMail, error) {
	return tx.mails("given_up = 0 AND due <= ? ORDER BY due LIMIT ?", int64(now), most)
}

// WaitingMails counts those of a tenant that still have to be sent.
func (tx *Tx) WaitingMails(tenant callgate.ID) (n int, err error) {
	err = tx.row("SELECT count(*) FROM mail_outbox WHERE tenant_id = ? AND given_up = 0", tenant).Scan(&n)
	return n, tx.seen(err)
}

// Mails gives what waits or was given up, of all tenants, newest first.
func (tx *Tx) Mails(most int) ([]QueuedMail, error) {
	return tx.mails("1 ORDER BY queued DESC, id DESC LIMIT ?", most)
}

// MailSent forgets one.
func (tx *Tx) MailSent(tenant, id callgate.ID) error {
	_, err := tx.exec("DELETE FROM mail_outbox WHERE tenant_id = ? AND id = ?", tenant, id)
	return err
}

// MailFailed notes a try that failed: the next one is due, or there is none and
// the text goes.
func (tx *Tx) MailFailed(m QueuedMail) error {
	_, err := tx.exec(`UPDATE mail_outbox SET tries = ?3, answer = ?4, due = ?5, given_up = ?6, sealed = CASE ?6 WHEN 1 THEN x'' ELSE sealed END
		WHERE tenant_id = ?1 AND id = ?2`, m.Tenant, m.ID, m.Tries, m.Answer, int64(m.Due), m.GivenUp)
	return err
}

// HurryMails makes all waiting ones due.
func (tx *Tx) HurryMails(now callgate.Time) error {
	_, err := tx.exec("UPDATE mail_outbox SET due = ? WHERE given_up = 0", int64(now))
	return err
}

// SweepMails forgets those that were given up before a moment.
func (tx *Tx) SweepMails(before callgate.Time) error {
	_, err := tx.exec("DELETE FROM mail_outbox WHERE given_up = 1 AND queued < ?", int64(before))
	return err
}
