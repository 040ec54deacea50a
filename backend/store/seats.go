package store

import "callgate/backend/callgate"

// Seats counts the enabled users of a tenant and the full seats among them, as
// its licence does: Remote Assistance takes none, users of an import that is
// still being written take theirs already.
func (tx *Tx) Seats(tenant callgate.ID) (enabled, full int, err error) {
	err = tx.row(`SELECT count(*), count(*) FILTER (WHERE seat = 'full') FROM users
		WHERE tenant_id = ? AND enabled = 1 AND system <> 'remote_assistance'`, tenant).Scan(&enabled, &full)
	return enabled, full, tx.seen(err)
}

// LastingAdministrators counts those who can administer and will not run out,
// one of them and Remote Assistance left out.
func (tx *Tx) LastingAdministrators(tenant, except callgate.ID) (n int, err error) {
	err = tx.row(`SELECT count(*) FROM users WHERE tenant_id = ? AND kind = 'administrator'
		AND enabled = 1 AND blocked = 0 AND has_password = 1 AND expires = 0
		AND system <> 'remote_assistance' AND id <> ? AND`+visible, tenant, except).Scan(&n)
	return n, tx.seen(err)
}
