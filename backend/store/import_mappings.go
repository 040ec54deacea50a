package store

import "callgate/backend/callgate"

// ImportMapping remembers which column of a kind of file held what.
type ImportMapping struct {
	Tenant  callgate.ID    `bun:"tenant_id,pk"`
	Name    string         `bun:"name,pk"`
	Format  string         `bun:"format"`
	Columns map[string]int `bun:"columns,type:text"`
	Saved   callgate.Time  `bun:"saved"`
}

// ImportMappings loads a tenant's, by name.
func (tx *Tx) ImportMappings(tenant callgate.ID) ([]ImportMapping, error) {
	list := []ImportMapping{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("import_mappings AS import_mapping").Where("tenant_id = ?", tenant).Order("name").Scan(tx.ctx)
	return list, tx.seen(err)
}

// SaveImportMapping adds or changes one.
func (tx *Tx) SaveImportMapping(m ImportMapping) error {
	_, err := tx.bun.NewInsert().Model(&m).ModelTableExpr("import_mappings").On("CONFLICT (tenant_id, name) DO UPDATE").Exec(tx.ctx)
	return tx.seen(err)
}
