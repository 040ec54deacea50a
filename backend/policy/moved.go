package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// moved is what may have another answer in one compiled form of a tenant than
// in an earlier one.
type moved struct {
	before, after *Tenant
	everybody     bool // the package, or the tenant's being in use
	hosts         bool // the tenant's
	things        bool // something is known that was not, or no longer
	roles         map[callgate.ID]bool
	who           []Who                    // whose records are others, by place after
	entities      map[callgate.Entity]bool // extensions that others came to own, or people with another seat
	pairs         [][2]*callgate.User      // those who changed: as they were, as they are
}

// movedBetween compares two forms. Changing users shares all other chunks;
// compiling anew keeps the users, so that their records are the same ones.
func movedBetween(before, after *Tenant) moved {
	mv := moved{before: before, after: after, entities: map[callgate.Entity]bool{}}
	mv.everybody = before.enabled != after.enabled || before.packed != after.packed
	mv.hosts = !sameHosts(before.hosts, after.hosts)
	mv.things = !before.entities.knowsAll(&after.entities) || !after.entities.knowsAll(&before.entities)
	mv.roles = changedRoles(before, after)
	a, b := &before.people, &after.people
	for n := Who(0); n*chunkSize < max(a.size, b.size); n++ {
		if a.stretch(n) == b.stretch(n) {
			continue
		}
		for i := range Who(chunkSize) {
			mv.place(n*chunkSize + i)
		}
	}
	return mv
}

// concerned are the places after of all whose answers may be others by what they
// are themselves: with another record, or with a role that changed.
func (mv *moved) concerned() []Who {
	if len(mv.roles) == 0 {
		return mv.who
	}
	list := slices.Clone(mv.who)
	for w := range mv.after.people.size {
		if m := mv.after.people.at(w); m != nil && hasOneOf(m.user, mv.roles) {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// person tells whether whoever is called so, by login or id, is concerned, came
// or went.
func (mv *moved) person(name string) bool {
	called := func(t *Tenant) *callgate.User {
		if w, there := t.named(name); there {
			return t.people.at(w).user
		}
		return nil
	}
	was, is := called(mv.before), called(mv.after)
	return was != is || is != nil && hasOneOf(is, mv.roles)
}

// stretch is a chunk by number, nil when nobody stands there.
func (d *directory) stretch(n Who) *chunk {
	if n*chunkSize >= d.size {
		return nil
	}
	return d.chunk(uint32(n))
}

// knowsAll tells whether what the others know is known here.
func (es *entities) knowsAll(others *entities) bool {
	if len(es.chunks) > 0 && len(es.chunks) == len(others.chunks) && &es.chunks[0] == &others.chunks[0] {
		return true
	}
	for i := range others.size {
		if n := i / entityChunk; int(n) < len(es.chunks) && es.chunks[n] == others.chunks[n] {
			continue
		}
		e := others.at(i)
		if i < es.size && es.at(i).known() && es.at(i).kind == e.kind && es.at(i).name == e.name { // mostly at the same place
			continue
		}
		x := target{e.kind, e.name, entityHash(e.kind, e.name)}
		if _, known := es.known(&x); e.known() && !known {
			return false
		}
	}
	return true
}

func sameHosts(a, b *hostList) bool {
	return a == b || (a != nil && b != nil && slices.Equal(a.prefixes, b.prefixes))
}

// place compares who stood at a place with who stands there; each is looked for
// elsewhere when they are different people.
func (mv *moved) place(w Who) {
	old, now := mv.before.people.at(w), mv.after.people.at(w)
	switch {
	case old != nil && now != nil && old.user == now.user:
		return
	case old != nil && now != nil && old.user.ID == now.user.ID:
		mv.user(old.user, now.user, w)
		return
	}
	if now != nil {
		var was *callgate.User
		if at, there := mv.before.people.byID(now.user.ID); there {
			was = mv.before.people.at(at).user
		}
		if was != now.user {
			mv.user(was, now.user, w)
		}
	}
	if old != nil {
		if _, there := mv.after.people.byID(old.user.ID); !there {
			mv.user(old.user, nil, w)
		}
	}
}

func hasOneOf(u *callgate.User, roles map[callgate.ID]bool) bool {
	for i := range u.Roles {
		if roles[u.Roles[i].Role] {
			return true
		}
	}
	return false
}

// user notes one who changed. An extension is hidden with its owner, by his seat
// and by whoever excludes him.
func (mv *moved) user(was, is *callgate.User, w Who) {
	if is != nil {
		mv.who = append(mv.who, w)
	}
	another := was == nil || is == nil || was.Folded != is.Folded || was.Seat != is.Seat
	put := func(u, other *callgate.User) {
		if u == nil {
			return
		}
		for _, x := range u.Extensions {
			if another || !slices.ContainsFunc(other.Extensions, func(o callgate.OwnExtension) bool { return o.Name == x.Name }) {
				mv.entities[callgate.EntityOf(callgate.Extension, x.Name)] = true
			}
		}
	}
	put(was, is)
	put(is, was)
	if was != nil && is != nil {
		mv.pairs = append(mv.pairs, [2]*callgate.User{was, is})
	}
}

// changedRoles are those that came, went, or give something else.
func changedRoles(before, after *Tenant) map[callgate.ID]bool {
	changed := map[callgate.ID]bool{}
	if len(before.roles.list) > 0 && len(after.roles.list) > 0 && &before.roles.list[0] == &after.roles.list[0] {
		return changed
	}
	for id, r := range after.roles.byID {
		if old := before.roles.byID[id]; old == nil || !r.gives(old) {
			changed[id] = true
		}
	}
	for id := range before.roles.byID {
		if after.roles.byID[id] == nil {
			changed[id] = true
		}
	}
	return changed
}

func (r *role) gives(other *role) bool {
	return r.set == other.set && r.wide == other.wide && r.mine == other.mine && r.listed == other.listed && slices.Equal(r.source.ReachList, other.source.ReachList)
}

// touches tells whether the answer about an expectation may change for people
// who did not change themselves.
func (mv *moved) touches(e *Expected) bool {
	switch {
	case mv.everybody, mv.hosts && e.From.IsValid():
		return true
	case !scoped.Has(e.Do):
		return false
	case e.On == "":
		return mv.things || len(mv.entities) > 0
	}
	x := targetOf(e.On)
	if x.kind == person {
		return mv.person(x.name)
	}
	_, was := mv.before.entities.known(&x)
	_, is := mv.after.entities.known(&x)
	return was != is || mv.entities[e.On]
}
