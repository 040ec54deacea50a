package api

import (
	"net/netip"
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
)

// Check explains decisions.
type Check struct{ c *Caller }

// Answer is a decision with the names its sentences need.
type Answer struct {
	Allow    bool              `json:"allow"`
	Gates    []callgate.Gate   `json:"gates"`
	Reasons  []callgate.Reason `json:"reasons"`
	Ways     []callgate.Way    `json:"ways"`
	Question callgate.Question `json:"question"`
	Name     string            `json:"name"` // of the user asked about
	Tenant   string            `json:"tenant"`
	Command  string            `json:"command"` // the same question on the command line
}

// Suggestions are cut at 20 each.
type Suggestions struct {
	People []Person         `json:"people"`
	Things []callgate.Thing `json:"things"`
}

// Ask decides and explains. It is the very decision requests run through. About
// oneself everybody may ask, about others who may see users.
func (m *Check) Ask(q callgate.Question) (Answer, error) {
	return read(m.c, "", func(a *actor) (Answer, error) {
		if folded, _, err := authn.FoldLogin(q.Login); a.local() || err != nil || folded != a.User.Folded {
			if err := a.demand("directory.users:read"); err != nil {
				return Answer{}, err
			}
		}
		r, err := a.request(&q)
		if err != nil {
			return Answer{}, err
		}
		d := a.Policy.Explain(r)
		name := a.Policy.User(r.Who).DisplayName()
		a.c.s.questions.add(a.Tenant.ID, AskedQuestion{At: a.Now, By: a.Login, Allow: d.Allow, Question: q, Name: name})
		return Answer{
			Allow: d.Allow, Gates: d.Gates, Reasons: d.Reasons, Ways: d.Ways, Question: q, Name: name, Tenant: a.Tenant.Name, Command: a.command(q),
		}, nil
	})
}

// request turns a question into what the policy decides about.
func (a *actor) request(q *callgate.Question) (policy.Request, error) {
	r := policy.Request{ByWho: true, AnyAddress: q.AnyAddress, Dial: strings.TrimSpace(q.Dial), Showing: strings.TrimSpace(q.Showing), Now: a.Now}
	var ok bool
	if r.Who, ok = a.named(strings.TrimSpace(q.Login)); !ok {
		return r, callgate.Err("user_unknown", "login", shortened(q.Login, 60)).At("login")
	}
	q.Login = a.Policy.User(r.Who).Login
	if q.Permission == "" { // may he in at all? what he dials asks for its own right
		q.Permission = "dashboard:read"
	}
	if r.Do, ok = callgate.BitOf(q.Permission); !ok {
		return r, callgate.Err("permission_unknown", "permission", shortened(string(q.Permission), 60)).At("permission")
	}
	if q.AnyAddress {
		q.From = ""
	}
	var err error
	if q.On != "" {
		if q.On, err = a.askedEntity(q.On); err != nil {
			return r, at(err, "on")
		}
		r.On = q.On
	}
	if q.From != "" {
		var from netip.Addr
		if from, err = callgate.ParseAddr(q.From); err != nil {
			return r, at(err, "from")
		}
		r.From, q.From = from, from.String()
	}
	return r, nil
}

// askedEntity brings the entity into the form it is kept in; one that nobody
// knows is asked about all the same, and denied.
func (a *actor) askedEntity(e callgate.Entity) (callgate.Entity, error) {
	if _, err := callgate.ParseEntity(string(e)); err != nil {
		return "", err
	}
	if e.Kind() == callgate.UserKind {
		if who, ok := a.named(e.Name()); ok {
			return callgate.EntityOf(callgate.UserKind, a.Policy.User(who).Folded), nil
		}
		return e, nil
	}
	if name, err := a.readThing(e.Kind(), e.Name()); err == nil {
		return callgate.EntityOf(e.Kind(), name), nil
	}
	return e, nil
}

// command is the question in words of the command line.
func (a *actor) command(q callgate.Question) string {
	words := []string{"callgate", "check"}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, quoted(value))
		}
	}
	if !a.alone() {
		add("--tenant", a.Tenant.Slug)
	}
	add("--user", q.Login)
	add("--do", string(q.Permission))
	add("--on", string(q.On))
	add("--dial", q.Dial)
	add("--caller-id", q.Showing)
	if q.AnyAddress {
		add("--from", callgate.Anywhere)
	}
	add("--from", q.From)
	return strings.Join(append(words, "--why"), " ")
}

// alone tells whether this is the installation's only tenant, and nobody has to
// name it. A tenant below never learns of others: it names itself.
func (a *actor) alone() bool {
	all := a.c.s.views.Load()
	return a.Tenant.Kind == "root" && all != nil && len(*all) == 1
}

// quoted is a word as a shell takes it.
func quoted(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:_@%+/-") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// suggested is where suggestions are cut.
const suggested = 20

// Suggest finds people (for the slot "who") and things (for "of what"): oneself
// only, for who may not see users.
func (m *Check) Suggest(text string) (Suggestions, error) {
	return read(m.c, "", func(a *actor) (Suggestions, error) {
		text = shortened(text, 200)
		s := Suggestions{People: []Person{}, Things: a.things("", text)}
		s.Things = s.Things[:min(len(s.Things), suggested)]
		switch {
		case a.may("directory.users:read"):
			s.People, _ = a.persons(people.Query{Search: text, Limit: suggested, Now: a.Now, Hide: a.hidden()})
		case strings.Contains(people.Fold(a.User.DisplayName()+" "+a.User.Login), people.Fold(text)):
			s.People = append(s.People, personOf(a.User))
		}
		return s, nil
	})
}
