package policy

import (
	"callgate/backend/callgate"
)

// Input is everything a tenant's decisions depend on.
type Input struct {
	Tenant  *callgate.Tenant
	Enabled bool             // the tenant and all above it
	Roles   []*callgate.Role // every role usable here: its own and predefined ones
	Users   []*callgate.User
	Things  []callgate.Thing
	Now     callgate.Time
}

// Who is a user's place in the compiled form. It stays the same through
// WithUser and WithoutUser; Compile and With give out new places.
type Who uint32

// Tenant is the compiled form of one tenant. It is immutable: a change makes a
// new one that shares what did not change.
type Tenant struct {
	tenant   *callgate.Tenant
	enabled  bool
	hosts    *hostList
	packed   callgate.Set // permissions outside the tenant's package do not count
	roles    roles
	entities entities
	people   directory
	now      callgate.Time // when it was compiled
}

// With recompiles for changed roles, things or tenant; Users nil keeps those
// that are there.
func (t *Tenant) With(in Input) *Tenant {
	if in.Users == nil {
		in.Users = t.Users()
	}
	return Compile(in)
}

// packageOf is what the tenant's package leaves; no package leaves all. The
// Dashboard is never lost (AYRIX).
func packageOf(t *callgate.Tenant) callgate.Set {
	if len(t.Package) == 0 {
		return callgate.All()
	}
	return modules(t.Package...).Union(onlyDashboard)
}

// Find finds a user by folded login.
func (t *Tenant) Find(login string) (Who, bool) { return t.people.byLogin(login) }

// ByID finds a user by id.
func (t *Tenant) ByID(id callgate.ID) (Who, bool) { return t.people.byID(id) }

// User gives the user at a place, nil when there is none. He must not be
// changed.
func (t *Tenant) User(w Who) *callgate.User {
	if m := t.people.at(w); m != nil {
		return m.user
	}
	return nil
}

// Users lists everybody, in no particular order.
func (t *Tenant) Users() []*callgate.User {
	list := make([]*callgate.User, 0, t.people.size)
	for w := range t.people.size {
		if m := t.people.at(w); m != nil {
			list = append(list, m.user)
		}
	}
	return list
}

// Len counts the users.
func (t *Tenant) Len() int { return t.people.live }

// named finds whom a "user:" entity means: by login as folded or as written, or
// by id, which survives a change of login.
func (t *Tenant) named(name string) (Who, bool) {
	if w, ok := t.people.byLogin(name); ok {
		return w, true
	}
	if w, ok := t.people.byID(name); ok {
		return w, true
	}
	return t.people.byLogin(lower(name))
}

// means tells whether a name in a "user:" entity is this user's.
func means(name string, u *callgate.User) bool {
	return name == u.Folded || name == u.ID || lower(name) == u.Folded
}
