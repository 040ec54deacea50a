package api

import "callgate/backend/callgate"

// LocalRoot is the local operator in the root tenant, where tenants are listed,
// made and switched.
func (s *Service) LocalRoot() (*Caller, error) {
	<-s.ready
	c := s.Caller(Origin{Door: DoorLocal})
	all, err := s.fresh(c.origin.Context)
	if err != nil {
		return nil, err
	}
	for id, v := range all {
		if v.Tenant.Kind == "root" {
			c.local = id
			return c, nil
		}
	}
	return nil, callgate.Err("not_set_up")
}

// Local is the caller of the command line: the local operator, in the tenant
// of that slug, or in the only one when slug is "". Whoever may read the data
// folder holds everything in it; the audit names him as what he is.
func (s *Service) Local(slug string) (*Caller, error) {
	<-s.ready
	c := s.Caller(Origin{Door: DoorLocal})
	all, err := s.fresh(c.origin.Context)
	if err != nil {
		return nil, err
	}
	switch v := all.bySlug(slug); {
	case slug == "" && len(all) == 0:
		return nil, callgate.Err("not_set_up")
	case slug == "" && all.only() == nil:
		return nil, callgate.Err("tenant_needed")
	case slug == "":
		c.local = all.only().Tenant.ID
	case v == nil:
		return nil, callgate.Err("tenant_not_listed", "tenant", slug)
	default:
		c.local = v.Tenant.ID
	}
	return c, nil
}
