package app

import (
	"errors"
	"os"
	"path/filepath"

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
	s, err := api.Open(dir, api.Options{Version: Version, Log: p.log, Say: p.sayIn()})
	if err == nil {
		temporaryIn(dir)
	}
	return s, err
}

// temporaryIn keeps temporary files (a large workbook is unpacked into some)
// inside the data folder, where nobody else may look. Where that cannot be made
// the system's place is used.
func temporaryIn(dir string) {
	place := filepath.Join(dir, "tmp")
	if os.MkdirAll(place, 0o700) == nil {
		_ = os.Setenv("TMPDIR", place)
	}
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
