package api

import (
	"errors"
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/directory"
	"callgate/backend/people"
)

// planner decides row by row, keeping in mind the tenant and the rows before.
type planner struct {
	a     *actor
	w     *change                // a snapshot to ask the rules with
	roles map[string]callgate.ID // by folded name
	role  []callgate.Membership  // for rows that name none

	folded, skeleton map[string]int // logins taken: by which row, 0 = before the import
	persons          map[string]int // people without login in the file, the same way
	numbered         map[string]int // the last number tried behind a derived login
	seats            seatCount

	ruledOut map[int]error // rows that the rules refused
	named    namedFirst
}

func newPlanner(w *change, a *actor, role callgate.ID, ruledOut map[int]error) (*planner, error) {
	n := a.People.Len()
	pl := &planner{
		a: a, w: w, roles: map[string]callgate.ID{}, folded: make(map[string]int, n), skeleton: make(map[string]int, n),
		persons: make(map[string]int, n), numbered: map[string]int{}, ruledOut: ruledOut,
		seats: seatCount{tenant: a.Tenant},
	}
	for _, r := range a.view.Roles {
		if !r.Hidden {
			pl.roles[people.Fold(r.Name)] = r.ID // own ones come last and win
		}
	}
	switch {
	case role == "":
		role = defaultRole(a.view)
	case a.Role(role) == nil:
		return nil, callgate.Err("role_unknown").At("role")
	}
	if role != "" {
		pl.role = []callgate.Membership{{Role: role}}
	}
	for u := range a.People.All() {
		pl.folded[u.Folded], pl.skeleton[u.Skeleton] = 0, 0
		for _, key := range personKeys(u, true) {
			pl.persons[key] = 0
		}
		_ = pl.seats.add(u) // they are there already
	}
	return pl, nil
}

// plan decides about one row.
func (pl *planner) plan(p *directory.Person) plannedRow {
	if p.Error != nil {
		return plannedRow{deed: badRow, err: p.Error}
	}
	u := p.User
	if there, err := pl.known(p, &u); err != nil {
		return plannedRow{deed: badRow, err: err}
	} else if there {
		return plannedRow{deed: skipRow}
	}
	if err := pl.finish(p, &u); err != nil {
		return plannedRow{deed: badRow, err: err}
	}
	if err := pl.seats.add(&u); err != nil {
		return plannedRow{deed: badRow, err: fault(err)}
	}
	pl.folded[u.Folded], pl.skeleton[u.Skeleton] = p.Row, p.Row
	if err := pl.rules(p.Row, &u); err != nil {
		return plannedRow{deed: badRow, err: fault(err)}
	}
	return plannedRow{deed: addRow, user: &u}
}

// rules asks the rules about a row, or remembers what they said: the second
// time a file is planned, each user's are asked when he is stored.
func (pl *planner) rules(row int, u *callgate.User) error {
	if pl.w == nil {
		return pl.ruledOut[row]
	}
	err := pl.w.checkImported(u)
	if err == nil {
		err = pl.named.add(pl.a, u)
	}
	if err != nil {
		pl.ruledOut[row] = err
	}
	return err
}

// known tells whether the person is in the tenant (or an earlier row) already:
// by login where the file has one, else by name and phone. A new person gets
// his login.
func (pl *planner) known(p *directory.Person, u *callgate.User) (bool, *callgate.Error) {
	if u.Login == "" {
		keys := personKeys(u, false)
		for _, key := range keys {
			if _, there := pl.persons[key]; there {
				return true, nil
			}
		}
		for _, key := range keys {
			pl.persons[key] = p.Row
		}
		return false, pl.derive(u)
	}
	u.Login = strings.TrimSpace(u.Login)
	var err error
	if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
		return false, fault(err)
	}
	if row, taken := pl.folded[u.Folded]; taken {
		if row == 0 {
			return true, nil
		}
		return false, callgate.Err("import_login_twice", "login", u.Login, "row", decimal(row)).At("login")
	}
	if _, taken := pl.skeleton[u.Skeleton]; taken {
		return false, callgate.Err(callgate.Taken, "login", u.Login).At("login")
	}
	return false, nil
}

// personKeys are what a person is found again by: name with a phone number;
// for those without, with an e-mail address or extension. A user in the tenant
// (all) is found by any of them.
func personKeys(u *callgate.User, all bool) (keys []string) {
	name := people.Fold(u.First + " " + u.Last)
	if name == "" {
		name = people.Fold(u.Name)
	}
	for _, c := range u.Phones {
		keys = append(keys, name+"\n"+people.Fold(readPhone(c.Value)))
	}
	if len(keys) == 0 || all {
		for _, c := range u.Emails {
			keys = append(keys, name+"\n"+people.Fold(c.Value))
		}
	}
	if len(keys) == 0 || all {
		for _, e := range u.Extensions {
			keys = append(keys, name+"\n"+people.Fold(e.Name))
		}
	}
	if len(keys) == 0 {
		keys = append(keys, name)
	}
	return keys
}

// derive makes a login nobody has: ada.whitlock, ada.whitlock2, ...
func (pl *planner) derive(u *callgate.User) *callgate.Error {
	first, last := u.First, u.Last
	if first == "" && last == "" {
		first, last, _ = strings.Cut(u.Name, " ")
	}
	if first == "" && last == "" && len(u.Emails) > 0 {
		first, _, _ = strings.Cut(u.Emails[0].Value, "@")
	}
	base := authn.DeriveLogin(first, last)
	for n := pl.numbered[base] + 1; ; n++ {
		login := base
		if n > 1 {
			number := decimal(n)
			if cut := []rune(base); len(cut)+len(number) > authn.MaxLogin {
				login = string(cut[:authn.MaxLogin-len(number)])
			}
			login += number
		}
		folded, skeleton, err := authn.FoldLogin(login)
		if err != nil {
			return fault(err)
		}
		_, taken := pl.folded[folded]
		_, alike := pl.skeleton[skeleton]
		if !taken && !alike {
			pl.numbered[base] = n
			u.Login, u.Folded, u.Skeleton = login, folded, skeleton
			return nil
		}
	}
}

// finish fills in what a file cannot say: ids of roles, who did it and when.
func (pl *planner) finish(p *directory.Person, u *callgate.User) *callgate.Error {
	if p.Roles == nil && u.Kind != callgate.Administrator {
		u.Roles = pl.role
	}
	for _, r := range p.Roles {
		id, known := pl.roles[people.Fold(r.Name)]
		if !known {
			return callgate.Err("import_role", "role", r.Name).At("roles")
		}
		u.Roles = append(u.Roles, callgate.Membership{Role: id, Expires: r.Expires})
	}
	for i := range u.Extensions {
		if u.Extensions[i].Since == 0 {
			u.Extensions[i].Since = pl.a.Now
		}
	}
	for i := range u.Overrides {
		u.Overrides[i].By, u.Overrides[i].At = pl.a.Name, pl.a.Now
	}
	return nil
}

// defaultRole is the role of new users: the tenant's, else StandardUser where
// it is shown.
func defaultRole(v *view) callgate.ID {
	id := v.Tenant.DefaultRole
	if id == "" {
		id = callgate.StandardUserRole
	}
	if r := v.Role(id); r == nil || r.Hidden && v.Tenant.DefaultRole == "" {
		return ""
	}
	return id
}

// fault is one of our own errors as such.
func fault(err error) *callgate.Error {
	var own *callgate.Error
	if errors.As(err, &own) {
		return own
	}
	return callgate.Err(callgate.BadInput)
}
