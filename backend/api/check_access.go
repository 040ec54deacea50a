package api

import (
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// AccessView is what one user may do and what he sees of it, area by area.
type AccessView struct {
	ID    callgate.ID  `json:"id"`
	Login string       `json:"login"`
	Name  string       `json:"name"`
	Kind  string       `json:"kind"`
	Seat  string       `json:"seat"`
	State string       `json:"state"`
	Gates string       `json:"gates"`
	Held  int          `json:"held"`
	Of    int          `json:"of"`
	Areas []AccessArea `json:"areas"`
}

// AccessArea is a module of the catalogue.
type AccessArea struct {
	Module string               `json:"module"`
	Group  string               `json:"group"`
	Rights []callgate.Effective `json:"rights"`
	Sees   string               `json:"sees"`  // nothing, all, own, list; yes for what has no reach
	Reach  []string             `json:"reach"` // for list and own
	Here   bool                 `json:"here"`  // enforced here, not by other systems
}

// Access tells what a user may do and see, as decisions are made now; ""
// means oneself. About others it takes the right to see users.
func (m *Check) Access(login string) (AccessView, error) {
	return read(m.c, "", func(a *actor) (AccessView, error) {
		who, err := a.askedAbout(login)
		if err != nil {
			return AccessView{}, err
		}
		return a.access(who), nil
	})
}

// askedAbout finds whom a question is about.
func (a *actor) askedAbout(login string) (policy.Who, error) {
	login = strings.TrimSpace(login)
	if login == "" && a.local() {
		return 0, callgate.Err("no_account")
	}
	if login == "" {
		login = a.User.Login
	}
	who, ok := a.named(login)
	if ok && a.isSelf(a.Policy.User(who)) {
		return who, nil
	}
	if err := a.demand("directory.users:read"); err != nil {
		return 0, err
	}
	if !ok {
		return 0, callgate.Err("user_unknown", "login", shortened(login, 60)).At("login")
	}
	return who, nil
}

func (a *actor) access(who policy.Who) AccessView {
	u := a.Policy.User(who)
	row := a.row(u)
	v := AccessView{
		ID: u.ID, Login: u.Login, Name: row.Name, Kind: u.Kind, Seat: u.Seat, State: row.State, Gates: row.Gates,
		Held: a.Policy.Rights(who, a.Now).Len(), Of: rightsIn(a.Tenant), Areas: []AccessArea{},
	}
	for i, e := range a.Policy.Effective(who, a.Now) {
		leaf := callgate.Catalogue()[i]
		if n := len(v.Areas); n == 0 || v.Areas[n-1].Module != leaf.Module {
			v.Areas = append(v.Areas, AccessArea{Module: leaf.Module, Group: leaf.Group, Sees: "nothing", Reach: []string{}, Here: leaf.Enforced == "here"})
		}
		area := &v.Areas[len(v.Areas)-1]
		area.Rights = append(area.Rights, e)
		if e.Held && area.Sees == "nothing" {
			area.Sees, area.Reach = sees(leaf, e), e.Reach
		}
	}
	return v
}

// sees puts a reach into one word.
func sees(leaf callgate.Leaf, e callgate.Effective) string {
	switch {
	case !leaf.Scoped:
		return "yes"
	case len(e.Reach) == 0:
		return "none"
	case e.Reach[0] == "everything":
		return "all"
	case len(e.Reach) == 1 && e.Reach[0] == "own":
		return "own"
	}
	return "list"
}
