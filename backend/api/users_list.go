package api

import (
	"strconv"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// mostRows is how many rows a page has at most.
const mostRows = 500

// List gives one page.
func (m *Users) List(q UserQuery) (UserPage, error) {
	return read(m.c, "directory.users:read", func(a *actor) (UserPage, error) {
		asked, err := q.query(a)
		if err != nil {
			return UserPage{}, err
		}
		found, total, next := a.People.Page(asked)
		page := UserPage{Rows: make([]UserRow, len(found)), Total: total, All: a.people(), Next: next, Can: a.can("directory.users", "write", "delete")}
		for i, u := range found {
			page.Rows[i] = a.row(u)
		}
		return page, nil
	})
}

// row is one line of the list.
func (a *actor) row(u *callgate.User) UserRow {
	r := UserRow{
		ID: u.ID, Login: u.Login, Name: u.DisplayName(), Description: u.Description, Extension: people.Extension(u), Roles: a.roleNames(u),
		Kind: u.Kind, System: u.System, Seat: u.Seat, State: people.State(u, a.Now), LockedUntil: u.LockedUntil, Factor: u.HasFactor, LastSignIn: u.LastSignIn,
		Can: a.canDo(u),
	}
	if len(u.Emails) > 0 {
		r.Email = u.Emails[0].Value
	}
	if who, ok := a.Policy.ByID(u.ID); ok {
		r.Gates = a.Policy.Gates(who, a.Now)
	}
	return r
}

func (a *actor) roleNames(u *callgate.User) []string {
	names := make([]string, 0, len(u.Roles)+1)
	if u.Kind == callgate.Administrator {
		names = append(names, "Administrator")
	}
	for _, r := range u.Roles {
		if name := a.roleName(r.Role); name != "" && (r.Expires == 0 || a.Now < r.Expires) {
			names = append(names, name)
		}
	}
	return names
}

// canDo lists what the actor may do to a user, by the rules that are asked when
// he does it: write, delete, block, roles, hosts.
func (a *actor) canDo(u *callgate.User) []string {
	can := []string{}
	self := a.isSelf(u)
	can = append(can, a.canAct(u)...)
	if !self && !a.unbounded() && len(a.exceeds(mostOf(u))) > 0 {
		return can
	}
	write := a.may("directory.users:write")
	if write {
		can = append(can, "write")
	}
	if a.may("directory.users:delete") && !self && u.System == "" {
		can = append(can, "delete")
	}
	if write && !self {
		can = append(can, "block", "roles")
	}
	if write && a.may("security.allowed_hosts:write") && (!self || a.unbounded()) {
		can = append(can, "hosts")
	}
	return can
}

// Get gives the panel.
func (m *Users) Get(id callgate.ID) (UserDetail, error) {
	return read(m.c, "directory.users:read", func(a *actor) (UserDetail, error) {
		who, ok := a.seen(id)
		if !ok {
			return UserDetail{}, callgate.Err(callgate.NotFound)
		}
		return a.detail(who)
	})
}

// Find gives the panel of the user with this login.
func (m *Users) Find(login string) (UserDetail, error) {
	return read(m.c, "directory.users:read", func(a *actor) (UserDetail, error) {
		who, ok := a.named(login)
		if !ok {
			return UserDetail{}, callgate.Err(callgate.NotFound)
		}
		return a.detail(who)
	})
}

// withLogin finds by login, however it is written.
func (v *view) withLogin(login string) (policy.Who, bool) {
	folded, _, err := authn.FoldLogin(login)
	if err != nil {
		return 0, false
	}
	return v.Policy.Find(folded)
}

// detail is the panel of one user.
func (a *actor) detail(who policy.Who) (UserDetail, error) {
	u := a.Policy.User(who)
	rights := a.Policy.Rights(who, a.Now)
	d := UserDetail{
		User: *u, LastDay: callgate.LastDay(u.Expires, zoneOf(a.Tenant)), State: people.State(u, a.Now), Gates: a.Policy.Gates(who, a.Now), Facts: a.Policy.Facts(who, a.Now),
		Held: rights.Len(), Of: rightsIn(a.Tenant), Editors: a.c.s.presence.who(a, u.ID), Created: []callgate.Entity{}, Can: a.canDo(u),
	}
	if d.Facts == nil {
		d.Facts = map[string]string{}
	}
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		cred, err := tx.Credential(u.Tenant, u.ID)
		if err != nil {
			return err
		}
		a.signInFacts(d.Facts, cred)
		if d.RecoveryLeft, err = tx.RecoveryCodes(u.Tenant, u.ID); err != nil {
			return err
		}
		list, err := tx.Sessions(u.Tenant, u.ID)
		for _, s := range list {
			if a.isLive(s) {
				d.Sessions++
			}
		}
		return err
	})
	return d, err
}

