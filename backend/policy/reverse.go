package policy

import (
	"math/bits"

	"callgate/backend/callgate"
)

// Whos is a set of users by their places in one compiled form.
type Whos struct {
	words []uint64
}

// Has tells whether somebody is in it.
func (s *Whos) Has(w Who) bool { return int(w>>6) < len(s.words) && s.words[w>>6]>>(w&63)&1 != 0 }

// Len counts them.
func (s *Whos) Len() (n int) {
	for _, word := range s.words {
		n += bits.OnesCount64(word)
	}
	return n
}

// everybodyWho asks the same of everybody, each as he is at a moment.
func (t *Tenant) everybodyWho(now callgate.Time, yes func(w Who, m *member) bool) Whos {
	s := Whos{words: make([]uint64, (t.people.size+63)>>6)}
	for w := range t.people.size {
		m := t.people.at(w)
		if m == nil {
			continue
		}
		if !m.trueAt(now) {
			m = t.at(m, now)
		}
		if yes(w, m) {
			s.words[w>>6] |= 1 << (w & 63)
		}
	}
	return s
}

// WhoMay finds everybody to whom Decide says yes: it is the same walk, for each
// of them. Whom r names is not looked at.
func (t *Tenant) WhoMay(r Request) Whos {
	return t.everybodyWho(r.Now, func(_ Who, m *member) bool { return t.walk(m, &r, nil) })
}

// SourcesOn lists what gives a user a right on an entity, or on anything at all
// when none is named; a source whose reach ends before the entity is left out.
// own says that the entity is his own, where every source counts.
func (t *Tenant) SourcesOn(w Who, do callgate.Bit, on callgate.Entity, now callgate.Time) (list []callgate.Source, own bool) {
	list = []callgate.Source{}
	m := t.people.at(w)
	if m == nil {
		return list, false
	}
	m = t.at(m, now)
	var s standing
	t.stand(m.user, now, &s)
	x := targetOf(on)
	if on != "" && scoped.Has(do) {
		if x.kind == person {
			other, known := t.named(x.name)
			own = known && other == w
		} else {
			own = m.owns(&x)
		}
	}
	for _, source := range t.sources(m.user, &s, do, now) {
		if !scoped.Has(do) || t.countsOn(m, &s, do, on, &x, own, source) {
			list = append(list, source)
		}
	}
	return list, own
}

// countsOn tells whether a source of a scoped right gives it on an entity.
func (t *Tenant) countsOn(m *member, s *standing, do callgate.Bit, on callgate.Entity, x *target, own bool, source callgate.Source) bool {
	if source.Kind == "shared_recording" {
		return on == "" || (x.kind == extension && x.name == source.Name)
	}
	if do == playing && s.sharedOnly { // what else gives it lacks its need
		return false
	}
	if on == "" || own {
		return true
	}
	mine := m.user.ReachEverything || m.lists(x)
	switch source.Kind {
	case "administrator":
		return true
	case "override":
		return mine
	case "role":
		r := t.roles.byID[source.ID]
		return r.wide.Has(do) || (mine && r.mine.Has(do)) || (r.listed&(1<<do) != 0 && r.lists(x))
	default: // own calls only
		return false
	}
}

// Sees lists, for every scoped right a user holds, the extensions, queues and
// numbers on which Decide says yes, wherever he comes from; most are named, all
// are counted. What it leaves out is counted and named too when the right
// reaches everything: there it is the exception.
func (t *Tenant) Sees(w Who, now callgate.Time, most int) []callgate.Sight {
	list := []callgate.Sight{}
	m := t.people.at(w)
	if m == nil || !t.enabled {
		return list
	}
	m = t.at(m, now)
	if m.flags&inUse == 0 {
		return list
	}
	var held []callgate.Bit
	for _, p := range m.held.Intersect(scoped).Permissions() {
		b := callgate.MustBit(p)
		held = append(held, b)
		wide := m.wide&(1<<b) != 0 && m.flags&lite == 0
		list = append(list, callgate.Sight{Permission: p, Everything: wide, Entities: []callgate.Entity{}, Except: []callgate.Entity{}})
	}
	for i := range t.entities.size {
		e := t.entities.at(i)
		if !e.known() {
			continue
		}
		x := target{e.kind, e.name, entityHash(e.kind, e.name)}
		for n, b := range held {
			s := &list[n]
			switch {
			case t.sees(m, b, &x):
				if s.Total++; len(s.Entities) < most {
					s.Entities = append(s.Entities, e.entity())
				}
			case s.Everything:
				if s.ExceptTotal++; len(s.Except) < most {
					s.Except = append(s.Except, e.entity())
				}
			}
		}
	}
	return list
}

var kindNames = [...]string{extension: callgate.Extension, queue: callgate.Queue, number: callgate.Number}

func (e *entity) entity() callgate.Entity { return callgate.EntityOf(kindNames[e.kind], e.name) }

// Knows tells whether the tenant has an entity: a thing of its own, an extension
// somebody owns, or a person.
func (t *Tenant) Knows(on callgate.Entity) bool { return t.knows(on) }

// Things counts the extensions, queues and numbers anybody knows.
func (t *Tenant) Things() (n int) {
	for i := range t.entities.size {
		if t.entities.at(i).known() {
			n++
		}
	}
	return n
}
