package api

import (
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"callgate/backend/callgate"
)

// readRole brings a role into the form in which it is kept.
func (w *change) readRole(before, r *callgate.Role) error {
	var err error
	if r.Name, err = line("name", r.Name, mostName); err != nil {
		return err
	}
	if r.Name == "" {
		return callgate.Err("name_empty").At("name")
	}
	r.Folded = foldName(r.Name)
	for _, other := range w.Roles {
		if other.ID != r.ID && !other.Hidden && foldName(other.Name) == r.Folded {
			return callgate.Err(callgate.Taken, "value", r.Name).At("name")
		}
	}
	if r.Description, err = line("description", r.Description, mostDescription); err != nil {
		return err
	}
	set, err := callgate.SetOf(r.Permissions)
	if err != nil {
		return at(err, "permissions")
	}
	if gaps := set.Gaps(); len(gaps) > 0 {
		return openSet(gaps)
	}
	r.Permissions = set.Permissions()
	if r.OwnOnly, err = readOwnOnly(r, set); err != nil {
		return err
	}
	return w.readRoleReach(before, r)
}

// readOwnOnly keeps of the bounds those of rights the role gives: a right taken
// out of it takes its bound along. Only what is scoped has own calls.
func readOwnOnly(r *callgate.Role, given callgate.Set) ([]callgate.Permission, error) {
	bound, err := callgate.SetOf(r.OwnOnly)
	if err != nil {
		return nil, at(err, "ownOnly")
	}
	for _, p := range bound.Permissions() {
		if !callgate.Catalogue()[callgate.MustBit(p)].Scoped {
			return nil, callgate.Err("own_only_scoped", "permission", string(p)).At("ownOnly")
		}
	}
	return slices.Concat([]callgate.Permission{}, bound.Intersect(given).Permissions()), nil
}

// foldName is the form in which role names are unique: however written, by
// whoever types them on the command line.
func foldName(name string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(name))), " ")
}

// openSet names every gap; the sentence names the first.
func openSet(gaps []callgate.Gap) error {
	var reasons []callgate.Reason
	params := func(g callgate.Gap) []string {
		return []string{"permission", string(g.Permission), "needs", joinPermissions(g.Needs)}
	}
	for _, g := range gaps {
		reasons = append(reasons, callgate.Reason{Gate: callgate.GateRights, Code: "need_missing", Params: map[string]string{
			"permission": string(g.Permission), "needs": joinPermissions(g.Needs),
		}})
	}
	return callgate.Err(callgate.OpenSet, params(gaps[0])...).At("permissions").Because(reasons)
}

func joinPermissions(list []callgate.Permission) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = string(p)
	}
	return strings.Join(texts, " / ")
}

func (w *change) readRoleReach(before, r *callgate.Role) (err error) {
	switch r.Reach {
	case callgate.ReachNone, callgate.ReachEverything, callgate.ReachOwn:
		r.ReachList = []callgate.Entity{}
		return nil
	case callgate.ReachList:
	default:
		return callgate.Err(callgate.BadInput, "value", shortened(r.Reach, 40)).At("reach")
	}
	var old []callgate.Entity
	if before != nil {
		old = before.ReachList
	}
	if r.ReachList, err = w.readReachList("reachList", old, r.ReachList); err != nil {
		return err
	}
	if len(r.ReachList) == 0 {
		return callgate.Err("reach_list_empty").At("reachList")
	}
	for _, m := range roleMentions(before, r) {
		if err := w.mayName(m.field, m.entity); err != nil {
			return err
		}
	}
	return nil
}

// roleMentions are the things a role names that it did not name before.
func roleMentions(before, r *callgate.Role) (list []mention) {
	for _, e := range r.ReachList {
		if before == nil || !slices.Contains(before.ReachList, e) {
			list = append(list, mention{"reachList", e})
		}
	}
	return list
}

// roleGrantRule: nobody grants through a role what he lacks, changes a role of
// his own, or changes users who hold more through a role they have.
func roleGrantRule(w *change, before, after *callgate.Role) error {
	if w.unbounded() {
		return nil
	}
	for _, r := range []*callgate.Role{before, after} {
		if r == nil {
			continue
		}
		if more := w.exceedsRole(r); len(more) > 0 {
			return callgate.Err(callgate.Escalation, "role", r.Name).Because(more)
		}
	}
	if before == nil || after != nil && sameGrants(before, after) {
		return nil
	}
	return w.membersRule(before, after)
}

func sameGrants(a, b *callgate.Role) bool {
	return a.Reach == b.Reach && slices.Equal(a.Permissions, b.Permissions) && slices.Equal(a.OwnOnly, b.OwnOnly) && slices.Equal(a.ReachList, b.ReachList)
}

// membersRule: with the role as it will be, no member may hold more than the
// actor; a role without a reach counts in the reach of each member, so it takes
// each of them to know.
func (w *change) membersRule(before, after *callgate.Role) error {
	then := w.Policy
	if after != nil {
		roles := slices.Clone(w.Roles)
		if i := slices.IndexFunc(roles, func(r *callgate.Role) bool { return r.ID == after.ID }); i >= 0 {
			roles[i] = after
		}
		next := *w.view
		next.setRoles(roles)
		then = w.Policy.With(next.input(nil, w.Now))
	}
	me, _ := then.ByID(w.himselfID())
	for u := range w.People.All() {
		if !slices.ContainsFunc(u.Roles, func(m callgate.Membership) bool { return m.Role == before.ID }) {
			continue
		}
		if w.isSelf(u) {
			return callgate.Err("own_role", "role", before.Name)
		}
		if more := then.Exceeds(me, mostOf(u), w.Now); len(more) > 0 {
			return callgate.Err("holds_more", "login", u.Login).Because(more)
		}
	}
	return nil
}
