package store

import "callgate/backend/callgate"

// RecoveryCodes counts those left.
func (tx *Tx) RecoveryCodes(tenant, user callgate.ID) (left int, err error) {
	err = tx.row("SELECT count(*) FROM recovery_codes WHERE tenant_id = ? AND user_id = ?", tenant, user).Scan(&left)
	return left, tx.seen(err)
}

// SetRecoveryCodes replaces all of them by the hashes of new ones.
func (tx *Tx) SetRecoveryCodes(tenant, user callgate.ID, hashes []string) error {
	if _, err := tx.exec("DELETE FROM recovery_codes WHERE tenant_id = ? AND user_id = ?", tenant, user); err != nil {
		return err
	}
	for _, h := range hashes {
		if _, err := tx.exec("INSERT INTO recovery_codes (tenant_id, user_id, hash) VALUES (?, ?, ?)", tenant, user, h); err != nil {
			return err
		}
	}
	return nil
}

// UseRecoveryCode uses one up, and tells whether it was there.
func (tx *Tx) UseRecoveryCode(tenant, user callgate.ID, hash string) (bool, error) {
	n, err := tx.affected("DELETE FROM recovery_codes WHERE tenant_id = ? AND user_id = ? AND hash = ?", tenant, user, hash)
	return n > 0, err
}
