package policy

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"callgate/backend/callgate"
)

// Compile makes the form from scratch, on two cores.
func Compile(in Input) *Tenant {
	t := &Tenant{tenant: in.Tenant, enabled: in.Enabled, hosts: hostsOf(in.Tenant.Hosts), packed: packageOf(in.Tenant), now: in.Now}
	d := &t.people
	d.size, d.live = Who(len(in.Users)), len(in.Users)
	chunks := d.lay(len(in.Users))
	// Entities and roles come first: the members look at them. Meanwhile, and
	// then in turns with the stretches of members, the indexes are made.
	t.roles = compileRoles(in.Roles)
	var left [workers]later
	var stretch atomic.Int64
	members := func(worker int) {
		c := newCache()
		for {
			from := (int(stretch.Add(1)) - 1) * stretchSize
			if from >= chunks {
				return
			}
			left[worker] = append(left[worker], t.compileChunks(in.Users, from, min(from+stretchSize, chunks), c)...)
		}
	}
	var wait sync.WaitGroup
	ready := make(chan struct{})
	wait.Go(func() {
		d.logins = indexOf(in.Users, func(u *callgate.User) string { return u.Folded })
		<-ready
		members(1)
	})
	t.entities = compileEntities(in.Things)
	close(ready)
	d.ids = indexOf(in.Users, func(u *callgate.User) string { return u.ID })
	members(0)
	wait.Wait()
	t.catchUp(slices.Concat(left[:]...))
	return t
}

const (
	workers     = 2
	stretchSize = 64 // chunks a worker takes at a time
)

func indexOf(users []*callgate.User, name func(*callgate.User) string) index {
	hashes := make([]uint64, len(users))
	for i, u := range users {
		hashes[i] = hashOf(name(u))
	}
	return newIndex(hashes)
}

// later lists users to be looked at again, by one goroutine.
type later []Who

// compileChunks makes the records of some chunks. Left for later is who shares
// an extension, or owns one that the tenant does not have.
func (t *Tenant) compileChunks(users []*callgate.User, from, to int, c *cache) (left later) {
	for n := from; n < to; n++ {
		chunk := t.people.chunk(uint32(n))
		for i, u := range users[n*chunkSize : min((n+1)*chunkSize, len(users))] {
			w := Who(n*chunkSize + i)
			m := &chunk[i]
			t.compile(m, u, t.now, c)
			done := true
			for i := range u.Extensions {
				x := extensionTarget(u.Extensions[i].Name)
				e := t.entities.find(&x)
				done = e != nobody && t.entities.claim(e, w, m.flags&lite != 0) && done
			}
			if !done {
				left = append(left, w)
			}
		}
	}
	return left
}

// catchUp finishes what was left for later: first every extension gets its
// number, then its owners.
func (t *Tenant) catchUp(left later) {
	var missing []string
	met := map[string]bool{}
	for x := range t.extensionsOf(left) {
		if !met[x.name] && t.entities.find(&x) == nobody {
			met[x.name] = true
			missing = append(missing, x.name)
		}
	}
	if len(missing) > 0 {
		t.entities.extend(missing)
	}
	for x, w := range t.extensionsOf(left) {
		i := t.entities.find(&x)
		owners := t.ownersOf(i)
		if !slices.Contains(owners, w) {
			*t.entities.at(i) = t.owned(i, append(owners, w))
		}
	}
}

// extensionsOf gives the own extensions of some users, with their owner.
func (t *Tenant) extensionsOf(list later) iter.Seq2[target, Who] {
	return func(yield func(target, Who) bool) {
		for _, w := range list {
			for _, e := range t.people.member(uint32(w)).user.Extensions {
				if !yield(extensionTarget(e.Name), w) {
					return
				}
			}
		}
	}
}
