package bench

import (
	"net/netip"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"callgate/backend/callgate"
)

// casbinModel compares the permission first: it is the cheapest and most
// telling part of a line.
const casbinModel = `
[request_definition]
r = sub, do, on, from

[policy_definition]
p = sub, do, reach, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.do == p.do && g(r.sub, p.sub) && reaches(r.sub, p.reach, r.on) && comes(r.sub, r.from)
`

// Casbin puts the world into role-based lines; reach, hosts and state are
// functions of ours. Cached gives casbin's cached enforcer.
func Casbin(w World, cached bool) (Engine, error) {
	m, err := model.NewModelFromString(casbinModel)
	if err != nil {
		return Engine{}, err
	}
	e, name := casbin.IEnforcer(nil), "Casbin"
	if cached {
		e, err = casbin.NewCachedEnforcer(m)
		name = "Casbin, cached"
	} else {
		e, err = casbin.NewEnforcer(m)
	}
	if err != nil {
		return Engine{}, err
	}
	facts := newCasbinFacts(w)
	e.AddFunction("reaches", func(args ...any) (any, error) {
		return facts.reaches(args[0].(string), args[1].(string), callgate.Entity(args[2].(string))), nil
	})
	e.AddFunction("comes", func(args ...any) (any, error) { return facts.comes(args[0].(string), args[1].(string)), nil })
	if err := casbinLines(e, w); err != nil {
		return Engine{}, err
	}
	requests := make([][]any, len(w.Questions))
	for i, q := range w.Questions {
		requests[i] = []any{q.Login, string(q.Do), string(q.On), q.From.String()}
	}
	return Engine{name, func(i int) bool {
		allow, err := e.Enforce(requests[i]...)
		if err != nil {
			panic(err)
		}
		return allow
	}}, nil
}

func casbinLines(e casbin.IEnforcer, w World) error {
	var lines, memberships [][]string
	for _, r := range w.Input.Roles {
		for _, p := range r.Permissions {
			reach := "any"
			if Scoped(p) {
				reach = r.ID
			}
			lines = append(lines, []string{r.ID, string(p), reach, "allow"})
		}
	}
	for _, u := range w.Input.Users {
		for _, m := range u.Roles {
			memberships = append(memberships, []string{u.Folded, m.Role})
		}
		for _, o := range u.Overrides {
			reach, effect := "any", "deny"
			if o.Allow {
				effect = "allow"
				if Scoped(o.Permission) {
					reach = "mine"
				}
			}
			lines = append(lines, []string{u.Folded, string(o.Permission), reach, effect})
		}
	}
	if _, err := e.AddPolicies(lines); err != nil {
		return err
	}
	_, err := e.AddGroupingPolicies(memberships)
	return err
}

// casbinFacts is what casbin's functions look at.
type casbinFacts struct {
	users map[string]*callgate.User
	hosts map[string]netip.Prefix
	roles map[string]*callgate.Role
}

func newCasbinFacts(w World) casbinFacts {
	f := casbinFacts{map[string]*callgate.User{}, map[string]netip.Prefix{}, map[string]*callgate.Role{}}
	for _, r := range w.Input.Roles {
		f.roles[r.ID] = r
	}
	for _, u := range w.Input.Users {
		f.users[u.Folded] = u
		if len(u.Hosts) > 0 {
			f.hosts[u.Folded] = netip.MustParsePrefix(u.Hosts[0].CIDR)
		}
	}
	return f
}

// reaches reads the reach of a line: any, mine, or the name of a role.
func (f casbinFacts) reaches(login, reach string, on callgate.Entity) bool {
	u := f.users[login]
	if reach == "any" || on == "" || (on.Kind() == callgate.Extension && on.Name() == u.Extensions[0].Name) {
		return true
	}
	switch r := f.roles[reach]; {
	case r == nil || r.Reach == callgate.ReachNone:
		return slices.Contains(u.Reach, on)
	case r.Reach == callgate.ReachEverything:
		return true
	default:
		return slices.Contains(r.ReachList, on)
	}
}

func (f casbinFacts) comes(login, from string) bool {
	if u := f.users[login]; u.Blocked || !u.Enabled {
		return false
	}
	host, bound := f.hosts[login]
	if !bound {
		return true
	}
	a, err := netip.ParseAddr(from)
	return err == nil && host.Contains(a)
}
