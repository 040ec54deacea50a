package bench

import (
	"fmt"
	"strings"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"callgate/backend/callgate"
)

// cedarRules are the rules that hold for every user; one or two policies for
// each role come beside them.
const cedarRules = `
forbid (principal, action, resource) unless { principal.active };
forbid (principal, action, resource) when { principal has host && !context.from.isInRange(principal.host) };
forbid (principal, action, resource) when { principal.deny.contains(action) };
permit (principal, action, resource) when {
	principal.allow.contains(action) &&
	(!(action in Action::"scoped") || principal.own.contains(resource) || principal.reach.contains(resource))
};
`

// cedarReach is where the scoped permissions of a role count.
var cedarReach = map[string]string{
	callgate.ReachNone:       `principal.own.contains(resource) || principal.reach.contains(resource)`,
	callgate.ReachEverything: `true`,
	callgate.ReachOwn:        `principal.own.contains(resource)`,
	callgate.ReachList:       `principal.own.contains(resource) || resource in Role::"%[1]s"`,
}

// Cedar puts the world into cedar-go: users with attributes in roles, actions
// in groups (one for what each role gives), a policy for each role.
func Cedar(w World) (Engine, error) {
	var text strings.Builder
	text.WriteString(cedarRules)
	actions := map[callgate.Permission][]types.EntityUID{}
	listed := map[callgate.Entity][]types.EntityUID{}
	for _, r := range w.Input.Roles {
		plain, scoped := cedarUID("Action", r.ID+" plain"), cedarUID("Action", r.ID+" scoped")
		for _, p := range r.Permissions {
			group := plain
			if Scoped(p) {
				group = scoped
			}
			actions[p] = append(actions[p], group)
		}
		for _, e := range r.ReachList {
			listed[e] = append(listed[e], cedarUID("Role", r.ID))
		}
		reach := cedarReach[r.Reach]
		if r.Reach == callgate.ReachList {
			reach = fmt.Sprintf(reach, r.ID)
		}
		fmt.Fprintf(&text, "permit (principal in Role::%q, action in Action::%q, resource);\n", r.ID, r.ID+" plain")
		fmt.Fprintf(&text, "permit (principal in Role::%q, action in Action::%q, resource) when { %s };\n", r.ID, r.ID+" scoped", reach)
	}
	policies, err := cedar.NewPolicySetFromBytes("callgate.cedar", []byte(text.String()))
	if err != nil {
		return Engine{}, err
	}
	entities, err := cedarEntities(w, actions, listed)
	if err != nil {
		return Engine{}, err
	}
	requests := make([]cedar.Request, len(w.Questions))
	for i, q := range w.Questions {
		from, err := types.ParseIPAddr(q.From.String())
		if err != nil {
			return Engine{}, err
		}
		requests[i] = cedar.Request{
			Principal: cedarUID("User", q.Login), Action: cedarUID("Action", string(q.Do)), Resource: cedarThing(q.On),
			Context: types.NewRecord(types.RecordMap{"from": from}),
		}
	}
	return Engine{"cedar-go", func(i int) bool {
		decision, _ := cedar.Authorize(policies, entities, requests[i])
		return decision == cedar.Allow
	}}, nil
}

func cedarEntities(w World, actions map[callgate.Permission][]types.EntityUID, listed map[callgate.Entity][]types.EntityUID) (types.EntityMap, error) {
	all := types.EntityMap{}
	add := func(uid types.EntityUID, parents []types.EntityUID, attributes types.RecordMap) {
		all[uid] = types.Entity{UID: uid, Parents: types.NewEntityUIDSet(parents...), Attributes: types.NewRecord(attributes)}
	}
	for _, leaf := range callgate.Catalogue() {
		groups := actions[leaf.ID]
		if leaf.Scoped {
			groups = append(groups, cedarUID("Action", "scoped"))
		}
		add(cedarUID("Action", string(leaf.ID)), groups, nil)
	}
	for _, x := range w.Input.Things {
		e := callgate.EntityOf(x.Kind, x.Name)
		add(cedarThing(e), listed[e], nil)
	}
	for _, u := range w.Input.Users {
		var roles []types.EntityUID
		for _, m := range u.Roles {
			roles = append(roles, cedarUID("Role", m.Role))
		}
		own := []types.Value{cedarThing("")} // "anything at all" is reached by who has an extension
		for _, x := range u.Extensions {
			own = append(own, cedarThing(callgate.EntityOf(callgate.Extension, x.Name)))
		}
		var reach, allow, deny []types.Value
		for _, e := range u.Reach {
			reach = append(reach, cedarThing(e))
		}
		for _, o := range u.Overrides {
			if o.Allow {
				allow = append(allow, cedarUID("Action", string(o.Permission)))
			} else {
				deny = append(deny, cedarUID("Action", string(o.Permission)))
			}
		}
		attributes := types.RecordMap{
			"active": types.Boolean(u.Enabled && !u.Blocked), "own": types.NewSet(own...), "reach": types.NewSet(reach...),
			"allow": types.NewSet(allow...), "deny": types.NewSet(deny...),
		}
		if len(u.Hosts) > 0 {
			host, err := types.ParseIPAddr(u.Hosts[0].CIDR)
			if err != nil {
				return nil, err
			}
			attributes["host"] = host
		}
		add(cedarUID("User", u.Folded), roles, attributes)
	}
	return all, nil
}

func cedarUID(kind, id string) types.EntityUID {
	return types.NewEntityUID(types.EntityType(kind), types.String(id))
}

func cedarThing(e callgate.Entity) types.EntityUID { return cedarUID("Thing", string(e)) }
