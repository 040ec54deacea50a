package store

import (
	"database/sql"
	"errors"
	"time"

	"callgate/backend/callgate"
)

// AddressFailure counts failed sign-ins from one address.
type AddressFailure struct {
	Address   string
	Failures  int
	First     callgate.Time
	Last      callgate.Time
	HeldUntil callgate.Time // 0 = not held
}

const addressColumns = "address, failures, first, last, held_until"

func (a *AddressFailure) fields() []any {
	return []any{&a.Address, &a.Failures, (*int64)(&a.First), (*int64)(&a.Last), (*int64)(&a.HeldUntil)}
}

// AddressFailures loads the count of one address; zero when there is none.
func (tx *Tx) AddressFailures(addr string) (AddressFailure, error) {
	a := AddressFailure{Address: addr}
	err := tx.row("SELECT "+addressColumns+" FROM address_failures WHERE address = ?", addr).Scan(a.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return AddressFailure{Address: addr}, nil
	}
	return a, tx.seen(err)
}

// HeldAddresses lists those that may not try at present.
func (tx *Tx) HeldAddresses(now callgate.Time) ([]AddressFailure, error) {
	list := []AddressFailure{}
	err := tx.each(func(rows *sql.Rows) error {
		var a AddressFailure
		err := rows.Scan(a.fields()...)
		list = append(list, a)
		return err
	}, "SELECT "+addressColumns+" FROM address_failures WHERE held_until > ? ORDER BY held_until DESC, address", int64(now))
	return list, err
}

// BumpAddress counts one more failure and holds the address for a while once
// it reaches the limit. A count untouched for that while begins anew, and such
// old lines are removed on the way.
func (tx *Tx) BumpAddress(addr string, now callgate.Time, limit int, hold time.Duration) (AddressFailure, error) {
	if _, err := tx.exec("DELETE FROM address_failures WHERE last <= ? AND held_until <= ?", int64(now.Add(-hold)), int64(now)); err != nil {
		return AddressFailure{}, err
	}
	a, err := tx.AddressFailures(addr)
	if err != nil {
		return a, err
	}
	if a.Failures == 0 || (a.HeldUntil != 0 && a.HeldUntil <= now) {
		a = AddressFailure{Address: addr, First: now}
	}
	a.Failures++
	a.Last = now
	if limit > 0 && a.Failures >= limit {
		a.HeldUntil = now.Add(hold)
	}
	_, err = tx.exec("INSERT INTO address_failures ("+addressColumns+") VALUES "+places(5)+` ON CONFLICT (address) DO UPDATE SET
		failures = excluded.failures, first = excluded.first, last = excluded.last, held_until = excluded.held_until`,
		a.Address, a.Failures, int64(a.First), int64(a.Last), int64(a.HeldUntil))
	return a, err
}

// ReleaseAddress forgets an address's failures, and tells whether there were any.
func (tx *Tx) ReleaseAddress(addr string) (bool, error) {
	n, err := tx.affected("DELETE FROM address_failures WHERE address = ?", addr)
	return n > 0, err
}
