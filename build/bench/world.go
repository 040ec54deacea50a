package bench

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// World is a tenant and questions about it, before any engine has seen them.
type World struct {
	Input     policy.Input
	Questions []Question
}

// Question is what every engine is asked, in words; each makes its own request
// of it before anything is timed.
type Question struct {
	Login string
	Do    callgate.Permission
	On    callgate.Entity // "" = on anything at all
	From  netip.Addr
}

const now = callgate.Time(2_000_000)

// left out are the modules that MODEL.md gives by rule, not by role: the other
// engines would only need more lines for them.
var leftOut = map[string]bool{
	"dashboard": true, "me.preferences": true, "me.password": true, "me.second_factor": true, "me.conference_rooms": true,
	"me.extension_groups": true, "calls.own": true,
}

// NewWorld makes a tenant of n users: 3 of 24 roles each, every module of the
// catalogue, an override for every third, a reach for every second, allowed
// hosts for every fifth; and 10,000 questions. The same n gives the same world.
func NewWorld(n int) World {
	rnd := rand.New(rand.NewPCG(20, uint64(n)))
	w := World{Input: policy.Input{Tenant: &callgate.Tenant{ID: "t", Name: "Office", Enabled: true, Country: "GB"}, Enabled: true, Now: now}}
	for i := range queues {
		w.thing(callgate.Queue, queueName(i))
	}
	for i := range n {
		w.thing(callgate.Extension, extensionName(i))
	}
	for i := range 24 {
		w.Input.Roles = append(w.Input.Roles, newRole(rnd, i))
	}
	for i := range n {
		w.Input.Users = append(w.Input.Users, newUser(rnd, i, w.Input.Roles))
	}
	for range 10_000 {
		w.Questions = append(w.Questions, newQuestion(rnd, w.Input.Users))
	}
	return w
}

const queues = 200

func queueName(i int) string     { return fmt.Sprint(600 + i) }
func extensionName(i int) string { return fmt.Sprint(100_000 + i) }

func (w *World) thing(kind, name string) {
	w.Input.Things = append(w.Input.Things, callgate.Thing{Kind: kind, Name: name})
}

func newRole(rnd *rand.Rand, i int) *callgate.Role {
	r := &callgate.Role{ID: fmt.Sprintf("role-%02d", i), Name: fmt.Sprintf("Role %d", i)}
	var set callgate.Set
	for b, leaf := range callgate.Catalogue() {
		if !leftOut[leaf.Module] && rnd.IntN(3) == 0 {
			set.Add(callgate.Bit(b))
		}
	}
	r.Permissions = set.Close().Permissions()
	switch i % 8 {
	case 1, 5:
		r.Reach = callgate.ReachList
		for range 4 {
			r.ReachList = append(r.ReachList, callgate.EntityOf(callgate.Queue, queueName(rnd.IntN(queues))))
		}
	case 2:
		r.Reach = callgate.ReachOwn
	case 3:
		r.Reach = callgate.ReachEverything
	}
	return r
}

func newUser(rnd *rand.Rand, i int, roles []*callgate.Role) *callgate.User {
	login := fmt.Sprintf("user.%06d", i)
	u := &callgate.User{
		ID: fmt.Sprintf("00000000-0000-7000-8000-%012d", i), Login: login, Folded: login, Kind: callgate.Standard, Seat: callgate.FullSeat,
		Enabled: true, Blocked: rnd.IntN(50) == 0, HasPassword: true, Extensions: []callgate.OwnExtension{{Name: extensionName(i)}},
	}
	for _, k := range rnd.Perm(len(roles))[:3] {
		u.Roles = append(u.Roles, callgate.Membership{Role: roles[k].ID})
	}
	if i%3 == 0 {
		u.Overrides = []callgate.Override{newOverride(rnd)}
	}
	if i%2 == 0 {
		u.Reach = []callgate.Entity{
			callgate.EntityOf(callgate.Queue, queueName(rnd.IntN(queues))), callgate.EntityOf(callgate.Queue, queueName(rnd.IntN(queues))),
			callgate.EntityOf(callgate.Extension, extensionName(max(0, i-1))),
		}
	}
	if i%5 == 0 {
		u.Hosts = []callgate.Host{{CIDR: [...]string{"192.0.2.0/24", "198.51.100.0/28", "2001:db8::/32"}[rnd.IntN(3)]}}
	}
	return u
}

// newOverride touches only permissions that need nothing and that nothing
// needs: closing a set after overrides is Callgate's own rule.
func newOverride(rnd *rand.Rand) callgate.Override {
	needed := map[callgate.Permission]bool{}
	for _, leaf := range callgate.Catalogue() {
		for _, any := range leaf.Needs {
			for _, p := range any {
				needed[p] = true
			}
		}
	}
	for {
		leaf := callgate.Catalogue()[rnd.IntN(len(callgate.Catalogue()))]
		allow := rnd.IntN(2) == 0
		if !leftOut[leaf.Module] && ((allow && len(leaf.Needs) == 0) || (!allow && !needed[leaf.ID])) {
			return callgate.Override{Permission: leaf.ID, Allow: allow}
		}
	}
}

// newQuestion mixes what is held and what is not, in reach and not, from
// allowed addresses and others.
func newQuestion(rnd *rand.Rand, users []*callgate.User) Question {
	u := users[rnd.IntN(len(users))]
	q := Question{Login: u.Folded, From: netip.MustParseAddr([...]string{"192.0.2.7", "198.51.100.9", "2001:db8::7", "203.0.113.1"}[rnd.IntN(4)])}
	for q.Do == "" || leftOut[q.Do.Module()] {
		q.Do = callgate.PermissionAt(callgate.Bit(rnd.IntN(len(callgate.Catalogue()))))
	}
	switch rnd.IntN(5) {
	case 0:
		q.On = callgate.EntityOf(callgate.Queue, queueName(rnd.IntN(queues)))
	case 1:
		q.On = callgate.EntityOf(callgate.Extension, extensionName(rnd.IntN(len(users))))
	case 2:
		q.On = callgate.EntityOf(callgate.Extension, u.Extensions[0].Name)
	case 3:
		if len(u.Reach) > 0 {
			q.On = u.Reach[rnd.IntN(len(u.Reach))]
		}
	}
	return q
}

// Scoped tells whether a permission counts inside a reach.
func Scoped(p callgate.Permission) bool {
	return callgate.Catalogue()[callgate.MustBit(p)].Scoped
}

// Engine answers the questions of a world by their number. Whatever can be
// prepared for a question is prepared when the engine is made.
type Engine struct {
	Name  string
	Allow func(i int) bool
}

// Callgate is the product's own decision.
func Callgate(w World) Engine {
	t := policy.Compile(w.Input)
	requests := make([]policy.Request, len(w.Questions))
	for i, q := range w.Questions {
		requests[i] = policy.Request{Login: strings.Clone(q.Login), Do: callgate.MustBit(q.Do), On: q.On, From: q.From, Now: now}
	}
	return Engine{"Callgate", func(i int) bool { return t.Decide(requests[i]) }}
}
