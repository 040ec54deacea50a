package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// Request is what a user asked for after he was refused it.
type Request struct {
	Tenant, ID, User callgate.ID
	Permission       callgate.Permission
	Entity           callgate.Entity
	Reason           string
	At               callgate.Time
	State            string // open, granted, declined, withdrawn
	DecidedBy        string
	Decided          callgate.Time
	Answer           string
	Until            callgate.Time // of what was granted
}

const requestColumns = "tenant_id, id, user_id, permission, entity, reason, at, state, decided_by, decided, answer, until"

func (tx *Tx) requests(where string, args ...any) ([]*Request, error) {
	list := []*Request{}
	err := tx.each(func(rows *sql.Rows) error {
		var r Request
		err := rows.Scan(&r.Tenant, &r.ID, &r.User, &r.Permission, &r.Entity, &r.Reason, (*int64)(&r.At), &r.State, &r.DecidedBy, (*int64)(&r.Decided), &r.Answer, (*int64)(&r.Until))
		list = append(list, &r)
		return err
	}, "SELECT "+requestColumns+" FROM requests WHERE "+where, args...)
	return list, err
}

// Request loads one.
func (tx *Tx) Request(tenant, id callgate.ID) (*Request, error) {
	return only(tx.requests("tenant_id = ? AND id = ?", tenant, id))
}

// OpenRequests gives those of a tenant that wait, oldest first.
func (tx *Tx) OpenRequests(tenant callgate.ID, most int) ([]*Request, error) {
	return tx.requests("tenant_id = ? AND state = 'open' ORDER BY id LIMIT ?", tenant, most)
}

// DecidedRequests gives those answered last.
func (tx *Tx) DecidedRequests(tenant callgate.ID, most int) ([]*Request, error) {
	return tx.requests("tenant_id = ? AND state IN ('granted', 'declined') ORDER BY decided DESC, id DESC LIMIT ?", tenant, most)
}

// RequestsOf gives those of one user, newest first.
func (tx *Tx) RequestsOf(tenant, user callgate.ID, most int) ([]*Request, error) {
	return tx.requests("tenant_id = ? AND user_id = ? ORDER BY id DESC LIMIT ?", tenant, user, most)
}

// SaveRequest adds one, or what became of it.
func (tx *Tx) SaveRequest(r *Request) error {
	_, err := tx.exec("INSERT INTO requests ("+requestColumns+") VALUES "+places(12)+` ON CONFLICT (tenant_id, id) DO UPDATE SET
		state = excluded.state, decided_by = excluded.decided_by, decided = excluded.decided, answer = excluded.answer, until = excluded.until`,
		r.Tenant, r.ID, r.User, r.Permission, r.Entity, r.Reason, int64(r.At), r.State, r.DecidedBy, int64(r.Decided), r.Answer, int64(r.Until))
	return err
}

// SweepRequests forgets those decided before a moment.
func (tx *Tx) SweepRequests(before callgate.Time) error {
	_, err := tx.exec("DELETE FROM requests WHERE state <> 'open' AND at < ?", int64(before))
	return err
}
