package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// Notice is something a user is told.
type Notice struct {
	Tenant, User, ID callgate.ID
	Kind             string
	About            string // told once; "" = every time
	Params           string // JSON object of the sentence's parameters
	At, Read         callgate.Time
}

// NoticeUnlisted stands in Read of what is only remembered as told: its user
// wants none of it in the page.
const NoticeUnlisted callgate.Time = -1

const noticeColumns = "tenant_id, user_id, id, kind, about, params, at, read_at"

// AddNotice adds one, and tells whether it is news.
func (tx *Tx) AddNotice(n Notice) (bool, error) {
	rows, err := tx.affected("INSERT INTO notices ("+noticeColumns+") VALUES "+places(8)+" ON CONFLICT DO NOTHING",
		n.Tenant, n.User, n.ID, n.Kind, n.About, n.Params, int64(n.At), int64(n.Read))
	return rows > 0, err
}

// Notices gives a page of a user's that are listed, newest first; before is the id of the last
// one seen ("" = from the newest).
func (tx *Tx) Notices(tenant, user, before callgate.ID, most int) ([]Notice, error) {
	list := []Notice{}
	err := tx.each(func(rows *sql.Rows) error {
		var n Notice
		err := rows.Scan(&n.Tenant, &n.User, &n.ID, &n.Kind, &n.About, &n.Params, (*int64)(&n.At), (*int64)(&n.Read))
		list = append(list, n)
		return err
	}, "SELECT "+noticeColumns+" FROM notices WHERE tenant_id = ?1 AND user_id = ?2 AND read_at >= 0 AND (?3 = '' OR id < ?3) ORDER BY id DESC LIMIT ?4", tenant, user, before, most)
	return list, err
}

// UnreadNotices counts them.
func (tx *Tx) UnreadNotices(tenant, user callgate.ID) (n int, err error) {
	err = tx.row("SELECT count(*) FROM notices WHERE tenant_id = ? AND user_id = ? AND read_at = 0", tenant, user).Scan(&n)
	return n, tx.seen(err)
}

// ReadNotices marks all of a user's up to this one as read.
func (tx *Tx) ReadNotices(tenant, user, upTo callgate.ID, now callgate.Time) error {
	_, err := tx.exec("UPDATE notices SET read_at = ? WHERE tenant_id = ? AND user_id = ? AND id <= ? AND read_at = 0", int64(now), tenant, user, upTo)
	return err
}

// SweepNotices forgets old ones.
func (tx *Tx) SweepNotices(before callgate.Time) error {
	_, err := tx.exec("DELETE FROM notices WHERE at < ?", int64(before))
	return err
}

// ThinNotices keeps the newest of a user.
func (tx *Tx) ThinNotices(tenant, user callgate.ID, most int) error {
	_, err := tx.exec(`DELETE FROM notices WHERE tenant_id = ?1 AND user_id = ?2 AND id <=
		(SELECT id FROM notices WHERE tenant_id = ?1 AND user_id = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)`, tenant, user, most)
	return err
}

// NoticeChoice is where a user wants to be told of one kind.
type NoticeChoice struct{ InApp, ByMail bool }

// NoticeChoices are the kinds a user chose himself.
func (tx *Tx) NoticeChoices(tenant, user callgate.ID) (map[string]NoticeChoice, error) {
	choices := map[string]NoticeChoice{}
	err := tx.each(func(rows *sql.Rows) error {
		var kind string
		var c NoticeChoice
		err := rows.Scan(&kind, &c.InApp, &c.ByMail)
		choices[kind] = c
		return err
	}, "SELECT kind, in_app, by_mail FROM notice_choices WHERE tenant_id = ? AND user_id = ?", tenant, user)
	return choices, err
}

// ChooseNotice keeps a choice.
func (tx *Tx) ChooseNotice(tenant, user callgate.ID, kind string, c NoticeChoice) error {
	_, err := tx.exec(`INSERT INTO notice_choices (tenant_id, user_id, kind, in_app, by_mail) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (tenant_id, user_id, kind) DO UPDATE SET in_app = excluded.in_app, by_mail = excluded.by_mail`, tenant, user, kind, c.InApp, c.ByMail)
	return err
}
