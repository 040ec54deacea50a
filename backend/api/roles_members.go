package api

import (
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/people"
)

// membersShown is where each side of the transfer list is cut, membersAtOnce
// how many one save may move.
const (
	membersShown  = 200
	membersAtOnce = 1000
)

// membersOf lists the users who have a role now.
func (a *actor) membersOf(id callgate.ID) []*callgate.User {
	var list []*callgate.User
	for u := range a.People.All() {
		if a.hasRole(u, id) {
			list = append(list, u)
		}
	}
	return list
}

func (a *actor) hasRole(u *callgate.User, id callgate.ID) bool {
	return slices.ContainsFunc(u.Roles, func(r callgate.Membership) bool { return r.Role == id && (r.Expires == 0 || a.Now < r.Expires) })
}

// Members gives "users in role" and "available users", both searched.
func (m *Roles) Members(id callgate.ID, search string) (RoleMembers, error) {
	return read(m.c, "directory.roles:read", func(a *actor) (RoleMembers, error) {
		if a.Role(id) == nil {
			return RoleMembers{}, callgate.Err(callgate.NotFound)
		}
		q := people.Query{Search: shortened(search, 200), Limit: membersShown, Now: a.Now}
		free := q
		q.Role, q.Hide = id, a.hidden()
		free.Hide = func(u *callgate.User) bool { return a.hides(u) || a.hasRole(u, id) }
		var r RoleMembers
		r.Members, r.MembersTotal = a.persons(q)
		r.Available, r.AvailableTotal = a.persons(free)
		return r, nil
	})
}

// persons lists users by name.
func (a *actor) persons(q people.Query) ([]Person, int) {
	found, total, _ := a.People.Page(q)
	list := make([]Person, len(found))
	for i, u := range found {
		list[i] = personOf(u)
	}
	return list, total
}

func personOf(u *callgate.User) Person {
	return Person{ID: u.ID, Login: u.Login, Name: u.DisplayName(), Extension: people.Extension(u)}
}

// SetMembers adds and removes members together: all of them or nobody.
func (m *Roles) SetMembers(id callgate.ID, add, remove []callgate.ID) (RoleRow, error) {
	way, err := write(m.c, "directory.users:write", func(w *change) (way callgate.ID, err error) {
		way = callgate.NewID(w.Now)
		return way, w.keeping(backOfChange, way, func() error { return w.moveMembers(id, add, remove) })
	})
	if quietly(err) != nil {
		return RoleRow{}, err
	}
	row, err := m.row(id)
	if quietly(err) == nil {
		row.Back = way
	}
	return row, err
}

func (w *change) moveMembers(id callgate.ID, add, remove []callgate.ID) error {
	role := w.Role(id)
	switch {
	case role == nil:
		return callgate.Err(callgate.NotFound)
	case len(add)+len(remove) > membersAtOnce:
		return tooMany("members", membersAtOnce)
	}
	isRole := func(r callgate.Membership) bool { return r.Role == id }
	added, err := w.move(add, func(u *callgate.User) {
		u.Roles = append(slices.DeleteFunc(u.Roles, func(r callgate.Membership) bool { return isRole(r) && r.Expires != 0 && r.Expires <= w.Now }), callgate.Membership{Role: id})
	})
	if err != nil {
		return err
	}
	removed, err := w.move(remove, func(u *callgate.User) { u.Roles = slices.DeleteFunc(u.Roles, isRole) })
	if err != nil {
		return err
	}
	if len(added)+len(removed) == 0 {
		return errUnchanged
	}
	w.tell("role", w.Tenant.ID, id)
	return w.record("role.members", role.Name, id, map[string]any{"removed": removed}, map[string]any{"added": added})
}

// move changes the roles of some users and lists who was changed.
func (w *change) move(ids []callgate.ID, f func(u *callgate.User)) ([]string, error) {
	logins := []string{}
	for _, id := range ids {
		err := w.changeUser(id, "user.access", func(_ *change, u *callgate.User) error {
			f(u)
			return nil
		})
		switch {
		case err == nil:
			logins = append(logins, w.loginOf(id))
		case quietly(err) != nil:
			return nil, err
		}
	}
	return logins, nil
}
