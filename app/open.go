package app

import (
	"errors"
	"os"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// open opens an existing data folder. A question must not make one.
func (p *program) open() (*api.Service, error) {
	dir, err := p.folder()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return nil, callgate.Err("not_set_up")
	}
	return api.Open(dir, api.Options{Version: Version, Log: p.log})
}

// as runs f as the local operator of --tenant.
func (p *program) as(f func(m api.Modules) error) error {
	return p.with(func(s *api.Service) (*api.Caller, error) { return s.Local(p.tenant) }, f)
}

// asRoot runs f as the local operator of the root tenant: where tenants are
// listed, made and switched.
func (p *program) asRoot(f func(m api.Modules) error) error {
	return p.with((*api.Service).LocalRoot, f)
}

func (p *program) with(who func(*api.Service) (*api.Caller, error), f func(m api.Modules) error) (err error) {
	s, err := p.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	caller, err := who(s)
	if err != nil {
		return err
	}
	return f(api.For(caller))
}
