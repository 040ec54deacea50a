package store

import (
	"database/sql"
	"errors"

	"callgate/backend/callgate"
)

// WayBack is what a deed took or changed, as long as it can be taken back.
type WayBack struct {
	Tenant   callgate.ID
	Kind, ID string
	Body     []byte
	Until    callgate.Time
}

// SaveWayBack keeps one, in place of an earlier one of its kind and id, and
// forgets those whose time is over.
func (tx *Tx) SaveWayBack(b *WayBack, now callgate.Time) error {
	if err := tx.SweepWaysBack(now); err != nil {
		return err
	}
	_, err := tx.exec("INSERT OR REPLACE INTO ways_back (tenant_id, kind, id, body, until) VALUES "+places(5),
		b.Tenant, b.Kind, b.ID, string(b.Body), int64(b.Until))
	return err
}

// WayBack loads one whose time is not over, nil when there is none.
func (tx *Tx) WayBack(tenant callgate.ID, kind, id string, now callgate.Time) (*WayBack, error) {
	b := WayBack{Tenant: tenant, Kind: kind, ID: id}
	err := tx.row("SELECT body, until FROM ways_back WHERE tenant_id = ? AND kind = ? AND id = ? AND until > ?", tenant, kind, id, int64(now)).
		Scan(&b.Body, (*int64)(&b.Until))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &b, tx.seen(err)
}

// DropWayBack forgets one that was used.
func (tx *Tx) DropWayBack(tenant callgate.ID, kind, id string) error {
	_, err := tx.exec("DELETE FROM ways_back WHERE tenant_id = ? AND kind = ? AND id = ?", tenant, kind, id)
	return err
}

// WaysBackOver tells whether the time of one is over.
func (tx *Tx) WaysBackOver(now callgate.Time) (over bool, err error) {
	err = tx.row("SELECT EXISTS (SELECT 1 FROM ways_back WHERE until <= ?)", int64(now)).Scan(&over)
	return over, tx.seen(err)
}

// SweepWaysBack forgets those whose time is over.
func (tx *Tx) SweepWaysBack(now callgate.Time) error {
	_, err := tx.exec("DELETE FROM ways_back WHERE until <= ?", int64(now))
	return err
}
