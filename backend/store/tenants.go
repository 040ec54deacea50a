package store

import (
	"database/sql"
	"slices"

	"callgate/backend/callgate"
)

// Tenants loads all of them with their hosts, oldest first.
func (tx *Tx) Tenants() ([]*callgate.Tenant, error) { return tx.tenants("") }

// Tenant loads one.
func (tx *Tx) Tenant(id callgate.ID) (*callgate.Tenant, error) {
	return only(tx.tenants("id = ?", id))
}

// TenantBySlug loads the one with this slug.
func (tx *Tx) TenantBySlug(slug string) (*callgate.Tenant, error) {
	return only(tx.tenants("slug = ?", slug))
}

func only[T any](list []*T, err error) (*T, error) {
	if err == nil && len(list) == 0 {
		err = callgate.Err(callgate.NotFound)
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

func (tx *Tx) tenants(where string, args ...any) ([]*callgate.Tenant, error) {
	list := []*callgate.Tenant{}
	q := tx.bun.NewSelect().Model(&list).ModelTableExpr("tenants AS tenant").Order("id")
	if where != "" {
		q = q.Where(where, args...)
	}
	if err := q.Scan(tx.ctx); err != nil {
		return nil, tx.seen(err)
	}
	for _, t := range list {
		t.Package, t.Platforms = filled(t.Package), filled(t.Platforms)
		if t.StatusColours == nil {
			t.StatusColours = map[string]string{}
		}
		var err error
		if t.Hosts, err = tx.tenantHosts(t.ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// filled gives the empty list for none: JSON readers expect a list.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// SaveTenant adds or changes a tenant with its hosts.
func (tx *Tx) SaveTenant(t *callgate.Tenant) error {
	c := *t
	c.Package, c.Platforms = filled(c.Package), filled(c.Platforms)
	if c.StatusColours == nil {
		c.StatusColours = map[string]string{}
	}
	if _, err := tx.bun.NewInsert().Model(&c).ModelTableExpr("tenants").On("CONFLICT (id) DO UPDATE").Exec(tx.ctx); err != nil {
		return tx.seen(err)
	}
	had, err := tx.tenantHosts(t.ID)
	if err != nil {
		return err
	}
	if !slices.Equal(had, t.Hosts) {
		if err := tx.replaceTenantHosts(t.ID, t.Hosts); err != nil {
			return err
		}
	}
	tx.Touch(t.ID, TenantChanged, t.ID)
	return nil
}

func (tx *Tx) tenantHosts(tenant callgate.ID) ([]callgate.Host, error) {
	list := []callgate.Host{}
	err := tx.each(func(rows *sql.Rows) error {
		var h callgate.Host
		err := rows.Scan(&h.CIDR, &h.Note, &h.AddedBy, (*int64)(&h.Added))
		list = append(list, h)
		return err
	}, "SELECT cidr, note, added_by, added FROM tenant_hosts WHERE tenant_id = ? ORDER BY position", tenant)
	return list, err
}

func (tx *Tx) replaceTenantHosts(tenant callgate.ID, hosts []callgate.Host) error {
	if _, err := tx.exec("DELETE FROM tenant_hosts WHERE tenant_id = ?", tenant); err != nil {
		return err
	}
	for i, h := range hosts {
		if _, err := tx.exec("INSERT INTO tenant_hosts (tenant_id, position, cidr, note, added_by, added) VALUES "+places(6),
			tenant, i, h.CIDR, h.Note, h.AddedBy, int64(h.Added)); err != nil {
			return err
		}
	}
	return nil
}