// signInFacts are figures of the sign-in tab.
func (a *actor) signInFacts(facts map[string]string, cred store.Credential) {
	if n := cred.Failures + cred.KnownFailures; n > 0 {
		anywhere, kept := tries(a.Tenant.Policy)
		facts["failures"], facts["failuresMax"] = strconv.Itoa(n), strconv.Itoa(anywhere+kept)
		facts["lastFailure"] = cred.LastFailure.String()
	}
	if cred.PasswordHash != "" {
		facts["passwordChanged"] = cred.PasswordChanged.String()
	}
	if len(cred.SealedFactor) > 0 {
		facts["factorSet"] = cred.FactorSet.String()
	}
	if cred.ActivationHash != "" && a.Now < cred.ActivationExpires {
		facts["activationExpires"] = cred.ActivationExpires.String()
	}
}

// isLive tells whether somebody is signed in with the session now.
func (a *actor) isLive(s *store.Session) bool {
	return s.Stage == stageIn && a.Now < s.Until && a.Now < s.IdleUntil
}

// rightsIn counts the rights there are in a tenant: those of its package.
func rightsIn(t *callgate.Tenant) int {
	if len(t.Package) == 0 {
		return len(callgate.Catalogue())
	}
	has := map[string]bool{"dashboard": true}
	for _, module := range t.Package {
		has[module] = true
	}
	n := 0
	for _, leaf := range callgate.Catalogue() {
		if has[leaf.Module] {
			n++
		}
	}
	return n
}

// Effective gives every right with its source.
func (m *Users) Effective(id callgate.ID) (EffectiveView, error) {
	return read(m.c, "directory.users:read", func(a *actor) (EffectiveView, error) {
		who, ok := a.seen(id)
		if !ok {
			return EffectiveView{}, callgate.Err(callgate.NotFound)
		}
		rights := a.Policy.Rights(who, a.Now)
		return EffectiveView{Rights: a.Policy.Effective(who, a.Now), Held: rights.Len(), Of: rightsIn(a.Tenant)}, nil
	})
}

// Recent gives the last audit records about him.
func (m *Users) Recent(id callgate.ID) ([]callgate.AuditRecord, error) {
	return read(m.c, "security.audit:read", func(a *actor) (rows []callgate.AuditRecord, err error) {
		if _, ok := a.seen(id); !ok {
			return nil, callgate.Err(callgate.NotFound)
		}
		err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			rows, _, _, err = tx.Audit(a.Tenant.ID, store.AuditFilter{TargetID: id, Limit: 20})
			return err
		})
		return rows, err
	})
}

// Editing says that the caller has this user open for change, for a minute,
// and tells who else has.
func (m *Users) Editing(id callgate.ID) ([]string, error) {
	return read(m.c, "directory.users:read", func(a *actor) ([]string, error) {
		if _, ok := a.seen(id); !ok {
			return nil, callgate.Err(callgate.NotFound)
		}
		if !a.may("directory.users:write") {
			return a.c.s.presence.who(a, id), nil // he reads only: nobody has to wait for him
		}
		return a.c.s.presence.here(a, id), nil
	})
}
