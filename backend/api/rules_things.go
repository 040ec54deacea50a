package api

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/numbering"
)

// thingForm is how an extension or queue is written.
var thingForm = regexp.MustCompile(`^[0-9A-Za-z*#+][0-9A-Za-z*#+._-]{0,31}$`)

const mostTrunk = 64 // letters of a trunk's name

// readThing brings the name of an extension, queue, number or trunk into its form.
func (v *view) readThing(kind, name string) (string, error) {
	name = strings.TrimSpace(name)
	switch kind {
	case callgate.Number:
		return v.readNumber(name)
	case callgate.Trunk:
		// A trunk is called what its carrier or the office calls it.
		if name, err := line("name", name, mostTrunk); err != nil || name != "" {
			return name, err
		}
		return "", callgate.Err("name_empty").At("name")
	case callgate.Extension, callgate.Queue:
		if !thingForm.MatchString(name) {
			return "", callgate.Err("thing_form", "value", shortened(name, 40))
		}
		return name, nil
	}
	return "", callgate.Err("kind_unknown", "kind", shortened(kind, 40)).At("kind")
}

// readNumber gives E.164; a national number is one of the tenant's country.
// Numbers that no plan has assigned yet are taken: plans change faster than
// programs.
func (v *view) readNumber(typed string) (string, error) {
	if rest, ok := strings.CutPrefix(typed, "00"); ok {
		typed = "+" + rest
	}
	n, ok := numbering.Read(typed, v.Tenant.Country)
	if !ok || !n.Possible() {
		return "", callgate.Err("number_form", "value", shortened(typed, 40))
	}
	return n.E164(), nil
}

// readEntity checks an extension, queue or number written as KIND:NAME.
func (v *view) readEntity(field string, e callgate.Entity) (callgate.Entity, error) {
	e, err := callgate.ParseEntity(string(e))
	if err != nil {
		return "", at(err, field)
	}
	name, err := v.readThing(e.Kind(), e.Name())
	if err != nil {
		return "", at(err, field)
	}
	return callgate.EntityOf(e.Kind(), name), nil
}

// knows tells whether the tenant has the extension, queue or number.
func (v *view) knows(e callgate.Entity) bool {
	_, ok := slices.BinarySearchFunc(v.Things, e, func(t callgate.Thing, e callgate.Entity) int {
		return cmp.Or(cmp.Compare(t.Kind, e.Kind()), cmp.Compare(t.Name, e.Name()))
	})
	return ok
}

// thingsRule: naming what the tenant does not have makes it, so it takes the
// right to make it.
func thingsRule(w *change, before, after *callgate.User, _ parts) error {
	for _, m := range newMentions(before, after) {
		if err := w.mayName(m.field, m.entity); err != nil {
			return err
		}
	}
	return nil
}

func (w *change) mayName(field string, e callgate.Entity) error {
	if w.knows(e) || w.may(callgate.Permission("directory."+e.Kind()+"s:write")) {
		return nil
	}
	return callgate.Err("thing_unknown", "kind", e.Kind(), "name", e.Name()).At(field)
}

// mention is a thing named in a field.
type mention struct {
	field  string
	entity callgate.Entity
}

// mentions lists the extensions, queues and numbers a user names.
func mentions(u *callgate.User) []mention {
	var list []mention
	add := func(field, kind, name string) {
		list = append(list, mention{field, callgate.EntityOf(kind, name)})
	}
	for _, e := range u.Extensions {
		add("extensions", callgate.Extension, e.Name)
	}
	for _, name := range u.Shared {
		add("shared", callgate.Extension, name)
	}
	for _, name := range u.Numbers {
		add("numbers", callgate.Number, name)
	}
	if u.CallerID != "" {
		add("callerId", callgate.Number, u.CallerID)
	}
	for _, e := range u.Reach {
		list = append(list, mention{"reach", e})
	}
	for _, e := range u.Exclusions {
		if e.Kind() != callgate.UserKind {
			list = append(list, mention{"exclusions", e})
		}
	}
	return list
}

// newMentions are those that after has and before had not.
func newMentions(before, after *callgate.User) []mention {
	list := mentions(after)
	if before == nil {
		return list
	}
	had := map[callgate.Entity]bool{}
	for _, m := range mentions(before) {
		had[m.entity] = true
	}
	return slices.DeleteFunc(list, func(m mention) bool { return had[m.entity] })
}

// makeThings makes what is named and unknown, and says so: in the audit and in
// w.made.
func (w *change) makeThings(list []mention) error {
	made, err := w.nameThings(list)
	if len(made) > 0 {
		v := w.edit(w.Tenant.ID)
		v.Policy = v.Policy.WithThings(made)
	}
	return err
}

// nameThings is makeThings for who makes the form of the decision anew.
func (w *change) nameThings(list []mention) (made []callgate.Thing, err error) {
	var names []string
	met := map[callgate.Entity]bool{}
	for _, m := range list {
		if met[m.entity] || w.knows(m.entity) {
			continue
		}
		met[m.entity] = true
		names = append(names, string(m.entity))
		w.made = append(w.made, m.entity)
		made = append(made, callgate.Thing{Tenant: w.Tenant.ID, Kind: m.entity.Kind(), Name: m.entity.Name(), Created: w.Now, Users: []string{}})
	}
	if len(made) == 0 {
		return nil, nil
	}
	if err := w.roomFor(made); err != nil {
		return nil, err
	}
	if err := w.tx.SaveThings(made); err != nil {
		return nil, w.blameThing(list, err)
	}
	if err := w.record("thing.add", names[0], "", nil, map[string]any{"things": names}); err != nil {
		return nil, err
	}
	w.setThings(withThings(w.Things, nil, slices.Clone(made)))
	return made, nil
}

// roomFor: the licence bounds extensions, too.
func (w *change) roomFor(more []callgate.Thing) error {
	n := extensionsOf(more)
	if n == 0 || w.Tenant.MaxExtensions == 0 {
		return nil
	}
	if err := extensionsFit(w.Tenant, extensionsOf(w.Things)+n); err != nil {
		return err.At("extensions")
	}
	return nil
}

// blameThing says in which field the thing is named that could not be stored:
// a number that another tenant has, else the first.
func (w *change) blameThing(list []mention, err error) error {
	for _, m := range list {
		if m.entity.Kind() != callgate.Number {
			continue
		}
		if elsewhere, look := w.tx.NumberElsewhere(w.Tenant.ID, m.entity.Name()); look == nil && elsewhere {
			return at(err, m.field)
		}
	}
	return at(err, list[0].field)
}

// saveThing stores an extension, queue or number.
func (w *change) saveThing(t callgate.Thing) error {
	t.Tenant = w.Tenant.ID
	if t.Created == 0 {
		t.Created = w.Now
	}
	if err := w.tx.SaveThing(t); err != nil {
		return err
	}
	return w.thingsChanged()
}

// removeThing deletes one.
func (w *change) removeThing(t callgate.Thing) error {
	if err := w.tx.DeleteThing(w.Tenant.ID, t.Kind, t.Name); err != nil {
		return err
	}
	return w.thingsChanged()
}

func (w *change) thingsChanged() error {
	things, err := w.tx.Things(w.Tenant.ID)
	if err != nil {
		return err
	}
	w.setThings(things)
	w.recompile(w.view)
	return nil
}

// setThings takes them over; who calls it recompiles.
func (w *change) setThings(things []callgate.Thing) {
	v := w.edit(w.Tenant.ID)
	v.Things = things
	w.tell("thing", v.Tenant.ID, "")
}
