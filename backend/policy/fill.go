package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// cache keeps, while many users are compiled, what several of them have.
type cache struct {
	hosts map[string]*hostList
	lists map[listKey]*more
	like  map[likeness]*member // the first of those who hold the same
}

// listKey are the roles with a list that somebody has, when they are few.
type listKey [2]*role

func newCache() *cache {
	return &cache{hosts: map[string]*hostList{}, lists: map[listKey]*more{}, like: map[likeness]*member{}}
}

// likeness is all that the rights of an ordinary user depend on: one without
// overrides, restrictions, shared recordings and anything that ends.
type likeness struct {
	roles [4]uint16
	flags uint8
}

// likenessOf is false for who is no ordinary user.
func (t *Tenant) likenessOf(u *callgate.User) (k likeness, ordinary bool) {
	if u.Kind == callgate.Administrator || u.Expires != 0 || u.Restricted || len(u.Overrides)+len(u.Shared) > 0 || len(u.Roles) > len(k.roles) {
		return k, false
	}
	for i := range u.Roles {
		r := t.roles.byID[u.Roles[i].Role]
		if r == nil || u.Roles[i].Expires != 0 {
			return k, false
		}
		n := i
		for ; n > 0 && k.roles[n-1] > r.number; n-- { // in order
			k.roles[n] = k.roles[n-1]
		}
		k.roles[n] = r.number
	}
	for i, on := range [...]bool{u.Seat == callgate.LiteSeat, u.ReachEverything, len(u.Extensions) > 0} {
		if on {
			k.flags |= 1 << i
		}
	}
	return k, true
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
	if c == nil || many != nil {
		t.fillAlone(m, many, now, c)
		return
	}
	k, ordinary := t.likenessOf(m.user)
	like := c.like[k]
	switch {
	case !ordinary:
		t.fillAlone(m, nil, now, c)
	case like == nil:
		t.fillAlone(m, nil, now, c)
		c.like[k] = m
	default:
		m.held, m.wide, m.mine, m.until, m.more = like.held, like.wide, like.mine, like.until, like.more
		m.flags = like.flags & (lite | further)
		m.set(inUse, m.user.Enabled && !m.user.Blocked)
		m.set(excluding, len(m.user.Exclusions) > 0)
		m.set(bound, m.hosts != nil)
	}
}

func (r *record) set(f flag, on bool) {
	if on {
		r.flags |= f
	}
}

func (t *Tenant) fillAlone(m *member, many []uint32, now callgate.Time, c *cache) {
	u := m.user
	var s standing
	t.stand(u, now, &s)
	m.held, m.flags = s.held, 0
	m.set(inUse, u.Enabled && !u.Blocked && s.within(u.Expires, now))
	m.set(admin, s.admin)
	m.set(lite, u.Seat == callgate.LiteSeat)
	m.set(playShared, s.shared)
	m.set(sharedOnly, s.sharedOnly)
	m.set(excluding, len(u.Exclusions) > 0 && !s.admin)
	m.set(bound, m.hosts != nil)
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
	m.set(further, m.more != nil)
}

// moreOf is nil for who has neither roles with a list, nor many entities, nor
// anything that ended.
func (t *Tenant) moreOf(u *callgate.User, s *standing, many []uint32, now callgate.Time, c *cache) *more {
	var room [4]*role
	lists := room[:0]
	for i := range u.Roles {
		if r := t.listRole(&u.Roles[i], s, now); r != nil {
			lists = append(lists, r)
		}
	}
	if len(lists) == 0 && s.from == always && many == nil {
		return nil
	}
	if c == nil || many != nil || s.from != always || len(lists) > len(listKey{}) {
		return &more{from: s.from, tags: many, lists: slices.Clone(lists)}
	}
	var key listKey
	copy(key[:], lists)
	if c.lists[key] == nil {
		c.lists[key] = &more{from: s.from, lists: slices.Clone(lists)}
	}
	return c.lists[key]
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
