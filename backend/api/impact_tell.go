package api

import (
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// How much of each list a preview tells.
const (
	outcomesTold = 60
	thrownNamed  = 5
	leftTold     = 50
	lookedAt     = 50
	whomNamed    = 5
	laterTold    = 3
)

func newPreview() Preview {
	return Preview{
		Changes: []PreviewChange{}, Made: []callgate.Entity{}, Outcomes: []PreviewOutcome{}, ThrownBy: []Person{}, People: []PreviewPerson{}, Left: []BulkRefusal{},
		Later: []PreviewLater{},
	}
}

// tell compares what is published with what would be. The writer's lock is
// free again: both are immutable.
func (t *trial) tell(p *Preview, look Look) error {
	a := t.actor
	for _, r := range t.records {
		p.Changes = append(p.Changes, PreviewChange{What: r.What, Target: r.Target, Before: r.Before, After: r.After})
	}
	p.Made = append(p.Made, t.made...)
	for id, after := range t.after {
		if before := t.before[id]; id != a.Tenant.ID && before != nil && before != after {
			p.Below += policy.Differ(before.Policy, after.Policy, a.Now).Touched
		}
	}
	before, after := t.before[a.Tenant.ID], t.after[a.Tenant.ID]
	d := policy.Differ(before.Policy, after.Policy, a.Now)
	p.Looked, p.Touched, p.Harmed, p.Helped = d.Looked, d.Touched, d.Harmed, d.Helped
	p.Outcomes, p.More = p.outcomesOf(d)
	p.tellLater(d)
	if err := t.tellThrown(p, before, after, d); err != nil {
		return err
	}
	if p.Named {
		t.tellPeople(p, after, d, look)
	}
	return nil
}

// outcomesOf puts into one line what happens to the same people; more is how
// many lines are left out.
func (p *Preview) outcomesOf(d *policy.Difference) (list []PreviewOutcome, more int) {
	all := d.Outcomes
	list = []PreviewOutcome{}
	told := make([]bool, len(all))
	for i := range all {
		if told[i] {
			continue
		}
		o := PreviewOutcome{Kind: all[i].Kind, Permissions: []callgate.Permission{}, On: []callgate.Entity{}, Whom: []Person{}, Count: all[i].Count, First: []Person{}}
		var rights callgate.Set
		for j := i; j < len(all) && all[j].Kind == all[i].Kind && all[j].Count == all[i].Count; j++ {
			if !all[j].SamePeople(&all[i]) {
				continue
			}
			told[j] = true
			rights = rights.Union(all[j].Rights)
			switch all[j].Kind {
			case policy.Takes, policy.Gives:
				o.Permissions = append(o.Permissions, all[j].Permission)
			case policy.Shortens, policy.Stretches:
				o.On = append(o.On, all[j].On)
			}
		}
		if len(list) == outcomesTold {
			more++
			continue
		}
		o.Rights = listed(rights.Permissions())
		p.name(&o, &all[i], d)
		list = append(list, o)
	}
	return list, more
}

// name says who they are, and of whom they see more or less, to those who may
// see users.
func (p *Preview) name(o *PreviewOutcome, of *policy.Outcome, d *policy.Difference) {
	var whom []*callgate.User
	switch o.Kind {
	case policy.Hides:
		whom = d.Hidden()
	case policy.Shows:
		whom = d.Shown()
	}
	o.WhomCount = len(whom)
	if !p.Named {
		return
	}
	for _, u := range of.First {
		o.First = append(o.First, personOf(u))
	}
	for _, u := range whom[:min(len(whom), whomNamed)] {
		o.Whom = append(o.Whom, personOf(u))
	}
}

// tellLater tells what happens when something ends at another moment than it
// would have: what happens at once is not told again.
func (p *Preview) tellLater(now *policy.Difference) {
	for _, moment := range now.Moments() {
		d := now.Later(moment)
		d.Outcomes = slices.DeleteFunc(d.Outcomes, func(o policy.Outcome) bool {
			return slices.ContainsFunc(now.Outcomes, func(x policy.Outcome) bool {
				return x.SamePeople(&o) && x.Permission == o.Permission && x.On == o.On
			})
		})
		if len(d.Outcomes) == 0 || len(p.Later) == laterTold {
			continue
		}
		later := PreviewLater{At: moment}
		later.Outcomes, _ = p.outcomesOf(d)
		p.Later = append(p.Later, later)
	}
}

// tellThrown finds who is signed in and would be thrown out: admitted as things
// are, not admitted then.
func (t *trial) tellThrown(p *Preview, before, after *view, d *policy.Difference) error {
	if !slices.ContainsFunc(d.Outcomes, func(o policy.Outcome) bool {
		return slices.Contains([]string{policy.ShutsOut, policy.Narrows, policy.Removes}, o.Kind)
	}) {
		return nil
	}
	a := t.actor
	var sessions []*store.Session
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
		sessions, err = tx.TenantSessions(a.Tenant.ID)
		return err
	})
	thrown := map[callgate.ID]bool{}
	for _, s := range sessions {
		who, ok := before.Policy.ByID(s.User)
		if !ok || thrown[s.User] || !a.isLive(s) {
			continue
		}
		from, _ := callgate.ParseAddr(s.Address) // none: no address known
		if before.Policy.Admits(who, from, a.Now) != nil {
			continue
		}
		if then, still := after.Policy.ByID(s.User); still && after.Policy.Admits(then, from, a.Now) == nil {
			continue
		}
		thrown[s.User] = true
		u := before.Policy.User(who)
		p.Self = p.Self || a.isSelf(u)
		if p.Thrown++; p.Named && len(p.ThrownBy) < thrownNamed {
			p.ThrownBy = append(p.ThrownBy, personOf(u))
		}
	}
	return err
}

