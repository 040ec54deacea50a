package api

import (
	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// hides tells whether a user is kept from the actor's lists: people who are not
// in use are nobody's business but of those who can put them back in use
// (iSymphony). Oneself one always sees.
func (a *actor) hides(u *callgate.User) bool {
	return !u.Enabled && !a.seesDisabled() && !a.isSelf(u)
}

func (a *actor) seesDisabled() bool { return a.unbounded() || a.may("directory.users:write") }

// hidden is hides for a query; nil when everybody is seen.
func (a *actor) hidden() func(u *callgate.User) bool {
	if a.seesDisabled() {
		return nil
	}
	return a.hides
}

// seen finds a user the actor may know of.
func (a *actor) seen(id callgate.ID) (policy.Who, bool) {
	who, ok := a.Policy.ByID(id)
	if !ok || a.hides(a.Policy.User(who)) {
		return 0, false
	}
	return who, true
}

// named finds one by login, however it is written.
func (a *actor) named(login string) (policy.Who, bool) {
	who, ok := a.withLogin(login)
	if !ok || a.hides(a.Policy.User(who)) {
		return 0, false
	}
	return who, true
}

// people counts those the actor may know of.
func (a *actor) people() int {
	n := a.People.Len()
	if a.seesDisabled() {
		return n
	}
	for u := range a.People.All() {
		if a.hides(u) {
			n--
		}
	}
	return n
}
