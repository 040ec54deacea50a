package api

import (
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// namedFirst gathers the extensions, queues and numbers that an import is the
// first to name. It makes them all when it is published, none before.
type namedFirst struct {
	seen       map[callgate.Entity]bool
	things     []callgate.Thing
	extensions int
}

// add notes what a user names, as far as the licence has room.
func (n *namedFirst) add(a *actor, tx *store.Tx, u *callgate.User) error {
	for _, m := range mentions(u) {
		e := m.entity
		if n.seen[e] || a.knows(e) {
			continue
		}
		if err := n.room(a, e); err != nil {
			return err.At(m.field)
		}
		if e.Kind() == callgate.Number {
			elsewhere, err := tx.NumberElsewhere(a.Tenant.ID, e.Name())
			if err != nil {
				return err
			}
			if elsewhere { // as if there were only this tenant
				return callgate.Err(callgate.Taken, "value", e.Name()).At(m.field)
			}
		}
		if n.seen == nil {
			n.seen = map[callgate.Entity]bool{}
		}
		n.seen[e] = true
		n.things = append(n.things, callgate.Thing{Tenant: a.Tenant.ID, Kind: e.Kind(), Name: e.Name(), Created: a.Now})
	}
	return nil
}

// room counts an extension against the licence.
func (n *namedFirst) room(a *actor, e callgate.Entity) *callgate.Error {
	if e.Kind() != callgate.Extension || a.Tenant.MaxExtensions == 0 {
		return nil
	}
	if n.extensions == 0 {
		n.extensions = extensionsOf(a.Things)
	}
	n.extensions++
	return extensionsFit(a.Tenant, n.extensions)
}

func extensionsOf(things []callgate.Thing) (n int) {
	for _, t := range things {
		if t.Kind == callgate.Extension {
			n++
		}
	}
	return n
}

func extensionsFit(t *callgate.Tenant, n int) *callgate.Error {
	if t.MaxExtensions > 0 && n > t.MaxExtensions {
		return callgate.Err("licence_extensions", "max", decimal(t.MaxExtensions))
	}
	return nil
}
