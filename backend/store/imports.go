package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// Import is one that was begun and neither published nor dropped.
type Import struct {
	Tenant, ID callgate.ID
	Started    callgate.Time
}

// StageUsers adds users in chunks that stay invisible, and drop without trace,
// until PublishImport.
func (tx *Tx) StageUsers(imp callgate.ID, us []*callgate.User) error {
	if len(us) == 0 {
		return nil
	}
	_, err := tx.exec("INSERT INTO unfinished_imports (tenant_id, id, started) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", us[0].Tenant, imp, int64(tx.now()))
	if err != nil {
		return err
	}
	return tx.insertUsers(us, imp)
}

// StageThing adds an extension, queue or number that belongs to an import and
// is as invisible as its users.
func (tx *Tx) StageThing(imp callgate.ID, t callgate.Thing) error {
	_, err := tx.exec(`INSERT INTO things (tenant_id, kind, name, label, created, import_id) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, kind, name) DO NOTHING`,
		t.Tenant, t.Kind, t.Name, t.Label, int64(t.Created), imp)
	return err
}

// NumberElsewhere tells whether a number belongs to another tenant.
func (tx *Tx) NumberElsewhere(tenant callgate.ID, number string) (elsewhere bool, err error) {
	err = tx.row("SELECT EXISTS (SELECT 1 FROM things WHERE kind = 'number' AND name = ? AND tenant_id <> ?)", number, tenant).Scan(&elsewhere)
	return elsewhere, tx.seen(err)
}

// PublishImport makes all staged users visible in one short commit.
func (tx *Tx) PublishImport(tenant, imp callgate.ID) error {
	return tx.remove(Change{Tenant: tenant, Kind: ImportPublished, ID: imp}, "DELETE FROM unfinished_imports WHERE tenant_id = ? AND id = ?", tenant, imp)
}

// DropImport removes at most limit staged users, so that no transaction is
// long; done when none is left.
func (tx *Tx) DropImport(tenant, imp callgate.ID, limit int) (done bool, err error) {
	var open bool
	err = tx.row("SELECT EXISTS (SELECT 1 FROM unfinished_imports WHERE tenant_id = ? AND id = ?)", tenant, imp).Scan(&open)
	if err != nil || !open {
		return err == nil, tx.seen(err) // a published one stays
	}
	n, err := tx.affected("DELETE FROM users WHERE tenant_id = ?1 AND id IN (SELECT id FROM users WHERE tenant_id = ?1 AND import_id = ?2 LIMIT ?3)", tenant, imp, limit)
	if err != nil || n == limit {
		return false, err
	}
	if _, err := tx.exec("DELETE FROM things WHERE tenant_id = ? AND import_id = ?", tenant, imp); err != nil {
		return false, err
	}
	_, err = tx.exec("DELETE FROM unfinished_imports WHERE tenant_id = ? AND id = ?", tenant, imp)
	return err == nil, err
}

// UnfinishedImports lists those left, perhaps by a killed process.
func (tx *Tx) UnfinishedImports() ([]Import, error) {
	list := []Import{}
	err := tx.each(func(rows *sql.Rows) error {
		var i Import
		err := rows.Scan(&i.Tenant, &i.ID, (*int64)(&i.Started))
		list = append(list, i)
		return err
	}, "SELECT tenant_id, id, started FROM unfinished_imports ORDER BY started")
	return list, err
}
