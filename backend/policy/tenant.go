package policy

import (
	"hash/maphash"
	"net/netip"

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

// Who is a user's place in the compiled form.
type Who uint32

// Tenant is the compiled form of one tenant. It is immutable: a change makes a
// new one that shares what did not change.
type Tenant struct {
	tenant  *callgate.Tenant
	enabled bool
	hosts   []netip.Prefix
	packed  callgate.Set // permissions outside the tenant's package do not count
	roles   roles
	things  map[callgate.Entity]struct{}
	people  directory
	seed    maphash.Seed // of the tags
}

// Compile makes the form from scratch.
func Compile(in Input) *Tenant {
	t := (&Tenant{}).settings(in)
	t.people = t.compileAll(in.Users, in.Now)
	return t
}

// With recompiles for changed roles, things or tenant; Users nil keeps those
// that are there.
func (t *Tenant) With(in Input) *Tenant {
	next := t.settings(in)
	users := in.Users
	if users == nil {
		users = t.Users()
	}
	next.people = next.compileAll(users, in.Now)
	return next
}

func (t *Tenant) settings(in Input) *Tenant {
	next := &Tenant{tenant: in.Tenant, enabled: in.Enabled, seed: maphash.MakeSeed(), hosts: parseHosts(in.Tenant.Hosts), packed: packageOf(in.Tenant), roles: indexRoles(in.Roles)}
	next.things = make(map[callgate.Entity]struct{}, len(in.Things))
	for _, x := range in.Things {
		next.things[callgate.EntityOf(x.Kind, x.Name)] = struct{}{}
	}
	return next
}

// packageOf is what the tenant's package leaves; no package leaves all.
// The Dashboard is never lost (AYRIX).
func packageOf(t *callgate.Tenant) callgate.Set {
	if len(t.Package) == 0 {
		return callgate.All()
	}
	has := map[string]bool{"dashboard": true}
	for _, m := range t.Package {
		has[m] = true
	}
	var s callgate.Set
	for i, leaf := range callgate.Catalogue() {
		if has[leaf.Module] {
			s.Add(callgate.Bit(i))
		}
	}
	return s
}

func parseHosts(list []callgate.Host) []netip.Prefix {
	if len(list) == 0 {
		return nil
	}
	out := make([]netip.Prefix, 0, len(list))
	for _, h := range list {
		out = append(out, parseHost(h.CIDR))
	}
	return out
}

// parseHost reads a normalised host. What cannot be read becomes a prefix that
// contains nothing: a list with a broken line stays a list, it does not open.
func parseHost(s string) netip.Prefix {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p
	}
	if a, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(a, a.BitLen())
	}
	return netip.Prefix{}
}

// contains tells whether one of the prefixes contains the address, and which.
// An IPv4-mapped IPv6 address is its IPv4 address.
func contains(list []netip.Prefix, a netip.Addr) (int, bool) {
	a = a.Unmap().WithZone("")
	for i, p := range list {
		if p.Contains(a) {
			return i, true
		}
	}
	return 0, false
}
