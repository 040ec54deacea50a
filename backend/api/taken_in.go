package api

import (
	"cmp"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// What another process changed is taken in by the change log: only what it
// names is read. What comes out is what reading everything would give; a test
// holds that.

// news is what changed of one tenant.
type news struct {
	users   map[callgate.ID]bool
	imports []callgate.ID // published
	things  map[callgate.Entity]bool

	tenant, roles, expectations bool
	whole                       bool // too many, or not known: all of it is read anew
}

// newsOf sorts the change log by tenant; false when it does not say what
// changed.
func newsOf(changes []store.Change) (map[callgate.ID]*news, bool) {
	all := map[callgate.ID]*news{}
	for _, c := range changes {
		n := all[c.Tenant]
		if n == nil {
			n = &news{users: map[callgate.ID]bool{}, things: map[callgate.Entity]bool{}}
			all[c.Tenant] = n
		}
		switch c.Kind {
		case store.SessionChanged: // they are not kept here
		case store.UserChanged:
			n.users[c.ID] = true
		case store.UsersChanged:
			n.whole = true
		case store.ImportPublished:
			n.imports = append(n.imports, c.ID)
		case store.ThingChanged:
			n.things[callgate.Entity(c.ID)] = true
		case store.RoleChanged:
			n.roles = true
		case store.TenantChanged:
			n.tenant = true
		case store.ExpectationChanged:
			n.expectations = true
		default:
			return nil, false
		}
	}
	return all, true
}

// takeIn applies changes to the published views. The caller holds s.mu; tx sees
// the state of version.
func (s *Service) takeIn(tx *store.Tx, version int64, changes []store.Change) error {
	all, known := newsOf(changes)
	if !known {
		return s.reload(tx)
	}
	next := s.views.Load().copy()
	var there tenants
	for id, n := range all {
		if next[id] == nil {
			return s.reload(tx) // a new tenant
		}
		if (n.tenant || n.whole) && there == nil {
			var err error
			if there, err = tenantsOf(tx); err != nil {
				return err
			}
		}
		if n.tenant && !s.staysInPlace(there, id) {
			return s.reload(tx)
		}
	}
	for id, n := range all {
		v, err := n.onto(s, tx, next[id], there)
		if err != nil {
			return err
		}
		next[id] = v
	}
	s.publish(version, next)
	return nil
}

// staysInPlace tells whether a tenant is switched and belongs as before: else
// what lies below it follows.
func (s *Service) staysInPlace(there tenants, id callgate.ID) bool {
	was, is := (*s.views.Load())[id].Tenant, there[id]
	return is != nil && was.Enabled == is.Enabled && was.Parent == is.Parent
}

// wholeFrom is the share of a tenant's people, one in so many, from which
// reading all of them is quicker than reading some.
const wholeFrom = 3

// onto gives a tenant's view with the news in it.
func (n *news) onto(s *Service, tx *store.Tx, old *view, there tenants) (*view, error) {
	many := len(n.users)
	for _, imp := range n.imports {
		count, err := tx.CountImported(old.Tenant.ID, imp)
		if err != nil {
			return nil, err
		}
		many += count
	}
	if n.whole || many > old.People.Len()/wholeFrom+100 {
		if there == nil {
			var err error
			if there, err = tenantsOf(tx); err != nil {
				return nil, err
			}
		}
		return there.load(tx, old.Tenant.ID, s.now())
	}
	v := *old
	if err := n.people(tx, &v); err != nil {
		return nil, err
	}
	compiled, err := n.rest(tx, &v, there)
	if err == nil && !compiled {
		v.Policy = v.Policy.With(v.input(nil, s.now()))
	}
	if err == nil && n.expectations {
		err = v.loadExpectations(tx)
	}
	return &v, err
}

// people takes in who was added, changed or removed.
func (n *news) people(tx *store.Tx, v *view) error {
	var users []*callgate.User
	for _, imp := range n.imports {
		some, err := tx.ImportedUsers(v.Tenant.ID, imp)
		if err != nil {
			return err
		}
		for _, u := range some {
			if !n.users[u.ID] { // he is read below
				users = append(users, u)
			}
		}
	}
	ids := make([]callgate.ID, 0, len(n.users))
	for id := range n.users {
		ids = append(ids, id)
	}
	some, err := tx.UsersByID(v.Tenant.ID, ids)
	if err != nil {
		return err
	}
	gone := n.users
	for _, u := range some {
		delete(gone, u.ID)
	}
	for id := range gone { // first: others may have their logins now
		v.put(id, nil)
	}
	users = append(users, some...)
	for _, u := range users {
		v.Seats.count(v.user(u.ID), -1)
		v.Seats.count(u, 1)
	}
	if len(users) > 0 {
		v.putAll(users)
	}
	return nil
}

// rest takes in everything else; false when the form of the decision has to be
// made anew.
func (n *news) rest(tx *store.Tx, v *view, there tenants) (compiled bool, err error) {
	compiled = true
	if n.tenant || n.roles {
		own, err := tx.Roles(v.Tenant.ID)
		if err != nil {
			return false, err
		}
		if n.tenant {
			v.Tenant = there[v.Tenant.ID]
		}
		v.setRoles(rolesFor(v.Tenant, own))
		compiled = false
	}
	var fresh []callgate.Thing
	for e := range n.things {
		some, err := tx.Thing(v.Tenant.ID, e.Kind(), e.Name())
		if err != nil {
			return false, err
		}
		fresh = append(fresh, some...)
	}
	for _, imp := range n.imports {
		some, err := tx.ImportedThings(v.Tenant.ID, imp)
		if err != nil {
			return false, err
		}
		for _, t := range some {
			n.things[callgate.EntityOf(t.Kind, t.Name)] = true
		}
		fresh = append(fresh, some...)
	}
	if len(n.things) == 0 {
		return compiled, nil
	}
	gone := make([]callgate.Thing, 0, len(n.things))
	for e := range n.things {
		gone = append(gone, callgate.Thing{Kind: e.Kind(), Name: e.Name()})
	}
	fresh = slices.CompactFunc(slices.SortedFunc(slices.Values(fresh), thingOrder), func(a, b callgate.Thing) bool { return thingOrder(a, b) == 0 })
	v.Things = withThings(v.Things, gone, fresh)
	return false, nil
}

// withThings is a sorted list of things without some and with others, which
// replace those of their names; the list itself stays.
func withThings(list, gone, fresh []callgate.Thing) []callgate.Thing {
	slices.SortFunc(gone, thingOrder)
	slices.SortFunc(fresh, thingOrder)
	next := make([]callgate.Thing, 0, len(list)+len(fresh))
	for len(gone)+len(fresh) > 0 {
		isNew := len(gone) == 0 || len(fresh) > 0 && thingOrder(fresh[0], gone[0]) <= 0
		from := gone
		if isNew {
			from = fresh
		}
		name := from[0]
		i, there := slices.BinarySearchFunc(list, name, thingOrder)
		next = append(next, list[:i]...)
		if list = list[i:]; there {
			list = list[1:]
		}
		if isNew {
			next, fresh = append(next, name), fresh[1:]
		}
		if len(gone) > 0 && thingOrder(gone[0], name) == 0 {
			gone = gone[1:]
		}
	}
	return append(next, list...)
}

func thingOrder(a, b callgate.Thing) int {
	return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Name, b.Name))
}
