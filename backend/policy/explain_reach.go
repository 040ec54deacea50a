package policy

import (
	"callgate/backend/callgate"
)

// explainReach takes down gate five: every source of reach, then what hides.
func (x *recorder) explainReach() {
	do, on, name := x.r.Do, x.r.On, x.name()
	if !scoped.Has(do) {
		x.yes(atReach, "reach_not_needed", "permission", string(callgate.PermissionAt(do)))
		return
	}
	if on == "" {
		x.rule(atReach, "reach_anything", x.open[atReach], "name", name)
		return
	}
	if !x.t.knows(on) {
		x.no(atReach, "entity_unknown", "entity", string(on))
		return
	}
	m, at := x.m, targetOf(on)
	if !m.held.Has(do) {
		m = m.with(do)
	}
	if at.kind == person {
		x.explainPerson(m, &at)
		return
	}
	x.explainSources(m, &at)
	if m.owns(&at) {
		return
	}
	if m.flags&lite != 0 {
		x.rule(atReach, "reach_lite", m.shares(&at), "name", name, "entity", string(on))
	}
	e, _ := x.t.entities.known(&at)
	if e.liteOnly {
		x.rule(atReach, "reach_lite_owner", !m.hidden(e), "name", name, "entity", string(on))
	}
	if m.flags&excluding != 0 {
		x.rule(atReach, "not_excluded", !x.t.excluded(m, &at, e), "name", name, "entity", string(on))
	}
}

// knows tells whether the tenant has such an entity.
func (t *Tenant) knows(on callgate.Entity) bool {
	x := targetOf(on)
	if x.kind == person {
		_, ok := t.named(x.name)
		return ok
	}
	_, known := t.entities.known(&x)
	return known
}

// explainSources takes down, one by one, what may give the right here.
func (x *recorder) explainSources(m *member, at *target) {
	do, name, on := x.r.Do, x.name(), string(x.r.On)
	bit, own := uint64(1)<<do, m.owns(at)
	if m.flags&sharedOnly != 0 && do == playing {
		x.rule(atReach, "reach_shared", m.shares(at), "name", name, "entity", on)
		return
	}
	if do == ownCalls || own {
		x.rule(atReach, "reach_own", own, "name", name, "entity", on)
	}
	switch {
	case do == ownCalls:
		return
	case m.flags&admin != 0:
		x.rule(atReach, "reach_administrator", m.wide&bit != 0, "name", name)
		return
	case m.wide&bit != 0:
		x.yes(atReach, "reach_everything", "name", name)
		return
	case !own:
		x.no(atReach, "reach_own", "name", name, "entity", on)
	}
	if m.flags&playShared != 0 && do == playing {
		x.rule(atReach, "reach_shared", m.shares(at), "name", name, "entity", on)
	}
	if m.mine&bit != 0 {
		x.rule(atReach, "reach_list", m.lists(at), "name", name, "entity", on, "list", entityWords(m.user.Reach))
	}
	if m.more == nil {
		return
	}
	for _, r := range m.more.lists {
		if r.listed&bit != 0 {
			x.rule(atReach, "reach_role", r.lists(at), "name", name, "entity", on, "role", r.source.Name, "list", entityWords(r.source.ReachList))
		}
	}
}

// explainPerson takes down the reach of a whole person's calls.
func (x *recorder) explainPerson(m *member, at *target) {
	name, on := x.name(), string(x.r.On)
	w, _ := x.t.named(at.name)
	other := x.t.people.member(uint32(w))
	if other.user.ID == m.user.ID {
		x.rule(atReach, "reach_oneself", x.r.Do != playing || m.flags&sharedOnly == 0, "name", name, "entity", on)
		return
	}
	x.explainSources(m, at)
	if m.flags&lite != 0 {
		x.no(atReach, "reach_lite", "name", name, "entity", on)
	}
	if other.flags&lite != 0 {
		x.rule(atReach, "reach_lite_owner", m.seesLite(), "name", name, "entity", on)
	}
	if m.flags&excluding != 0 {
		x.rule(atReach, "not_excluded", !x.t.excludes(m, other), "name", name, "entity", on)
	}
}
