package store

import (
	"database/sql"

	"callgate/backend/callgate"
)

// Roles loads a tenant's own roles, by name. The predefined ones are part of
// the program.
func (tx *Tx) Roles(tenant callgate.ID) ([]*callgate.Role, error) {
	list := []*callgate.Role{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("roles AS role").Where("tenant_id = ?", tenant).Order("name_folded", "id").Scan(tx.ctx)
	if err != nil {
		return nil, tx.seen(err)
	}
	for _, r := range list {
		r.Permissions, r.ReachList, r.OwnOnly = filled(r.Permissions), filled(r.ReachList), filled(r.OwnOnly)
	}
	return list, nil
}

// SaveRole adds or changes one. Its folded name is unique in the tenant.
func (tx *Tx) SaveRole(r *callgate.Role) error {
	c := *r
	c.Permissions, c.ReachList, c.OwnOnly = filled(c.Permissions), filled(c.ReachList), filled(c.OwnOnly)
	if _, err := tx.bun.NewInsert().Model(&c).ModelTableExpr("roles").On("CONFLICT (tenant_id, id) DO UPDATE").Exec(tx.ctx); err != nil {
		return tx.seen(err)
	}
	tx.Touch(r.Tenant, RoleChanged, r.ID)
	return nil
}

// DeleteRole removes one, also from its members, who count as changed.
func (tx *Tx) DeleteRole(tenant, id callgate.ID) error {
	err := tx.each(func(rows *sql.Rows) error {
		var user callgate.ID
		err := rows.Scan(&user)
		tx.Touch(tenant, UserChanged, user)
		return err
	}, "SELECT user_id FROM user_roles WHERE tenant_id = ? AND own_role = ?", tenant, id)
	if err != nil {
		return err
	}
	return tx.remove(Change{Tenant: tenant, Kind: RoleChanged, ID: id}, "DELETE FROM roles WHERE tenant_id = ? AND id = ?", tenant, id)
}

// remove deletes one thing that must be there and says so in the change log.
func (tx *Tx) remove(c Change, query string, args ...any) error {
	n, err := tx.affected(query, args...)
	if err == nil && n == 0 {
		err = callgate.Err(callgate.NotFound)
	}
	if err != nil {
		return err
	}
	tx.Touch(c.Tenant, c.Kind, c.ID)
	return nil
}
