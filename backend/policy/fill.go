package policy

import (
	"callgate/backend/callgate"
)

// cache keeps, while many users are compiled, what several of them have.
type cache struct {
	hosts map[string]*hostList
	lists map[[2]*role]*more
}

func newCache() *cache {
	return &cache{hosts: map[string]*hostList{}, lists: map[[2]*role]*more{}}
}

func (c *cache) hostsOf(list []callgate.Host) *hostList {
	if len(list) != 1 || c == nil {
		return hostsOf(list)
	}
	h := c.hosts[list[0].CIDR]
	if h == nil {
		h = hostsOf(list)
		c.hosts[list[0].CIDR] = h
	}
	return h
}

// made compiles one user by himself.
func (t *Tenant) made(u *callgate.User, now callgate.Time) *member {
	m := new(member)
	t.compile(m, u, now, nil)
	return m
}

// compile makes a member as of now. c may be nil.
func (t *Tenant) compile(m *member, u *callgate.User, now callgate.Time, c *cache) {
	*m = member{login: shorten(u.Folded), rest: rest{user: u, hosts: c.hostsOf(u.Hosts)}}
	var many []uint32
	if n := len(u.Extensions) + len(u.Shared) + len(u.Reach); n > 0 {
		tags := m.tags[:0]
		if n > len(m.tags) {
			tags = make([]uint32, 0, n)
		}
		for i := range u.Extensions {
			tags = append(tags, uint32(entityHash(extension, u.Extensions[i].Name)))
		}
		for _, name := range u.Shared {
			tags = append(tags, uint32(entityHash(extension, name)))
		}
		for _, on := range u.Reach {
			k, name := split(on)
			tags = append(tags, uint32(entityHash(k, name)))
		}
		if n > len(m.tags) {
			many = tags
		} else {
			m.nOwn, m.nShared, m.nReach = uint8(len(u.Extensions)), uint8(len(u.Shared)), uint8(len(u.Reach))
		}
	}
	t.fill(m, many, now, c)
}

// fill works out everything that depends on the moment.
func (t *Tenant) fill(m *member, many []uint32, now callgate.Time, c *cache) {
	u := m.user
	var s standing
	t.stand(u, now, &s)
	m.held, m.flags = s.held, 0
	set := func(f flag, on bool) {
		if on {
			m.flags |= f
		}
	}
	set(inUse, u.Enabled && !u.Blocked && s.within(u.Expires, now))
	set(admin, s.admin)
	set(lite, u.Seat == callgate.LiteSeat)
	set(playShared, s.shared)
	set(sharedOnly, s.sharedOnly)
	set(excluding, len(u.Exclusions) > 0 && !s.admin)
	set(bound, m.hosts != nil)
	m.until = s.until
	regular := word(s.held)
	if s.sharedOnly {
		regular &^= 1 << playing
	}
	m.wide, m.mine = word(s.wide)&regular, word(s.mine)&regular
	if u.ReachEverything {
		m.wide |= m.mine
	}
	m.wide &^= 1 << ownCalls // reaches own calls only
	m.mine &^= 1 << ownCalls
	m.more = t.moreOf(u, &s, many, now, c)
	set(further, m.more != nil)
}

// moreOf is nil for who has neither roles with a list, nor many entities, nor
// anything that ended.
func (t *Tenant) moreOf(u *callgate.User, s *standing, many []uint32, now callgate.Time, c *cache) *more {
	var key [2]*role
	n := 0
	for i := range u.Roles {
		if r := t.listRole(&u.Roles[i], s, now); r != nil {
			if n < len(key) {
				key[n] = r
			}
			n++
		}
	}
	if n == 0 && s.from == always && many == nil {
		return nil
	}
	common := c != nil && many == nil && s.from == always && n <= len(key)
	if m := (*more)(nil); common {
		if m = c.lists[key]; m != nil {
			return m
		}
	}
	m := &more{from: s.from, tags: many}
	for i := range u.Roles {
		if r := t.listRole(&u.Roles[i], s, now); r != nil {
			m.lists = append(m.lists, r)
		}
	}
	if common {
		c.lists[key] = m
	}
	return m
}

// listRole is the role of a membership when it counts and reaches a list.
func (t *Tenant) listRole(m *callgate.Membership, s *standing, now callgate.Time) *role {
	r := t.roles.byID[m.Role]
	if r == nil || r.listed == 0 || s.admin || !counts(m.Expires, now) {
		return nil
	}
	return r
}

// at gives a member as he is at a moment: as kept, or made for it.
func (t *Tenant) at(m *member, now callgate.Time) *member {
	if m.trueAt(now) {
		return m
	}
	fresh := *m
	var many []uint32
	if m.more != nil {
		many = m.more.tags
	}
	t.fill(&fresh, many, now, nil)
	return &fresh
}
