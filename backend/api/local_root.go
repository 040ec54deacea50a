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
