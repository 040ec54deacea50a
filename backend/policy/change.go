package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// WithUser adds or replaces one user. Everything else is shared with t.
func (t *Tenant) WithUser(u *callgate.User) *Tenant {
	next := *t
	next.take(u, nil, nil)
	return &next
}

// WithUsers adds or replaces many in one step: what they lie in together is
// copied once.
func (t *Tenant) WithUsers(us []*callgate.User) *Tenant {
	next := *t
	fresh, c := newFresh(), newCache()
	for _, u := range us {
		next.take(u, fresh, c)
	}
	return &next
}

// take is WithUser on a form that is not published yet.
func (t *Tenant) take(u *callgate.User, fresh *fresh, c *cache) {
	t.now = max(t.now, u.Changed)
	d := &t.people
	m := new(member)
	t.compile(m, u, t.now, c)
	w, known := d.byID(u.ID)
	if !known {
		w = d.size
		d.size, d.live = d.size+1, d.live+1
		d.ids, d.logins = d.ids.with(hashOf(u.ID), uint32(w)), d.logins.with(hashOf(u.Folded), uint32(w))
		d.put(w, m, fresh)
		t.own(u.Extensions, w, fresh)
		return
	}
	old := *d.member(uint32(w))
	if old.user.Folded != u.Folded {
		d.logins = d.logins.without(hashOf(old.user.Folded), uint32(w)).with(hashOf(u.Folded), uint32(w))
	}
	d.put(w, m, fresh)
	if (old.flags^m.flags)&lite != 0 || !slices.EqualFunc(old.user.Extensions, u.Extensions, sameName) {
		t.disown(old.user.Extensions, w, fresh)
		t.own(u.Extensions, w, fresh)
	}
}

// WithThings is the form for a tenant that has some things more: extensions,
// queues and numbers that it did not have.
func (t *Tenant) WithThings(more []callgate.Thing) *Tenant {
	next := *t
	next.entities = t.entities.with(more)
	return &next
}

func sameName(a, b callgate.OwnExtension) bool { return a.Name == b.Name }

// WithoutUser removes one; an unknown id changes nothing.
func (t *Tenant) WithoutUser(id callgate.ID) *Tenant {
	w, known := t.people.byID(id)
	if !known {
		return t
	}
	next := *t
	d := &next.people
	u := d.member(uint32(w)).user
	d.live--
	d.ids, d.logins = d.ids.without(hashOf(id), uint32(w)), d.logins.without(hashOf(u.Folded), uint32(w))
	d.put(w, &member{}, nil)
	next.disown(u.Extensions, w, nil)
	return &next
}

// own makes somebody one of the owners of extensions.
func (t *Tenant) own(list []callgate.OwnExtension, w Who, fresh *fresh) {
	for i := range list {
		x := extensionTarget(list[i].Name)
		e := t.entities.number(&x, fresh)
		owners := t.ownersOf(e)
		if !slices.Contains(owners, w) {
			owners = append(owners, w)
		}
		t.entities.set(e, t.owned(e, owners), fresh)
	}
}

func (t *Tenant) disown(list []callgate.OwnExtension, w Who, fresh *fresh) {
	for i := range list {
		x := extensionTarget(list[i].Name)
		e := t.entities.number(&x, fresh)
		t.entities.set(e, t.owned(e, slices.DeleteFunc(t.ownersOf(e), func(x Who) bool { return x == w })), fresh)
	}
}

func (t *Tenant) ownersOf(e uint32) (list []Who) {
	for w := range t.entities.at(e).owners {
		list = append(list, w)
	}
	return list
}

// owned is an entity with other owners.
func (t *Tenant) owned(e uint32, owners []Who) entity {
	next := *t.entities.at(e)
	next.owner, next.more, next.liteOnly = 0, nil, len(owners) > 0
	if len(owners) > 0 {
		next.owner = uint32(owners[0]) + 1
	}
	if len(owners) > 1 {
		others := owners[1:]
		next.more = &others
	}
	for _, w := range owners {
		next.liteOnly = next.liteOnly && t.people.member(uint32(w)).flags&lite != 0
	}
	return next
}
