package api

import "callgate/backend/callgate"

// Things are the tenant's extensions, queues and numbers.
type Things struct{ c *Caller }

// List gives those of one kind ("" = all) whose name or label contains search.
func (m *Things) List(kind, search string) ([]callgate.Thing, error) { return nil, notBuilt }

// Add makes one.
func (m *Things) Add(kind, name, label string) (callgate.Thing, error) {
	return callgate.Thing{}, notBuilt
}

// Delete removes one that nobody owns.
func (m *Things) Delete(kind, name string) error { return notBuilt }
