package bench

import (
	"context"
	_ "embed"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"callgate/backend/callgate"
)

//go:embed opa.rego
var opaRules string

// OPA puts the world into an in-memory store and prepares the query; inputs
// are parsed beforehand.
func OPA(w World) (Engine, error) {
	ctx := context.Background()
	query, err := rego.New(
		rego.Query("data.callgate.allow"), rego.Module("callgate.rego", opaRules),
		rego.Store(inmem.NewFromObjectWithOpts(opaData(w), inmem.OptReturnASTValuesOnRead(true))),
	).PrepareForEval(ctx)
	if err != nil {
		return Engine{}, err
	}
	inputs := make([]ast.Value, len(w.Questions))
	for i, q := range w.Questions {
		inputs[i] = ast.NewObject(
			ast.Item(ast.StringTerm("user"), ast.StringTerm(q.Login)), ast.Item(ast.StringTerm("do"), ast.StringTerm(string(q.Do))),
			ast.Item(ast.StringTerm("on"), ast.StringTerm(string(q.On))), ast.Item(ast.StringTerm("from"), ast.StringTerm(q.From.String())),
		)
	}
	return Engine{"OPA, prepared query", func(i int) bool {
		result, err := query.Eval(ctx, rego.EvalParsedInput(inputs[i]))
		if err != nil {
			panic(err)
		}
		return result.Allowed()
	}}, nil
}

// opaData is the world as documents, with objects as sets, so that every
// lookup is by key.
func opaData(w World) map[string]any {
	scoped, users, roles, lists := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	for _, leaf := range callgate.Catalogue() {
		if leaf.Scoped {
			scoped[string(leaf.ID)] = true
		}
	}
	words := map[string]string{callgate.ReachNone: "mine", callgate.ReachEverything: "everything", callgate.ReachOwn: "own", callgate.ReachList: "list"}
	for _, r := range w.Input.Roles {
		gives := map[string]any{}
		for _, p := range r.Permissions {
			gives[string(p)] = "plain"
			if Scoped(p) {
				gives[string(p)] = words[r.Reach]
			}
		}
		roles[r.ID], lists[r.ID] = gives, opaSet(r.ReachList)
	}
	for _, u := range w.Input.Users {
		var memberships []any
		for _, m := range u.Roles {
			memberships = append(memberships, m.Role)
		}
		own, allow, deny := map[string]any{}, map[string]any{}, map[string]any{}
		for _, x := range u.Extensions {
			own[string(callgate.EntityOf(callgate.Extension, x.Name))] = true
		}
		for _, o := range u.Overrides {
			if o.Allow {
				allow[string(o.Permission)] = true
			} else {
				deny[string(o.Permission)] = true
			}
		}
		document := map[string]any{
			"active": u.Enabled && !u.Blocked, "roles": memberships, "own": own, "allow": allow, "deny": deny, "reach": opaSet(u.Reach),
		}
		if len(u.Hosts) > 0 {
			document["host"] = u.Hosts[0].CIDR
		}
		users[u.Folded] = document
	}
	return map[string]any{"scoped": scoped, "users": users, "roles": roles, "lists": lists}
}

func opaSet(list []callgate.Entity) map[string]any {
	set := map[string]any{}
	for _, e := range list {
		set[string(e)] = true
	}
	return set
}