// tellPeople lists one page of whom it touches: first who is gone, then who
// loses something, then the others, each by name.
func (t *trial) tellPeople(p *Preview, after *view, d *policy.Difference, look Look) {
	var lost callgate.Set
	for i := range d.Outcomes {
		if b, ok := callgate.BitOf(d.Outcomes[i].Permission); ok && d.Outcomes[i].Kind == policy.Takes {
			lost.Add(b)
		}
	}
	want := &policy.Outcome{Kind: look.Kind, Permission: look.Permission, On: look.On}
	wanted := func(e *policy.Effect) bool { return look.Kind == "" || e.Counts(want) }
	offset, limit := max(look.Offset, 0), min(max(look.Limit, 0), mostRows)
	if limit == 0 {
		limit = lookedAt
	}
	add := func(e *policy.Effect) {
		who, _ := after.Policy.ByID(e.User.ID)
		p.People = append(p.People, personTold(e, lost.Intersect(after.Policy.Rights(who, t.actor.Now))))
	}
	for _, u := range d.Gone() {
		e := d.On(u.ID)
		if !wanted(&e) {
			continue
		}
		if p.Listed >= offset && len(p.People) < limit {
			p.People = append(p.People, personTold(&e, callgate.Set{}))
		}
		p.Listed++
	}
	for _, harmed := range []bool{true, false} {
		hide := func(u *callgate.User) bool {
			touched, harms := d.Touches(u.ID)
			if !touched || harms != harmed {
				return true
			}
			if look.Kind == "" {
				return false
			}
			e := d.On(u.ID)
			return !e.Counts(want)
		}
		found, total, _ := after.People.Page(people.Query{
			Search: shortened(look.Search, 200), Offset: max(offset-p.Listed, 0), Limit: max(limit-len(p.People), 1), Now: t.actor.Now, Hide: hide,
		})
		p.Listed += total
		for _, u := range found {
			if len(p.People) < limit {
				e := d.On(u.ID)
				add(&e)
			}
		}
	}
}

func personTold(e *policy.Effect, keeps callgate.Set) PreviewPerson {
	p := PreviewPerson{
		Person: personOf(e.User), Marks: e.Marks(), Gains: listed(e.Gains.Permissions()), Losses: listed(e.Losses.Permissions()),
		Keeps: listed(keeps.Permissions()), Further: reachTold(e.Further), Shorter: reachTold(e.Shorter),
	}
	if e.Gone { // he is lost whole, and so is what he held
		p.Losses = []callgate.Permission{}
	}
	return p
}

func reachTold(list []policy.Stretch) []PreviewReach {
	told := make([]PreviewReach, len(list))
	for i, s := range list {
		told[i] = PreviewReach{On: s.On, Rights: s.Rights.Permissions()}
	}
	return told
}
