package api

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/people"
)

// Things are the tenant's extensions, queues, numbers and trunks.
type Things struct{ c *Caller }

// thingKinds, in the order of lists, are those whose call data can be reached.
var thingKinds = []string{callgate.Extension, callgate.Number, callgate.Queue}

// thingRight is the permission for an action on a kind; "" for a kind that does
// not exist, which f then refuses.
func thingRight(kind, action string) callgate.Permission {
	if kind == callgate.Trunk {
		return callgate.Permission("routing.trunks:" + action)
	}
	if !slices.Contains(thingKinds, kind) {
		return ""
	}
	return callgate.Permission("directory." + kind + "s:" + action)
}

// List gives those of one kind ("" = all but trunks) whose name or label contains search,
// and who uses them to those who may see users.
func (m *Things) List(kind, search string) ([]callgate.Thing, error) {
	return read(m.c, thingRight(kind, "read"), func(a *actor) ([]callgate.Thing, error) {
		if kind != "" && thingRight(kind, "read") == "" {
			return nil, callgate.Err("kind_unknown", "kind", shortened(kind, 40)).At("kind")
		}
		list := a.things(kind, search)
		if !a.may("directory.users:read") {
			return list, nil
		}
		users := a.usersOfThings()
		for i, t := range list {
			if logins := users[callgate.EntityOf(t.Kind, t.Name)]; logins != nil {
				list[i].Users = logins
			}
		}
		return list, nil
	})
}

// things lists those the actor may see; who uses them is left open.
func (a *actor) things(kind, search string) []callgate.Thing {
	may := map[string]bool{callgate.Trunk: kind == callgate.Trunk}
	for _, k := range thingKinds {
		may[k] = a.may(thingRight(k, "read"))
	}
	search = people.Fold(search)
	list := []callgate.Thing{}
	for _, t := range a.Things {
		if kind != "" && t.Kind != kind || !may[t.Kind] || search != "" && !strings.Contains(people.Fold(t.Name+" "+t.Label), search) {
			continue
		}
		t.Users = []string{}
		list = append(list, t)
	}
	return list
}

// usersOfThings lists the logins that own each extension and show each number.
func (a *actor) usersOfThings() map[callgate.Entity][]string {
	users := map[callgate.Entity][]string{}
	for u := range a.People.All() {
		if a.hides(u) {
			continue
		}
		for _, e := range usedBy(u) {
			users[e] = append(users[e], u.Login)
		}
	}
	return users
}

// usedBy lists what is a user's own: extensions and numbers.
func usedBy(u *callgate.User) []callgate.Entity {
	list := make([]callgate.Entity, 0, len(u.Extensions)+len(u.Numbers))
	for _, e := range u.Extensions {
		list = append(list, callgate.EntityOf(callgate.Extension, e.Name))
	}
	for _, n := range u.Numbers {
		list = append(list, callgate.EntityOf(callgate.Number, n))
	}
	if u.CallerID != "" && !slices.Contains(u.Numbers, u.CallerID) {
		list = append(list, callgate.EntityOf(callgate.Number, u.CallerID))
	}
	return list
}

// Add makes one.
func (m *Things) Add(kind, name, label string) (callgate.Thing, error) {
	return write(m.c, thingRight(kind, "write"), func(w *change) (callgate.Thing, error) {
		t := callgate.Thing{Tenant: w.Tenant.ID, Kind: kind, Created: w.Now, Users: []string{}}
		var err error
		if t.Name, err = w.readThing(kind, name); err != nil {
			return t, at(err, "name")
		}
		if t.Label, err = line("label", label, mostName); err != nil {
			return t, err
		}
		if w.knows(callgate.EntityOf(t.Kind, t.Name)) {
			return t, callgate.Err(callgate.Taken, "value", t.Name).At("name")
		}
		if err := w.roomFor([]callgate.Thing{{Kind: kind}}); err != nil {
			return t, err
		}
		if err := w.saveThing(t); err != nil {
			return t, err
		}
		return t, w.record("thing.add", string(callgate.EntityOf(kind, t.Name)), "", nil, map[string]any{"label": t.Label})
	})
}

// Edit gives one another label.
func (m *Things) Edit(kind, name, label string) (callgate.Thing, error) {
	return write(m.c, thingRight(kind, "write"), func(w *change) (callgate.Thing, error) {
		name, err := w.readThing(kind, name)
		if err != nil {
			return callgate.Thing{}, at(err, "name")
		}
		i := slices.IndexFunc(w.Things, func(t callgate.Thing) bool { return t.Kind == kind && t.Name == name })
		if i < 0 {
			return callgate.Thing{}, callgate.Err(callgate.NotFound)
		}
		before := w.Things[i]
		after := before
		after.Users = []string{}
		if after.Label, err = line("label", label, mostName); err != nil {
			return after, err
		}
		if err := w.saveThing(after); err != nil {
			return after, err
		}
		return after, w.record("thing.edit", string(callgate.EntityOf(kind, name)), "", map[string]any{"label": before.Label}, map[string]any{"label": after.Label})
	})
}

// Delete removes one that nobody owns.
func (m *Things) Delete(kind, name string) error {
	_, err := write(m.c, thingRight(kind, "delete"), func(w *change) (struct{}, error) {
		name, err := w.readThing(kind, name)
		if err != nil {
			return struct{}{}, at(err, "name")
		}
		e := callgate.EntityOf(kind, name)
		if !w.knows(e) {
			return struct{}{}, callgate.Err(callgate.NotFound)
		}
		for u := range w.People.All() {
			if slices.Contains(usedBy(u), e) {
				return struct{}{}, callgate.Err("thing_in_use", "name", name)
			}
		}
		if err := w.removeThing(callgate.Thing{Kind: kind, Name: name}); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("thing.delete", string(e), "", nil, nil)
	})
	return err
}
