package api

import (
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// tenants are all there are, by id.
type tenants map[callgate.ID]*callgate.Tenant

func tenantsOf(tx *store.Tx) (tenants, error) {
	list, err := tx.Tenants()
	if err != nil {
		return nil, err
	}
	all := tenants{}
	for _, t := range list {
		all[t.ID] = t
	}
	return all, nil
}

// load makes the view of one tenant of what stands in the database.
func (all tenants) load(tx *store.Tx, id callgate.ID, now callgate.Time) (*view, error) {
	own, err := tx.Roles(id)
	if err != nil {
		return nil, err
	}
	users, err := tx.Users(id)
	if err != nil {
		return nil, err
	}
	things, err := tx.Things(id)
	if err != nil {
		return nil, err
	}
	v := build(all[id], enabledUp(all, all[id]), own, users, things, now)
	return v, v.loadExpectations(tx)
}

// reload reads every tenant and publishes. The caller holds s.mu.
func (s *Service) reload(tx *store.Tx) error {
	version, err := tx.Version()
	if err != nil {
		return err
	}
	all, err := tenantsOf(tx)
	if err != nil {
		return err
	}
	next := make(views, len(all))
	for id := range all {
		if next[id], err = all.load(tx, id, s.now()); err != nil {
			return err
		}
	}
	s.publish(version, next)
	return nil
}
