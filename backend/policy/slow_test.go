package policy

import (
	"net/netip"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// slow is a second implementation of MODEL 6, written to be read against the
// model's text and for nothing else: sets are maps, every rule is a sentence.
// Nothing is kept, but effective rights where kept is made.
type slow struct {
	in   Input
	kept map[slowKey]map[callgate.Permission]bool
}

type slowKey struct {
	user *callgate.User
	now  callgate.Time
}

func (s slow) user(login string) *callgate.User {
	for _, u := range s.in.Users {
		if u.Folded == login {
			return u
		}
	}
	return nil
}

func (s slow) decide(r Request) bool {
	u := s.user(r.Login)
	if u == nil || !s.inUse(u, r.Now) {
		return false
	}
	if !r.AnyAddress && (!inside(s.in.Tenant.Hosts, r.From) || !inside(u.Hosts, r.From)) {
		return false
	}
	p := callgate.PermissionAt(r.Do)
	held := s.effective(u, r.Now)
	if !s.scoped(p) {
		return held[p]
	}
	if r.On != "" {
		return s.reaches(u, p, r.On, r.Now)
	}
	for _, e := range s.all() {
		listed := slices.Contains(u.Reach, e) || slices.Contains(extensions(u.Shared), e) || s.listedByRole(u, e, r.Now)
		if (owns(u, e) || listed) && s.reaches(u, p, e, r.Now) {
			return true
		}
	}
	return s.everywhere(u, p, r.Now) || (u.Kind == callgate.Administrator && held[p])
}

func (s slow) inUse(u *callgate.User, now callgate.Time) bool {
	return s.in.Enabled && u.Enabled && !u.Blocked && (u.Expires == 0 || now < u.Expires)
}

func inside(list []callgate.Host, from netip.Addr) bool {
	if len(list) == 0 {
		return true
	}
	for _, h := range list {
		cidr := h.CIDR
		if cidr == "::ffff:10.0.0.0/104" { // an IPv4-mapped network is its IPv4 network
			cidr = "10.0.0.0/8"
		}
		if cidr == "broken" {
			continue
		}
		if !strings.Contains(cidr, "/") {
			cidr += map[bool]string{true: "/128", false: "/32"}[strings.Contains(cidr, ":")]
		}
		if from.IsValid() && netip.MustParsePrefix(cidr).Contains(from.Unmap()) {
			return true
		}
	}
	return false
}

func (s slow) scoped(p callgate.Permission) bool {
	return callgate.Catalogue()[callgate.MustBit(p)].Scoped
}

func owns(u *callgate.User, e callgate.Entity) bool {
	for _, x := range u.Extensions {
		if callgate.EntityOf(callgate.Extension, x.Name) == e {
			return true
		}
	}
	return false
}

func (s slow) all() []callgate.Entity {
	var list []callgate.Entity
	for _, x := range s.in.Things {
		list = append(list, callgate.EntityOf(x.Kind, x.Name))
	}
	for _, u := range s.in.Users { // what somebody owns is known
		for _, x := range u.Extensions {
			list = append(list, callgate.EntityOf(callgate.Extension, x.Name))
		}
	}
	return list
}

func (s slow) rolesOf(u *callgate.User, now callgate.Time) []*callgate.Role {
	var list []*callgate.Role
	for _, m := range u.Roles {
		if m.Expires != 0 && now >= m.Expires {
			continue
		}
		for _, r := range s.in.Roles {
			if r.ID == m.Role {
				list = append(list, r)
			}
		}
	}
	return list
}

func (s slow) override(u *callgate.User, p callgate.Permission, now callgate.Time) string {
	for _, o := range u.Overrides {
		if o.Permission == p && (o.Expires == 0 || now < o.Expires) {
			return map[bool]string{true: "allow", false: "deny"}[o.Allow]
		}
	}
	return ""
}

var selfTicks = map[callgate.Permission]string{
	"me.preferences:write": "profile", "me.password:write": "password", "me.second_factor:write": "second_factor",
	"me.conference_rooms:write": "conference_rooms", "me.extension_groups:write": "extension_groups",
}

var liteModules = []string{"dashboard", "me.preferences", "me.password", "me.second_factor", "me.conference_rooms", "me.extension_groups", "apps", "calls.own", "calls.recording", "calls.recording_download", "calls.voicemail", "dial.internal", "dial.domestic", "dial.international"}

func (s slow) packed(p callgate.Permission) bool {
	return len(s.in.Tenant.Package) == 0 || p.Module() == "dashboard" || slices.Contains(s.in.Tenant.Package, p.Module())
}

// effective is rules 3 and 4.
func (s slow) effective(u *callgate.User, now callgate.Time) map[callgate.Permission]bool {
	if known := s.kept[slowKey{u, now}]; known != nil {
		return known
	}
	held := map[callgate.Permission]bool{}
	if s.kept != nil {
		s.kept[slowKey{u, now}] = held
	}
	for _, leaf := range callgate.Catalogue() {
		p := leaf.ID
		if u.Kind == callgate.Administrator {
			held[p] = s.packed(p) && (u.Seat != callgate.LiteSeat || slices.Contains(liteModules, p.Module()))
			continue
		}
		given := p == "dashboard:read" || p == "me.preferences:read" || (p == "calls.own:read" && len(u.Extensions) > 0)
		if word := selfTicks[p]; word != "" {
			given = !u.Restricted || slices.Contains(u.SelfAllowed, word)
		} else {
			for _, r := range s.rolesOf(u, now) {
				given = given || slices.Contains(r.Permissions, p)
			}
		}
		switch s.override(u, p, now) {
		case "allow":
			given = true
		case "deny":
			given = false
		}
		held[p] = given && s.packed(p) && (u.Seat != callgate.LiteSeat || slices.Contains(liteModules, p.Module()))
	}
	for changed := true; changed; {
		changed = false
		for _, leaf := range callgate.Catalogue() {
			for _, any := range leaf.Needs {
				if held[leaf.ID] && !slices.ContainsFunc(any, func(n callgate.Permission) bool { return held[n] }) {
					held[leaf.ID], changed = false, true
				}
			}
		}
	}
	held["dashboard:read"] = true
	return held
}

// everywhere: does the permission, held, reach everything?
func (s slow) everywhere(u *callgate.User, p callgate.Permission, now callgate.Time) bool {
	return p != "calls.own:read" && s.effective(u, now)[p] && u.Seat != callgate.LiteSeat && s.wide(u, p, now)
}

// wide: is it given on everything?
func (s slow) wide(u *callgate.User, p callgate.Permission, now callgate.Time) bool {
	if u.Kind == callgate.Administrator || (u.ReachEverything && s.inOwnReach(u, p, now)) {
		return true
	}
	for _, r := range s.rolesOf(u, now) {
		if r.Reach == callgate.ReachEverything && gives(r, p) {
			return true
		}
	}
	return false
}

// gives: beyond own calls.
func gives(r *callgate.Role, p callgate.Permission) bool {
	return slices.Contains(r.Permissions, p) && !slices.Contains(r.OwnOnly, p)
}

// inOwnReach: given by an override or by a role without a reach.
func (s slow) inOwnReach(u *callgate.User, p callgate.Permission, now callgate.Time) bool {
	if s.override(u, p, now) == "allow" {
		return true
	}
	for _, r := range s.rolesOf(u, now) {
		if r.Reach == "" && gives(r, p) {
			return true
		}
	}
	return false
}

func (s slow) listedByRole(u *callgate.User, e callgate.Entity, now callgate.Time) bool {
	for _, r := range s.rolesOf(u, now) {
		if r.Reach == callgate.ReachList && slices.Contains(r.ReachList, e) {
			return true
		}
	}
	return false
}

// reaches is rule 5 for one entity.
func (s slow) reaches(u *callgate.User, p callgate.Permission, e callgate.Entity, now callgate.Time) bool {
	return s.given(u, p, e, now) && !s.hides(u, e, now)
}

// hides: exclusions, and people with a lite seat, whom nobody reaches but who
// may see users. Nobody is hidden from himself, nothing from an administrator.
func (s slow) hides(u *callgate.User, e callgate.Entity, now callgate.Time) bool {
	if u.Kind == callgate.Administrator || owns(u, e) || s.person(e) == u {
		return false
	}
	seesUsers := s.effective(u, now)["directory.users:read"]
	var people []*callgate.User // whom the entity belongs to
	if who := s.person(e); who != nil {
		people = append(people, who)
	}
	for _, other := range s.in.Users {
		if owns(other, e) {
			people = append(people, other)
		}
	}
	full := slices.ContainsFunc(people, func(other *callgate.User) bool { return other.Seat != callgate.LiteSeat })
	if len(people) > 0 && !full && !seesUsers {
		return true
	}
	for _, x := range u.Exclusions {
		who := s.person(x)
		if x == e || (who != nil && slices.Contains(people, who)) {
			return true
		}
	}
	return false
}

// person is whom a "user:" entity names: by login, in any case, or by id.
func (s slow) person(e callgate.Entity) *callgate.User {
	for _, u := range s.in.Users {
		if e.Kind() == callgate.UserKind && (e.Name() == u.ID || strings.EqualFold(e.Name(), u.Folded)) {
			return u
		}
	}
	return nil
}

func (s slow) given(u *callgate.User, p callgate.Permission, e callgate.Entity, now callgate.Time) bool {
	himself := s.person(e) == u
	if !slices.Contains(s.all(), e) && s.person(e) == nil {
		return false
	}
	shared := slices.Contains(extensions(u.Shared), e)
	if p == "calls.recording:read" && shared && u.Kind != callgate.Administrator && s.override(u, p, now) != "deny" && s.packed(p) {
		return true
	}
	if !s.effective(u, now)[p] {
		return false
	}
	if owns(u, e) || himself {
		return true
	}
	if p == "calls.own:read" {
		return false
	}
	if u.Seat == callgate.LiteSeat && !shared { // of what is held, it keeps own and shared extensions
		return false
	}
	if s.wide(u, p, now) || (s.inOwnReach(u, p, now) && slices.Contains(u.Reach, e)) {
		return true
	}
	for _, r := range s.rolesOf(u, now) {
		if r.Reach == callgate.ReachList && gives(r, p) && slices.Contains(r.ReachList, e) {
			return true
		}
	}
	return false
}
