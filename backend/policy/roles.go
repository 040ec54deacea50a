package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// role is a compiled role.
type role struct {
	source *callgate.Role
	set    callgate.Set
	reach  []callgate.Entity // of a role with a list
}

type roles map[callgate.ID]*role

func indexRoles(list []*callgate.Role) roles {
	index := make(roles, len(list))
	for _, r := range list {
		set, err := callgate.SetOf(r.Permissions)
		if err != nil { // a permission this version does not know grants nothing
			set = callgate.Set{}
			for _, p := range r.Permissions {
				if b, ok := callgate.BitOf(p); ok {
					set.Add(b)
				}
			}
		}
		index[r.ID] = &role{source: r, set: set, reach: r.ReachList}
	}
	return index
}

// member tells whether a membership counts at a moment.
func member(m callgate.Membership, now callgate.Time) bool { return m.Expires == 0 || now < m.Expires }

// grants are what a user's roles give together, before overrides: per
// permission the union of the reaches it is given in.
type grants struct {
	any  callgate.Set // through any role
	wide callgate.Set // through a role that reaches everything
	mine callgate.Set // through a role without a reach: in the user's own
	list []listGrant  // through roles with a list
}

type listGrant struct {
	set   callgate.Set
	reach []callgate.Entity
}

// union adds up the roles of the memberships that count now.
func (rs roles) union(ms []callgate.Membership, now callgate.Time) grants {
	var g grants
	for _, m := range ms {
		r := rs[m.Role]
		if r == nil || !member(m, now) {
			continue
		}
		g.any = g.any.Union(r.set)
		switch r.source.Reach {
		case callgate.ReachEverything:
			g.wide = g.wide.Union(r.set)
		case callgate.ReachOwn: // own calls come with any scoped permission held
		case callgate.ReachList:
			g.list = append(g.list, listGrant{r.set, r.reach})
		default:
			g.mine = g.mine.Union(r.set)
		}
	}
	return g
}

func (g listGrant) reaches(b callgate.Bit, e callgate.Entity) bool {
	return g.set.Has(b) && slices.Contains(g.reach, e)
}
