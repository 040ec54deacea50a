package policy

import (
	"slices"
	"strconv"

	"callgate/backend/callgate"
)

// Effective lists the whole catalogue for one user: held or not, from where,
// within what reach, and why a right that is given does not count.
func (t *Tenant) Effective(w Who, now callgate.Time) []callgate.Effective {
	rec := t.people.at(w)
	if rec.user == nil {
		return nil
	}
	rec = t.at(rec, now)
	u, l := rec.user, t.layersOf(rec.user, now)
	rights := t.Rights(w, now)
	list := make([]callgate.Effective, 0, len(callgate.Catalogue()))
	for i, leaf := range callgate.Catalogue() {
		b := callgate.Bit(i)
		e := callgate.Effective{Permission: leaf.ID, Held: rights.Has(b), Sources: t.sources(u, l, b, now), NeededBy: neededBy(leaf.ID, rights), Reach: []string{}}
		switch {
		case l.deny.Has(b):
			e.Override = "deny"
		case l.allow.Has(b):
			e.Override = "allow"
		}
		if !e.Held && len(e.Sources) > 0 {
			e.Lost = t.lost(l, b, u)
		}
		if e.Held && leaf.Scoped {
			e.Reach = rec.reachWords(b)
		}
		list = append(list, e)
	}
	return list
}

// sources is everything that gives a right, whether it counts or not.
func (t *Tenant) sources(u *callgate.User, l layers, b callgate.Bit, now callgate.Time) []callgate.Source {
	list := []callgate.Source{}
	if l.admin {
		return append(list, callgate.Source{Kind: "administrator"})
	}
	if l.allow.Has(b) {
		list = append(list, callgate.Source{Kind: "override", Name: overrideBy(u, callgate.PermissionAt(b))})
	}
	for i := range u.Roles {
		m := &u.Roles[i]
		if r := t.roles[m.Role]; r != nil && member(m, now) && r.set.Has(b) {
			list = append(list, callgate.Source{Kind: "role", ID: m.Role, Name: r.source.Name})
		}
	}
	switch {
	case b == ownCalls && len(u.Extensions) > 0:
		list = append(list, callgate.Source{Kind: "own_extension"})
	case b != ownCalls && l.rule.Has(b):
		list = append(list, callgate.Source{Kind: "everybody"})
	}
	if b == playing && l.shared {
		for _, s := range u.Shared {
			list = append(list, callgate.Source{Kind: "shared_recording", Name: s})
		}
	}
	return list
}

// lost tells why a right that is given does not count.
func (t *Tenant) lost(l layers, b callgate.Bit, u *callgate.User) string {
	switch {
	case l.deny.Has(b):
		return "denied"
	case !l.given.Has(b):
		return "self"
	case !t.packed.Has(b):
		return "package"
	case u.Seat == callgate.LiteSeat && !liteSeat.Has(b):
		return "seat"
	default:
		return "need:" + needOf(callgate.PermissionAt(b), l.given.Minus(l.lost))
	}
}

// neededBy lists the held rights that would fall without this one.
func neededBy(p callgate.Permission, rights callgate.Set) []callgate.Permission {
	list := []callgate.Permission{}
	b := callgate.MustBit(p)
	if !rights.Has(b) {
		return list
	}
	without := rights
	without.Remove(b)
	for _, gap := range without.Gaps() {
		if slices.Contains(gap.Needs, p) && !slices.Contains(list, gap.Permission) {
			list = append(list, gap.Permission)
		}
	}
	return list
}

// reachWords says within what a scoped right counts: "everything", "own", or
// the entities.
func (rec *record) reachWords(b callgate.Bit) []string {
	if rec.wide&scopedPlace[b] != 0 {
		return []string{"everything"}
	}
	out := []string{}
	if rec.held.Has(b) && len(rec.user.Extensions) > 0 {
		out = append(out, "own")
	}
	add := func(list []callgate.Entity) {
		for _, e := range list {
			if rec.reaches(b, e) && !rec.owns(e) && !slices.Contains(out, string(e)) {
				out = append(out, string(e))
			}
		}
	}
	add(rec.user.Reach)
	for _, g := range rec.list() {
		add(g.reach)
	}
	add(entities(callgate.Extension, rec.user.Shared))
	return out
}

func entities(kind string, names []string) []callgate.Entity {
	list := make([]callgate.Entity, len(names))
	for i, n := range names {
		list[i] = callgate.EntityOf(kind, n)
	}
	return list
}

