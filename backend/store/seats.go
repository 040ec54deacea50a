package store

import "callgate/backend/callgate"

// StagedSeats counts the enabled users and the full seats of imports that are
// still being written, as the licence does.
func (tx *Tx) StagedSeats(tenant callgate.ID) (enabled, full int, err error) {
	err = tx.row(`SELECT count(*), count(*) FILTER (WHERE u.seat = 'full') FROM unfinished_imports i
		JOIN users u ON u.tenant_id = i.tenant_id AND u.import_id = i.id
		WHERE i.tenant_id = ? AND u.enabled = 1 AND u.system <> 'remote_assistance'`, tenant).Scan(&enabled, &full)
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
