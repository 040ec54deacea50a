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
	w     *change // a snapshot to ask the rules with; nil the second time
	p     *importPlan
	roles map[string]callgate.ID // by folded name
	role  []callgate.Membership  // for rows that name none

	folded, skeleton map[string]int            // logins taken by earlier rows
	persons          map[string]int            // people without login in earlier rows
	there            map[string]*callgate.User // people of the tenant by what they are found again by; see everybody
	touched          map[callgate.ID]int       // people of the tenant changed by earlier rows
	numbered         map[string]int            // the last number tried behind a derived login
	seats            seatCount
	first            namedFirst
}

func newPlanner(w *change, a *actor, p *importPlan) (*planner, error) {
	pl := &planner{
		a: a, w: w, p: p, roles: map[string]callgate.ID{}, folded: map[string]int{},
		persons: map[string]int{}, touched: map[callgate.ID]int{}, numbered: map[string]int{},
		seats: seatCount{tenant: a.Tenant},
	}
	for _, r := range a.view.Roles {
		if !r.Hidden {
			pl.roles[people.Fold(r.Name)] = r.ID // own ones come last and win
		}
	}
	role := p.role
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
		_ = pl.seats.add(u) // they are there already
	}
	return pl, nil
}

// everybody looks at the people of the tenant, at the first row that is not
// found by its login.
func (pl *planner) everybody() {
	if pl.there != nil {
		return
	}
	n := pl.a.People.Len()
	pl.there, pl.skeleton = make(map[string]*callgate.User, n), make(map[string]int, n)
	for u := range pl.a.People.All() {
		pl.skeleton[u.Skeleton] = 0
		for _, key := range personKeys(u, true) {
			pl.there[key] = u
		}
	}
}

// plan decides about one row.
func (pl *planner) plan(p *directory.Person) plannedRow {
	if p.Error != nil {
		return plannedRow{deed: badRow, err: p.Error}
	}
	if before := pl.named(p); before != nil && (pl.p.update || p.Moves != nil) {
		return pl.change(p, before)
	}
	pl.everybody()
	u := p.User
	before, err := pl.known(p, &u)
	switch {
	case err != nil:
		return plannedRow{deed: badRow, err: err}
	case before != nil && (pl.p.update || p.Moves != nil):
		return pl.change(p, before)
	case before != nil || u.Login == "": // an earlier row is the same person
		return plannedRow{deed: skipRow}
	case p.Moves != nil:
		return plannedRow{deed: badRow, err: callgate.Err("import_login_unknown", "login", u.Login).At("login")}
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
	row := plannedRow{deed: addRow, user: &u}
	if pl.p.secrets {
		row.password = p.Password
	}
	return row
}

// named finds the person in the tenant by the login the file has.
func (pl *planner) named(p *directory.Person) *callgate.User {
	folded, _, err := authn.FoldLogin(strings.TrimSpace(p.User.Login))
	if err != nil {
		return nil
	}
	if who, there := pl.a.Policy.Find(folded); there {
		return pl.a.Policy.User(who)
	}
	return nil
}

// rules asks the rules about a row, or remembers what they said.
func (pl *planner) rules(row int, u *callgate.User) error {
	if pl.w == nil {
		return pl.p.asked.ruledOut[row]
	}
	err := pl.w.checkImported(u)
	if err == nil {
		err = pl.first.add(pl.a, pl.w.tx, u)
	}
	if err != nil {
		pl.p.asked.ruledOut[row] = err
	}
	return err
}

// known finds the person in the tenant: by login where the file has one, else
// by name and phone. A new person gets his login; one whom an earlier row
// brings already has none afterwards.
func (pl *planner) known(p *directory.Person, u *callgate.User) (*callgate.User, *callgate.Error) {
	if u.Login == "" {
		keys := personKeys(u, false)
		for _, key := range keys {
			if there := pl.there[key]; there != nil {
				return there, nil
			}
			if _, earlier := pl.persons[key]; earlier {
				return nil, nil
			}
		}
		for _, key := range keys {
			pl.persons[key] = p.Row
		}
		return nil, pl.derive(u)
	}
	u.Login = strings.TrimSpace(u.Login)
	var err error
	if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
		return nil, fault(err)
	}
	if who, there := pl.a.Policy.Find(u.Folded); there {
		return pl.a.Policy.User(who), nil
	}
	if row, taken := pl.folded[u.Folded]; taken {
		return nil, callgate.Err("import_login_twice", "login", u.Login, "row", decimal(row)).At("login")
	}
	if _, taken := pl.skeleton[u.Skeleton]; taken {
		return nil, callgate.Err(callgate.Taken, "login", u.Login).At("login")
	}
	return nil, nil
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
		if !taken {
			_, taken = pl.a.Policy.Find(folded)
		}
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
	members, err := pl.memberships(p.Roles)
	if err != nil {
		return err
	}
	u.Roles = append(u.Roles, members...)
	if pl.p.secrets && p.Password != "" {
		if len(p.Password) > authn.MaxPasswordBytes {
			return callgate.Err("import_password_long", "max", decimal(authn.MaxPasswordBytes)).At("password")
		}
		u.HasPassword, u.MustChange = true, true
	}
	pl.sign(u)
	return nil
}

// sign fills in when and by whom, where a file cannot know it.
func (pl *planner) sign(u *callgate.User) {
	for i := range u.Extensions {
		if u.Extensions[i].Since == 0 {
			u.Extensions[i].Since = pl.a.Now
		}
	}
	for i := range u.Overrides {
		if u.Overrides[i].At == 0 {
			u.Overrides[i].By, u.Overrides[i].At = pl.a.Name, pl.a.Now
		}
	}
}

// memberships finds roles by name.
func (pl *planner) memberships(list []directory.Role) ([]callgate.Membership, *callgate.Error) {
	var members []callgate.Membership
	for _, r := range list {
		id, known := pl.roles[people.Fold(r.Name)]
		if !known {
			return nil, callgate.Err("import_role", "role", r.Name).At("roles")
		}
		members = append(members, callgate.Membership{Role: id, Expires: r.Expires})
	}
	return members, nil
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