// Gates draws the six gates of one user in letters, for the list: o open, n
// narrowed, s shut (he cannot get in), x not given.
func (t *Tenant) Gates(w Who, now callgate.Time) string {
	rec := t.people.at(w)
	if rec.user == nil {
		return ""
	}
	rec = t.at(rec, now)
	u := rec.user
	gates := []byte("oooooo")
	if !t.state(rec, now, nil) || now < u.LockedUntil {
		gates[0] = 's'
	}
	if len(t.hosts)+len(rec.hosts()) > 0 {
		gates[1] = 'n'
	}
	if rec.flags&admin != 0 {
		return string(gates)
	}
	if rec.flags&lite != 0 {
		gates[2], gates[3] = 'n', 'n'
	}
	_, deny := overrides(u, now)
	if deny != (callgate.Set{}) || rec.held.Intersect(ordinary) == (callgate.Set{}) {
		gates[3] = 'n'
	}
	switch {
	case rec.flags&excluding != 0 || !rec.reachesWidely():
		gates[4] = 'n'
	}
	if !rec.reachesSomething() {
		gates[4] = 'x'
	}
	switch {
	case !rec.held.Has(dialInternal):
		gates[5] = 'x'
	case !rec.held.Has(dialAbroad):
		gates[5] = 'n'
	}
	return string(gates)
}

// ordinary is every right that not everybody has.
var ordinary = callgate.All().Minus(everybody).Minus(allSelf)

// reachesWidely tells whether every scoped right held, own calls aside, counts
// everywhere.
func (rec *record) reachesWidely() bool {
	held := maskOf(rec.held) &^ scopedPlace[ownCalls]
	return held != 0 && held&^rec.wide == 0
}

func (rec *record) reachesSomething() bool {
	if rec.wide != 0 || rec.flags&play != 0 {
		return true
	}
	u := rec.user
	return maskOf(rec.held) != 0 && len(u.Extensions)+len(u.Reach)+len(rec.list()) > 0
}

// Facts are the words under the six gates in the panel; the page makes the
// sentences: state, hosts, seat, held, of, reach (everything, own, none or a
// count with the first entity), dialling.
func (t *Tenant) Facts(w Who, now callgate.Time) map[string]string {
	rec := t.people.at(w)
	if rec.user == nil {
		return map[string]string{}
	}
	rec = t.at(rec, now)
	u := rec.user
	f := map[string]string{
		"state": t.stateWord(rec, now),
		"hosts": strconv.Itoa(len(rec.hosts())), "tenantHosts": strconv.Itoa(len(t.hosts)),
		"seat": u.Seat,
		"held": strconv.Itoa(t.Rights(w, now).Len()), "of": strconv.Itoa(t.packed.Len()),
		"roles": strconv.Itoa(len(u.Roles)), "overrides": strconv.Itoa(len(u.Overrides)),
	}
	switch {
	case rec.flags&admin != 0:
		f["reach"] = "everything"
	case rec.wide != 0:
		f["reach"] = "everything"
	case len(u.Reach) > 0:
		f["reach"], f["reachCount"], f["reachFirst"] = "list", strconv.Itoa(len(u.Reach)), string(u.Reach[0])
	case len(rec.list()) > 0:
		reach := rec.list()[0].reach
		f["reach"], f["reachCount"], f["reachFirst"] = "list", strconv.Itoa(len(reach)), string(first(reach))
	case len(u.Extensions) > 0:
		f["reach"] = "own"
	default:
		f["reach"] = "none"
	}
	switch {
	case rec.held.Has(dialAbroad):
		f["dialling"] = "international"
	case rec.held.Has(dialDomestic):
		f["dialling"] = "domestic"
	case rec.held.Has(dialInternal):
		f["dialling"] = "internal"
	default:
		f["dialling"] = "none"
	}
	return f
}

func first(list []callgate.Entity) callgate.Entity {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func (t *Tenant) stateWord(rec *record, now callgate.Time) string {
	u := rec.user
	switch {
	case !t.enabled:
		return "tenant_disabled"
	case !u.Enabled:
		return "disabled"
	case u.Blocked:
		return "blocked"
	case u.Expires != 0 && now >= u.Expires:
		return "expired"
	case now < u.LockedUntil:
		return "locked"
	case !u.HasPassword:
		return "no_password"
	default:
		return "working"
	}
}
