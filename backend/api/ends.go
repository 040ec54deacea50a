package api

import (
	"cmp"
	"slices"
	"time"

	"callgate/backend/callgate"
)

// What of a user can end by itself.
const (
	endsUser     = "user"
	endsRole     = "role"
	endsOverride = "override"
)

// Ending is one thing that ends soon.
type Ending struct {
	User       callgate.ID         `json:"user"`
	Login      string              `json:"login"`
	Name       string              `json:"name"`
	What       string              `json:"what"`       // user, role, override
	Role       callgate.ID         `json:"role"`       // when What is role
	RoleName   string              `json:"roleName"`   // its name
	Permission callgate.Permission `json:"permission"` // when What is override
	Allow      bool                `json:"allow"`
	Until      callgate.Time       `json:"until" ts_type:"string"`
	LastDay    callgate.Day        `json:"lastDay"` // that it holds for, "" = it ends within a day
	Can        []string            `json:"can"`     // write
}

// Endings is what ends within some days, the nearest first.
type Endings struct {
	Rows  []Ending `json:"rows"`
	Total int      `json:"total"` // where more than shown
}

// Bounds of the list.
const (
	endingsShown  = 500
	endingsWithin = 36500
)

// Ends lists what ends within so many days: users, memberships, overrides.
func (m *Users) Ends(days int) (Endings, error) {
	return read(m.c, "directory.users:read", func(a *actor) (Endings, error) {
		if days < 1 || days > endingsWithin {
			return Endings{}, callgate.Err("number_range", "min", "1", "max", decimal(endingsWithin)).At("days")
		}
		rows := a.endings(a.Now.Add(time.Duration(days) * 24 * time.Hour))
		list := Endings{Rows: rows[:min(len(rows), endingsShown)], Total: len(rows)}
		can := a.can("directory.users", "write")
		zone := zoneOf(a.Tenant)
		for i := range list.Rows {
			list.Rows[i].Can, list.Rows[i].LastDay = can, callgate.LastDay(list.Rows[i].Until, zone)
		}
		return list, nil
	})
}

// endings looks through everybody.
func (a *actor) endings(before callgate.Time) []Ending {
	rows := []Ending{}
	for u := range a.People.All() {
		rows = append(rows, endingsOf(a.view, u, a.Now, before)...)
	}
	slices.SortFunc(rows, func(x, y Ending) int { return cmp.Or(cmp.Compare(x.Until, y.Until), cmp.Compare(x.Login, y.Login)) })
	return rows
}

// endingsOf is what of one user ends after now and before a moment.
func endingsOf(v *view, u *callgate.User, now, before callgate.Time) []Ending {
	soon := func(t callgate.Time) bool { return t > now && t < before }
	one := Ending{User: u.ID, Login: u.Login, Name: u.DisplayName()}
	var rows []Ending
	if soon(u.Expires) {
		e := one
		e.What, e.Until = endsUser, u.Expires
		rows = append(rows, e)
	}
	for _, r := range u.Roles {
		if soon(r.Expires) {
			e := one
			e.What, e.Until, e.Role, e.RoleName = endsRole, r.Expires, r.Role, v.roleName(r.Role)
			rows = append(rows, e)
		}
	}
	for _, o := range u.Overrides {
		if soon(o.Expires) {
			e := one
			e.What, e.Until, e.Permission, e.Allow = endsOverride, o.Expires, o.Permission, o.Allow
			rows = append(rows, e)
		}
	}
	return rows
}

// Extend moves the end of one thing; until is a date, "" = it does not end. ref
// is the role's id or the permission.
func (m *Users) Extend(id callgate.ID, what, ref, until string) (UserDetail, error) {
	return m.change(id, "user.extend", func(w *change, u *callgate.User) error {
		t, err := w.ahead("until", until)
		if err != nil {
			return err
		}
		switch what {
		case endsUser:
			u.Expires = t
			return nil
		case endsRole:
			for i := range u.Roles {
				if u.Roles[i].Role == ref {
					u.Roles[i].Expires = t
					return nil
				}
			}
		case endsOverride:
			for i := range u.Overrides {
				if string(u.Overrides[i].Permission) == ref {
					u.Overrides[i].Expires = t
					return nil
				}
			}
		}
		return callgate.Err(callgate.NotFound)
	})
}
