package store

import (
	"github.com/uptrace/bun"

	"callgate/backend/callgate"
)

// seenThings leaves out those of an import that has not been published.
const seenThings = `(import_id IS NULL OR NOT EXISTS
	(SELECT 1 FROM unfinished_imports i WHERE i.tenant_id = thing.tenant_id AND i.id = thing.import_id))`

// Things loads a tenant's extensions, queues and numbers. Who uses them is
// known to whoever holds the users in memory.
func (tx *Tx) Things(tenant callgate.ID) ([]callgate.Thing, error) {
	return tx.things(tenant, func(q *bun.SelectQuery) *bun.SelectQuery { return q })
}

// Thing loads one, none when it is not there.
func (tx *Tx) Thing(tenant callgate.ID, kind, name string) ([]callgate.Thing, error) {
	return tx.things(tenant, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("kind = ? AND name = ?", kind, name) })
}

// ImportedThings loads those that a published import was the first to name.
func (tx *Tx) ImportedThings(tenant, imp callgate.ID) ([]callgate.Thing, error) {
	return tx.things(tenant, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("import_id = ?", imp) })
}

func (tx *Tx) things(tenant callgate.ID, some func(q *bun.SelectQuery) *bun.SelectQuery) ([]callgate.Thing, error) {
	list := []callgate.Thing{}
	q := tx.bun.NewSelect().Model(&list).ModelTableExpr("things AS thing").Where("tenant_id = ?", tenant).Where(seenThings)
	if err := some(q).Order("kind", "name").Scan(tx.ctx); err != nil {
		return nil, tx.seen(err)
	}
	for i := range list {
		list[i].Users = []string{}
	}
	return list, nil
}

// SaveThing adds or changes one. A number belongs to one tenant only.
func (tx *Tx) SaveThing(t callgate.Thing) error { return tx.SaveThings([]callgate.Thing{t}) }

// SaveThings adds or changes many, no one twice.
func (tx *Tx) SaveThings(list []callgate.Thing) error {
	const width = 5
	args := make([]any, 0, width*len(list))
	for _, t := range list {
		args = append(args, t.Tenant, t.Kind, t.Name, t.Label, int64(t.Created))
	}
	err := tx.insertAs(manyRows{
		head: "INSERT INTO things (tenant_id, kind, name, label, created) VALUES ", width: width,
		tail: " ON CONFLICT (tenant_id, kind, name) DO UPDATE SET label = excluded.label, import_id = NULL",
	}, args)
	if err != nil {
		return err
	}
	for _, t := range list {
		tx.Touch(t.Tenant, ThingChanged, string(callgate.EntityOf(t.Kind, t.Name)))
	}
	return nil
}

// DeleteThing removes one.
func (tx *Tx) DeleteThing(tenant callgate.ID, kind, name string) error {
	return tx.remove(Change{Tenant: tenant, Kind: ThingChanged, ID: string(callgate.EntityOf(kind, name))},
		"DELETE FROM things WHERE tenant_id = ? AND kind = ? AND name = ?", tenant, kind, name)
}
