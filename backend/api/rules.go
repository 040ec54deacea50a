package api

import (
	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// checkUser asks every rule of who may change what of a user, once, whichever
// way the change comes in. before is nil for a new user, after nil for a
// removal. It brings after into the form in which it is kept and writes
// nothing.
//
// Which actor may change users at all is asked by the guard.
func checkUser(w *change, before, after *callgate.User) error {
	if after == nil {
		return w.everyFace(func() error { return checkRemoval(w, before) })
	}
	if err := w.readUser(before, after); err != nil {
		return err
	}
	if before == nil {
		return checkParts(w, nil, after, partsOfNew(after))
	}
	_, is := changedParts(w.view, before, after)
	return checkParts(w, before, after, partsOf(is))
}

// checkParts is checkUser for one who is in the form in which he is kept, with
// what changes of him.
func checkParts(w *change, before, after *callgate.User, p parts) error {
	return w.everyFace(func() error {
		for _, rule := range []func(*change, *callgate.User, *callgate.User, parts) error{
			kindRule, assistanceRule, ownRule, hostsRule, sinceRule, thingsRule, grantRule, startPageRule, administratorRule, seatsRule,
		} {
			if err := rule(w, before, after, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkRemoval asks the rules of deleting a user.
func checkRemoval(w *change, u *callgate.User) error {
	switch {
	case w.isSelf(u):
		return callgate.Err("own_access", "part", "login")
	case u.System == callgate.DefaultUser:
		return callgate.Err("default_user")
	case u.System != "":
		return callgate.Err("system_user")
	}
	if err := w.mayTouch(u); err != nil {
		return err
	}
	if err := namedInExpectations(w, u); err != nil {
		return err
	}
	return administratorRule(w, u, nil, 0)
}

// checkReturn asks the rules of bringing a deleted user back as he was. What he
// was is not read anew, so old dates stay; but his login and seat must be free,
// and nobody brings back who holds more than he could give.
func checkReturn(w *change, u *callgate.User) (err error) {
	if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
		return err
	}
	if _, taken := w.Policy.Find(u.Folded); taken {
		return callgate.Err(callgate.Taken, "value", u.Login).At("login")
	}
	return w.everyFace(func() error {
		for _, rule := range []func(*change, *callgate.User, *callgate.User, parts) error{thingsRule, grantRule, seatsRule} {
			if err := rule(w, nil, u, 0); err != nil {
				return err
			}
		}
		return w.hostsInside(u)
	})
}

// checkRole asks every rule of who may change what of a role; before is nil
// for a new one, after nil for a removal.
func checkRole(w *change, before, after *callgate.Role) error {
	if before != nil && before.Platform != "" {
		return callgate.Err(callgate.Immutable, "role", before.Name)
	}
	if after == nil {
		return w.everyFace(func() error { return checkRoleRemoval(w, before) })
	}
	if err := w.readRole(before, after); err != nil {
		return err
	}
	return w.everyFace(func() error { return roleGrantRule(w, before, after) })
}

func checkRoleRemoval(w *change, r *callgate.Role) error {
	if w.Tenant.DefaultRole == r.ID {
		return callgate.Err("role_default", "role", r.Name)
	}
	return roleGrantRule(w, r, nil)
}

// parts are those of a user that a change touches: bits by their places in
// userParts.
type parts uint64

func partsOf(is map[string]any) (p parts) {
	for name := range is {
		p |= part(name)
	}
	return p
}

// part is the bit of one part. A name that none has would make a rule that is
// never asked: nothing goes on then.
func part(name string) parts {
	bit := partBit[name]
	if bit == 0 {
		panic("api: no part of a user is called " + name)
	}
	return bit
}

// partsOfNew are those that somebody has who was not there.
func partsOfNew(u *callgate.User) (p parts) {
	for i := range userParts {
		if !userParts[i].same(&nobodyYet, u) {
			p |= 1 << i
		}
	}
	return p
}

var nobodyYet callgate.User

var partBit = func() map[string]parts {
	bits := map[string]parts{}
	if len(userParts) > 64 {
		panic("api: more parts of a user than bits")
	}
	for i, p := range userParts {
		bits[p.name] = 1 << i
	}
	return bits
}()

// has tells whether one of the parts changes.
func (p parts) has(names ...string) bool { return p.first(names...) != "" }

// first names the first of the parts that changes, "" when none does.
func (p parts) first(names ...string) string {
	for _, name := range names {
		if p&part(name) != 0 {
			return name
		}
	}
	return ""
}

// isSelf tells whether u is the actor himself, or the one he acts as.
func (a *actor) isSelf(u *callgate.User) bool {
	if u == nil || a.local() {
		return false
	}
	for _, face := range a.faces() {
		if u.ID == face.User.ID && u.Tenant == a.Tenant.ID {
			return true
		}
	}
	return false
}

// unbounded tells whether the actor holds everything there is in the tenant, so
// that he can grant anything: its administrators and the local operator.
func (a *actor) unbounded() bool {
	if a.local() {
		return true
	}
	for _, face := range a.faces() {
		if face.User.Kind != callgate.Administrator {
			return false
		}
	}
	return true
}
