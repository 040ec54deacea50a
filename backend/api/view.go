package api

import (
	"context"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
)

// view is one tenant as published: immutable, shared by every reader. A change
// makes a new one.
type view struct {
	Tenant  *callgate.Tenant
	Enabled bool             // it and everything above it
	Roles   []*callgate.Role // counting here: predefined ones, then its own by name
	Policy  *policy.Tenant
	People  *people.Index
	Things  []callgate.Thing
	Seats   seats // taken, as the licence counts them

	Expectations []callgate.Expectation // oldest first
	asked        []policy.Expected      // those of them that can be read
	askedAt      []int                  // where each of these stands in Expectations

	role      map[callgate.ID]*callgate.Role
	assistant callgate.ID // its Remote Assistance user, "" when it has none
}

// views are all tenants by id.
type views map[callgate.ID]*view

func (v views) bySlug(slug string) *view {
	for _, t := range v {
		if t.Tenant.Slug == slug {
			return t
		}
	}
	return nil
}

// only is the one tenant of a small office, else nil.
func (v views) only() *view {
	if len(v) != 1 {
		return nil
	}
	for _, t := range v {
		return t
	}
	return nil
}

// Role finds a role usable in this tenant, nil when there is none.
func (v *view) Role(id callgate.ID) *callgate.Role { return v.role[id] }

func (v *view) roleName(id callgate.ID) string {
	if r := v.role[id]; r != nil {
		return r.Name
	}
	return ""
}

// RoleNamed finds by name, case folded the way role names are kept unique.
func (v *view) RoleNamed(name string) *callgate.Role {
	var hidden *callgate.Role
	for _, r := range slices.Backward(v.Roles) { // own ones win over predefined ones of the same name, shown ones over hidden ones
		switch {
		case r.Name != name && (r.Folded == "" || r.Folded != name):
		case !r.Hidden:
			return r
		case hidden == nil:
			hidden = r
		}
	}
	return hidden
}

// rolesFor gives the roles there are in a tenant: the predefined ones (hidden
// where it does not show their platform, without inferred Sippy cells where it
// switched them off) and its own. A hidden role counts for who has it: hiding
// is tidying up, it takes nobody's rights.
func rolesFor(t *callgate.Tenant, own []*callgate.Role) []*callgate.Role {
	var list []*callgate.Role
	for _, r := range callgate.PredefinedRoles() {
		if r.RootOnly && t.Kind != "root" {
			continue
		}
		if t.InferredOff {
			r = withoutInferred(r)
		}
		if len(t.Platforms) > 0 && !slices.Contains(t.Platforms, r.Platform) {
			hidden := *r
			hidden.Hidden = true
			r = &hidden
		}
		list = append(list, r)
	}
	return append(list, own...)
}

// ownRoles are the tenant's own among the roles usable here.
func (v *view) ownRoles() []*callgate.Role {
	var list []*callgate.Role
	for _, r := range v.Roles {
		if r.Platform == "" {
			list = append(list, r)
		}
	}
	return list
}

func withoutInferred(r *callgate.Role) *callgate.Role {
	kept := *r
	kept.Permissions = nil
	for _, p := range r.Permissions {
		if r.Basis[p] != "inferred" {
			kept.Permissions = append(kept.Permissions, p)
		}
	}
	set, err := callgate.SetOf(kept.Permissions)
	if err == nil {
		kept.Permissions = set.Close().Permissions()
	}
	return &kept
}

// build makes a view from what the store holds.
func build(t *callgate.Tenant, enabled bool, own []*callgate.Role, users []*callgate.User, things []callgate.Thing, now callgate.Time) *view {
	v := &view{Tenant: t, Enabled: enabled, Things: things}
	v.setRoles(rolesFor(t, own))
	v.Policy = policy.Compile(v.input(users, now))
	v.People = people.Build(users)
	for _, u := range users {
		v.remember(u)
	}
	v.Seats = seatsOf(users)
	return v
}

func (v *view) setRoles(roles []*callgate.Role) {
	v.Roles = roles
	v.role = make(map[callgate.ID]*callgate.Role, len(roles))
	for _, r := range roles {
		v.role[r.ID] = r
	}
}

func (v *view) input(users []*callgate.User, now callgate.Time) policy.Input {
	// Trunks come last in the order of things; no question is about one.
	trunks, _ := slices.BinarySearchFunc(v.Things, callgate.Trunk, func(t callgate.Thing, kind string) int { return strings.Compare(t.Kind, kind) })
	return policy.Input{Tenant: v.Tenant, Enabled: v.Enabled, Roles: v.Roles, Users: users, Things: v.Things[:trunks], Now: now}
}

// enabledUp walks to the root: a tenant is in use when everything above it is.
func enabledUp(all map[callgate.ID]*callgate.Tenant, t *callgate.Tenant) bool {
	for range len(all) + 1 {
		if !t.Enabled {
			return false
		}
		if t.Parent == "" {
			return true
		}
		up := all[t.Parent]
		if up == nil {
			return false
		}
		t = up
	}
	return false // a circle: nobody gets in
}

func (v views) copy() views {
	next := make(views, len(v))
	for id, t := range v {
		next[id] = t
	}
	return next
}

// user is one by id, nil when there is none.
func (v *view) user(id callgate.ID) *callgate.User {
	if who, ok := v.Policy.ByID(id); ok {
		return v.Policy.User(who)
	}
	return nil
}

// put replaces one user (nil removes him) in a view not yet published.
func (v *view) put(id callgate.ID, u *callgate.User) {
	v.Seats.count(v.user(id), -1)
	v.Seats.count(u, 1)
	if u == nil {
		v.Policy, v.People = v.Policy.WithoutUser(id), v.People.Without(id)
		return
	}
	v.Policy, v.People = v.Policy.WithUser(u), v.People.With(u)
	v.remember(u)
}

// putAll replaces or adds many, no one twice, whom Seats counts already.
func (v *view) putAll(us []*callgate.User) {
	v.Policy, v.People = v.Policy.WithUsers(us), v.People.WithAll(us)
	for _, u := range us {
		v.remember(u)
	}
}

func (v *view) remember(u *callgate.User) {
	if u.System == callgate.RemoteAssistance {
		v.assistant = u.ID
	}
}

// publish swaps the views in: a step that cannot fail.
func (s *Service) publish(version int64, next views) {
	s.version = version
	s.views.Store(&next)
}

// forget denies everything until the state is known again: the outcome of a
// commit is not known.
func (s *Service) forget(ctx context.Context) {
	s.views.Store(nil)
	s.sessions.clear()
	s.seen.Store(-1)
	s.log.ErrorContext(ctx, "commit with unknown outcome: denying until reloaded")
}
