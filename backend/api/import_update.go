package api

import (
	"encoding/json"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// change plans a row about somebody who is there already.
func (pl *planner) change(p *directory.Person, before *callgate.User) plannedRow {
	row := plannedRow{deed: badRow, before: before, user: copyOf(before)}
	if earlier, twice := pl.touched[before.ID]; twice {
		row.err = callgate.Err("import_login_twice", "login", before.Login, "row", decimal(earlier)).At("login")
		return row
	}
	pl.touched[before.ID] = p.Row
	p.Onto(row.user)
	if row.err = pl.assign(p, row.user); row.err != nil {
		return row
	}
	pl.sign(row.user)
	if pl.w == nil {
		switch err := pl.p.asked.ruledOut[p.Row]; {
		case err != nil:
			row.err = fault(err)
		case pl.p.asked.same[p.Row]:
			row.deed = sameRow
		default:
			row.deed = changeRow
		}
		return row
	}
	if err := pl.changeRules(&row); err != nil {
		pl.p.asked.ruledOut[p.Row] = err
		row.err = fault(err)
		return row
	}
	if row.deed = changeRow; len(row.is) == 0 {
		row.deed, pl.p.asked.same[p.Row] = sameRow, true
	}
	return row
}

// changeRules asks every rule about a change, and tells what it changes.
func (pl *planner) changeRules(row *plannedRow) error {
	w, before, after := pl.w, row.before, row.user
	if err := w.readUser(before, after); err != nil {
		return err
	}
	if row.was, row.is = changedParts(w.view, before, after); len(row.is) == 0 {
		return nil
	}
	if err := pl.seats.move(before, after); err != nil {
		return err
	}
	w.stamp(before, after)
	if err := checkUser(w, before, after); err != nil {
		return err
	}
	return pl.first.add(pl.a, w.tx, after)
}

// assign gives and takes roles. Our own file of users says all the roles that
// somebody has; others one that he should have, too.
func (pl *planner) assign(p *directory.Person, u *callgate.User) *callgate.Error {
	if p.Moves == nil && !p.Says("roles") {
		return nil
	}
	give, take := p.Roles, []directory.Role(nil)
	if p.Moves != nil {
		give, take = p.Moves.Add, p.Moves.Remove
	}
	gone, err := pl.memberships(take)
	if err != nil {
		return err
	}
	members, err := pl.memberships(give)
	if err != nil {
		return err
	}
	if p.Whole() && p.Moves == nil {
		u.Roles = members
		return nil
	}
	u.Roles = slices.DeleteFunc(u.Roles, func(m callgate.Membership) bool {
		return slices.ContainsFunc(gone, func(g callgate.Membership) bool { return g.Role == m.Role })
	})
	for _, m := range members {
		if i := slices.IndexFunc(u.Roles, func(had callgate.Membership) bool { return had.Role == m.Role }); i < 0 {
			u.Roles = append(u.Roles, m)
		} else if m.Expires != 0 || p.Moves != nil {
			u.Roles[i].Expires = m.Expires
		}
	}
	return nil
}

// fieldChanges lists what changes, in the order in which fields are shown.
func fieldChanges(was, is map[string]any) []FieldChange {
	list := []FieldChange{}
	for _, part := range userParts {
		if after, there := is[part.name]; there {
			list = append(list, FieldChange{part.name, plainValue(was[part.name]), plainValue(after)})
		}
	}
	return list
}

// plainValue writes a part for people: texts bare, lists with commas, everything
// else as JSON.
func plainValue(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []string:
		return strings.Join(v, ", ")
	case []callgate.Entity:
		return strings.Join(texts(v, func(e callgate.Entity) string { return string(e) }), ", ")
	case callgate.Time:
		return v.String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
