package store

import (
	"database/sql"
	"errors"

	"callgate/backend/callgate"
)

// PasswordReset is a user's way back in that was mailed last.
type PasswordReset struct {
	Tenant, User callgate.ID
	Hash         string      // of the link; "" once used
	Session      callgate.ID // that used it and may choose a password
	Asked        callgate.Time
	Expires      callgate.Time
	Day          callgate.Time // since when InDay counts
	InDay        int
}

const resetColumns = "tenant_id, user_id, hash, session_id, asked, expires, day, in_day"

func (tx *Tx) reset(where string, args ...any) (*PasswordReset, error) {
	var r PasswordReset
	err := tx.row("SELECT "+resetColumns+" FROM password_resets WHERE "+where, args...).
		Scan(&r.Tenant, &r.User, &r.Hash, &r.Session, (*int64)(&r.Asked), (*int64)(&r.Expires), (*int64)(&r.Day), &r.InDay)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &r, tx.seen(err)
}

// PasswordReset loads a user's, nil when he never asked.
func (tx *Tx) PasswordReset(tenant, user callgate.ID) (*PasswordReset, error) {
	return tx.reset("tenant_id = ? AND user_id = ?", tenant, user)
}

// PasswordResetByHash finds the one of a link, nil when there is none.
func (tx *Tx) PasswordResetByHash(hash string) (*PasswordReset, error) {
	return tx.reset("hash = ? AND hash <> ''", hash)
}

// SavePasswordReset adds or replaces a user's.
func (tx *Tx) SavePasswordReset(r *PasswordReset) error {
	_, err := tx.exec("INSERT OR REPLACE INTO password_resets ("+resetColumns+") VALUES "+places(8),
		r.Tenant, r.User, r.Hash, r.Session, int64(r.Asked), int64(r.Expires), int64(r.Day), r.InDay)
	return err
}
