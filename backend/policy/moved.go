package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// moved is what may have another answer in one compiled form of a tenant than
// in an earlier one.
type moved struct {
	everybody bool // the package, or the tenant's being in use
	hosts     bool // the tenant's
	things    bool // something is known that was not, or no longer
	who       []Who
	people    map[string]bool          // ids and folded logins of those who changed, came or went
	entities  map[callgate.Entity]bool // extensions that others came to own, or people with another seat
	pairs     [][2]*callgate.User      // those who changed: as they were, as they are
}

// movedBetween compares two forms. Changing users shares all other chunks;
// compiling anew keeps the users, so that their records are the same ones.
func movedBetween(before, after *Tenant) moved {
	mv := moved{people: map[string]bool{}, entities: map[callgate.Entity]bool{}}
	mv.everybody = before.enabled != after.enabled || before.packed != after.packed
	mv.hosts = !sameHosts(before.hosts, after.hosts)
	mv.things = !before.entities.knowsAll(&after.entities) || !after.entities.knowsAll(&before.entities)
	roles := changedRoles(before, after)
	a, b := &before.people, &after.people
	for n := Who(0); n*chunkSize < max(a.size, b.size); n++ {
		if len(roles) == 0 && a.stretch(n) == b.stretch(n) {
			continue
		}
		for i := range Who(chunkSize) {
			mv.place(before, after, n*chunkSize+i, roles)
		}
	}
	return mv
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
func (mv *moved) place(before, after *Tenant, w Who, roles map[callgate.ID]bool) {
	old, now := before.people.at(w), after.people.at(w)
	switch {
	case old != nil && now != nil && old.user == now.user:
		if len(roles) > 0 && hasOneOf(now.user, roles) {
			mv.who = append(mv.who, w)
			mv.people[now.user.ID], mv.people[now.user.Folded] = true, true
		}
		return
	case old != nil && now != nil && old.user.ID == now.user.ID:
		mv.user(old.user, now.user, w)
		return
	}
	if now != nil {
		var was *callgate.User
		if at, there := before.people.byID(now.user.ID); there {
			was = before.people.at(at).user
		}
		if was != now.user || hasOneOf(was, roles) {
			mv.user(was, now.user, w)
		}
	}
	if old != nil {
		if _, there := after.people.byID(old.user.ID); !there {
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
		mv.people[u.ID], mv.people[u.Folded] = true, true
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
func (mv *moved) touches(before, after *Tenant, e *Expected) bool {
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
		return mv.people[x.name] || mv.people[lower(x.name)]
	}
	_, was := before.entities.known(&x)
	_, is := after.entities.known(&x)
	return was != is || mv.entities[e.On]
}
