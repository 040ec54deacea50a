package store

import "callgate/backend/callgate"

// Expectations loads a tenant's, oldest first.
func (tx *Tx) Expectations(tenant callgate.ID) ([]callgate.Expectation, error) {
	list := []callgate.Expectation{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("expectations AS expectation").Where("tenant_id = ?", tenant).Order("created", "id").Scan(tx.ctx)
	return list, tx.seen(err)
}

// SaveExpectation adds or changes one. Its text is unique in the tenant.
func (tx *Tx) SaveExpectation(e callgate.Expectation) error {
	if _, err := tx.bun.NewInsert().Model(&e).ModelTableExpr("expectations").On("CONFLICT (tenant_id, id) DO UPDATE").Exec(tx.ctx); err != nil {
		return tx.seen(err)
	}
	tx.Touch(e.Tenant, ExpectationChanged, e.ID)
	return nil
}

// DeleteExpectation removes one.
func (tx *Tx) DeleteExpectation(tenant, id callgate.ID) error {
	return tx.remove(Change{Tenant: tenant, Kind: ExpectationChanged, ID: id}, "DELETE FROM expectations WHERE tenant_id = ? AND id = ?", tenant, id)
}
