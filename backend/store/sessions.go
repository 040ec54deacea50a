package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// Session is one signed-in browser or window. Only the token's hash is kept.
type Session struct {
	Hash         string
	ID           callgate.ID
	Tenant, User callgate.ID
	Stage        string // as api.Status.Stage
	Address      string
	Agent        string
	Door         string // web, desktop
	Device       string // hash of the device token
	Started      callgate.Time
	LastSeen     callgate.Time
	IdleUntil    callgate.Time
	Until        callgate.Time
	Confirmed    callgate.Time // last proof of the password
	ActingAs     callgate.ID   // the user it acts as, "" = as its own
	ActingUntil  callgate.Time
	ActingReads  bool // it only looks
}

const sessionColumns = "hash, id, tenant_id, user_id, stage, address, agent, door, device, started, last_seen, idle_until, until, confirmed, acting_as, acting_until, acting_reads"

func (tx *Tx) sessions(where string, args ...any) ([]*Session, error) {
	list := []*Session{}
	err := tx.each(func(rows *sql.Rows) error {
		var s Session
		var actingAs sql.NullString
		err := rows.Scan(&s.Hash, &s.ID, &s.Tenant, &s.User, &s.Stage, &s.Address, &s.Agent, &s.Door, &s.Device,
			(*int64)(&s.Started), (*int64)(&s.LastSeen), (*int64)(&s.IdleUntil), (*int64)(&s.Until), (*int64)(&s.Confirmed),
			&actingAs, (*int64)(&s.ActingUntil), &s.ActingReads)
		s.ActingAs = actingAs.String
		list = append(list, &s)
		return err
	}, "SELECT "+sessionColumns+" FROM sessions WHERE "+where, args...)
	return list, err
}

// Session loads the one whose token has this hash, ended or not.
func (tx *Tx) Session(hash string) (*Session, error) { return only(tx.sessions("hash = ?", hash)) }

// Sessions loads those of a user, newest first.
func (tx *Tx) Sessions(tenant, user callgate.ID) ([]*Session, error) {
	return tx.sessions("tenant_id = ? AND user_id = ? ORDER BY id DESC", tenant, user)
}

// TenantSessions loads those of everybody in a tenant.
func (tx *Tx) TenantSessions(tenant callgate.ID) ([]*Session, error) {
	return tx.sessions("tenant_id = ?", tenant)
}

// SaveSession adds or changes one. A renewed token (another hash, same id)
// takes the place of the old one.
func (tx *Tx) SaveSession(s *Session) error {
	if _, err := tx.exec("DELETE FROM sessions WHERE tenant_id = ? AND user_id = ? AND id = ? AND hash <> ?", s.Tenant, s.User, s.ID, s.Hash); err != nil {
		return err
	}
	_, err := tx.exec("INSERT INTO sessions ("+sessionColumns+") VALUES "+places(17)+` ON CONFLICT (hash) DO UPDATE SET
		stage = excluded.stage, address = excluded.address, agent = excluded.agent, door = excluded.door, device = excluded.device,
		last_seen = excluded.last_seen, idle_until = excluded.idle_until, until = excluded.until,
		confirmed = excluded.confirmed, acting_as = excluded.acting_as, acting_until = excluded.acting_until, acting_reads = excluded.acting_reads`,
		s.Hash, s.ID, s.Tenant, s.User, s.Stage, s.Address, s.Agent, s.Door, s.Device,
		int64(s.Started), int64(s.LastSeen), int64(s.IdleUntil), int64(s.Until), int64(s.Confirmed),
		nullable(s.ActingAs), int64(s.ActingUntil), s.ActingReads)
	if err == nil {
		tx.Touch(s.Tenant, SessionChanged, s.ID)
	}
	return err
}

func nullable(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

// SessionSeen moves the idle time of a session on, never back: what was seen
// earlier may be written later. One that ended or got another token meanwhile
// stays as it is.
func (tx *Tx) SessionSeen(hash string, seen, idleUntil callgate.Time) error {
	return tx.each(func(rows *sql.Rows) error {
		var tenant, id callgate.ID
		err := rows.Scan(&tenant, &id)
		tx.Touch(tenant, SessionChanged, id)
		return err
	}, "UPDATE sessions SET last_seen = ?, idle_until = ? WHERE hash = ? AND last_seen < ? RETURNING tenant_id, id", int64(seen), int64(idleUntil), hash, int64(seen))
}

// DeleteSession ends one.
func (tx *Tx) DeleteSession(tenant, user, id callgate.ID) error {
	return tx.remove(Change{Tenant: tenant, Kind: SessionChanged, ID: id},
		"DELETE FROM sessions WHERE tenant_id = ? AND user_id = ? AND id = ?", tenant, user, id)
}

// DeleteSessions ends all of a user but the one with this hash ("" = all).
// Whoever acts as him acts no longer.
func (tx *Tx) DeleteSessions(tenant, user callgate.ID, exceptHash string) (int, error) {
	if err := tx.endActing(tenant, user); err != nil {
		return 0, err
	}
	return tx.endSessions("tenant_id = ? AND user_id = ? AND hash <> ?", tenant, user, exceptHash)
}

// endActing lets the time of everybody who acts as a user be over. What tells
// them stays: their next request must not be done as themselves unawares.
func (tx *Tx) endActing(tenant, user callgate.ID) error {
	return tx.each(func(rows *sql.Rows) error {
		var id callgate.ID
		err := rows.Scan(&id)
		tx.Touch(tenant, SessionChanged, id)
		return err
	}, "UPDATE sessions SET acting_until = 1 WHERE tenant_id = ? AND acting_as = ? AND acting_until > 1 RETURNING id", tenant, user)
}

// SweepSessions removes those that have run out.
func (tx *Tx) SweepSessions(now callgate.Time) (int, error) {
	return tx.endSessions("idle_until BETWEEN 1 AND ?1 OR until BETWEEN 1 AND ?1", int64(now))
}

func (tx *Tx) endSessions(where string, args ...any) (n int, err error) {
	err = tx.each(func(rows *sql.Rows) error {
		var tenant, id callgate.ID
		err := rows.Scan(&tenant, &id)
		tx.Touch(tenant, SessionChanged, id)
		n++
		return err
	}, "DELETE FROM sessions WHERE "+where+" RETURNING tenant_id, id", args...)
	return n, err
}

// SessionCounts counts the sessions of each user of a tenant.
func (tx *Tx) SessionCounts(tenant callgate.ID) (map[callgate.ID]int, error) {
	counts := map[callgate.ID]int{}
	err := tx.each(func(rows *sql.Rows) error {
		var user callgate.ID
		var n int
		err := rows.Scan(&user, &n)
		counts[user] = n
		return err
	}, "SELECT user_id, count(*) FROM sessions WHERE tenant_id = ? GROUP BY user_id", tenant)
	return counts, err
}
