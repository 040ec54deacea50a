package store

import "callgate/backend/callgate"

// KnownDevice tells whether the user signed in from this device before.
func (tx *Tx) KnownDevice(tenant, user callgate.ID, hash string) (known bool, err error) {
	err = tx.row("SELECT EXISTS (SELECT 1 FROM devices WHERE tenant_id = ? AND user_id = ? AND hash = ?)", tenant, user, hash).Scan(&known)
	return known, tx.seen(err)
}

// RememberDevice notes that he did.
func (tx *Tx) RememberDevice(tenant, user callgate.ID, hash, agent string, now callgate.Time) error {
	_, err := tx.exec(`INSERT INTO devices (tenant_id, user_id, hash, agent, first_seen, last_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
		ON CONFLICT (tenant_id, user_id, hash) DO UPDATE SET agent = excluded.agent, last_seen = excluded.last_seen`,
		tenant, user, hash, agent, int64(now))
	return err
}

// ForgetDevices makes all of them strangers again.
func (tx *Tx) ForgetDevices(tenant, user callgate.ID) error {
	_, err := tx.exec("DELETE FROM devices WHERE tenant_id = ? AND user_id = ?", tenant, user)
	return err
}
