package api

import (
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
)

// WhoQuestion asks the reverse: who may do this, on what, from where.
type WhoQuestion struct {
	Permission callgate.Permission `json:"permission"`
	On         callgate.Entity     `json:"on"`         // "" = on anything at all
	From       string              `json:"from"`       // "" = no address known
	AnyAddress bool                `json:"anyAddress"` // leave the address gate out
	Grant      bool                `json:"grant"`      // who may give the right to somebody, rather than use it
	Search     string              `json:"search"`     // among those found
	Offset     int                 `json:"offset"`
	Limit      int                 `json:"limit"` // 50 when 0, at most 500
}

// WhoRow is somebody who may, and by what.
type WhoRow struct {
	Person
	Kind    string            `json:"kind"`
	Sources []callgate.Source `json:"sources"`
	Own     bool              `json:"own"` // what was asked about is his own
}

// WhoPage is one page of them, by name.
type WhoPage struct {
	Rows     []WhoRow    `json:"rows"`
	Total    int         `json:"total"` // those the search lets through
	All      int         `json:"all"`   // who may
	Of       int         `json:"of"`    // users there are
	Question WhoQuestion `json:"question"`
	Command  string      `json:"command"` // the same question on the command line
}

// SightView is what a user sees: for each right about calls, on what.
type SightView struct {
	Name   string           `json:"name"`
	State  string           `json:"state"` // somebody who is not in use sees nothing
	Sights []callgate.Sight `json:"sights"`
	Things int              `json:"things"` // extensions, queues and numbers there are
}

const sightsShown = 100

// Who lists everybody who may, by asking the decision of each. It names people,
// so it is for those who may see users.
func (m *Check) Who(q WhoQuestion) (WhoPage, error) {
	return read(m.c, "directory.users:read", func(a *actor) (WhoPage, error) {
		r, err := a.whoRequest(&q)
		if err != nil {
			return WhoPage{}, err
		}
		may := a.whoMay(q, r)
		page := WhoPage{Rows: []WhoRow{}, All: may.Len(), Of: a.people(), Question: q, Command: a.whoCommand(q)}
		var found []*callgate.User
		found, page.Total, _ = a.People.Page(people.Query{
			Search: shortened(q.Search, 200), Offset: max(q.Offset, 0), Limit: min(q.Limit, mostRows), Now: a.Now,
			Hide: func(u *callgate.User) bool {
				who, ok := a.Policy.ByID(u.ID)
				return !ok || a.hides(u) || !may.Has(who)
			},
		})
		for _, u := range found {
			page.Rows = append(page.Rows, a.whoRow(u, q, r))
		}
		return page, nil
	})
}

func (a *actor) whoMay(q WhoQuestion, r policy.Request) policy.Whos {
	if q.Grant {
		return a.Policy.WhoMayGrant(r.Do, a.Now)
	}
	return a.Policy.WhoMay(r)
}

func (a *actor) whoRow(u *callgate.User, q WhoQuestion, r policy.Request) WhoRow {
	row := WhoRow{Person: personOf(u), Kind: u.Kind}
	who, _ := a.Policy.ByID(u.ID)
	if q.Grant {
		row.Sources = a.Policy.GrantSources(who, r.Do, a.Now)
	} else {
		row.Sources, row.Own = a.Policy.SourcesOn(who, r.Do, r.On, a.Now)
	}
	return row
}

// whoRequest turns the question into what the policy is asked of everybody.
func (a *actor) whoRequest(q *WhoQuestion) (policy.Request, error) {
	r := policy.Request{AnyAddress: q.AnyAddress, Now: a.Now}
	var ok bool
	if r.Do, ok = callgate.BitOf(q.Permission); !ok {
		return r, callgate.Err("permission_unknown", "permission", shortened(string(q.Permission), 60)).At("permission")
	}
	if q.Grant {
		q.On, q.From, q.AnyAddress = "", "", true
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
		if r.From, err = callgate.ParseAddr(q.From); err != nil {
			return r, at(err, "from")
		}
		q.From = r.From.String()
	}
	return r, nil
}

// whoCommand is the question in words of the command line.
func (a *actor) whoCommand(q WhoQuestion) string {
	words := []string{"callgate", "who"}
	if !a.alone() {
		words = append(words, "--tenant", quoted(a.Tenant.Slug))
	}
	words = append(words, "--do", quoted(string(q.Permission)))
	if q.On != "" {
		words = append(words, "--on", quoted(string(q.On)))
	}
	if q.From != "" {
		words = append(words, "--from", quoted(q.From))
	}
	if q.Grant {
		words = append(words, "--grant")
	}
	return strings.Join(words, " ")
}

// Sees tells what a user sees, wherever he comes from: oneself everybody may
// ask about, others who may see users.
func (m *Check) Sees(id callgate.ID) (SightView, error) {
	return read(m.c, "", func(a *actor) (SightView, error) {
		if a.local() || id != a.User.ID {
			if err := a.demand("directory.users:read"); err != nil {
				return SightView{}, err
			}
		}
		who, ok := a.seen(id)
		if !ok {
			return SightView{}, callgate.Err(callgate.NotFound)
		}
		u := a.Policy.User(who)
		return SightView{Name: u.DisplayName(), State: people.State(u, a.Now), Sights: a.Policy.Sees(who, a.Now, sightsShown), Things: a.Policy.Things()}, nil
	})
}
