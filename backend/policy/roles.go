package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// role is a compiled role.
type role struct {
	source *callgate.Role
	set    callgate.Set // closed
	scoped mask         // of the set
	list   []listGrant  // of a role with a list: one entry, shared by its members
}

type roles map[callgate.ID]*role

func indexRoles(list []*callgate.Role) roles {
	index := make(roles, len(list))
	for _, r := range list {
		var set callgate.Set
		for _, p := range r.Permissions { // one this version does not know grants nothing
			if b, ok := callgate.BitOf(p); ok {
				set.Add(b)
			}
		}
		c := &role{source: r, set: set.Close()}
		c.scoped = maskOf(c.set)
		if r.Reach == callgate.ReachList {
			c.list = []listGrant{{c.scoped, r.ReachList}}
		}
		index[r.ID] = c
	}
	return index
}

// member tells whether a membership counts at a moment.
func member(m *callgate.Membership, now callgate.Time) bool { return m.Expires == 0 || now < m.Expires }

// grants are what a user's roles give together, before overrides: per
// permission the union of the reaches it is given in.
type grants struct {
	any  callgate.Set // through any role
	wide mask         // through a role that reaches everything
	mine mask         // through a role without a reach: in the user's own
	list []listGrant  // through roles with a list
}

type listGrant struct {
	set   mask
	reach []callgate.Entity
}

// union adds up the roles of the memberships that count now.
func (rs roles) union(ms []callgate.Membership, now callgate.Time) grants {
	var g grants
	for i := range ms {
		r := rs[ms[i].Role]
		if r == nil || !member(&ms[i], now) {
			continue
		}
		g.any = g.any.Union(r.set)
		switch r.source.Reach {
		case callgate.ReachEverything:
			g.wide |= r.scoped
		case callgate.ReachOwn: // own calls come with any scoped permission held
		case callgate.ReachList:
			if g.list == nil {
				g.list = r.list
			} else {
				g.list = append(slices.Clip(g.list), r.list...)
			}
		default:
			g.mine |= r.scoped
		}
	}
	return g
}

func (g *listGrant) reaches(place mask, e callgate.Entity) bool {
	return g.set&place != 0 && slices.Contains(g.reach, e)
}
