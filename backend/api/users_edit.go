package api

import (
	"reflect"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// Add makes a user.
func (m *Users) Add(in NewUser) (UserDetail, error) {
	return m.make("user.add", func(w *change) (*callgate.User, error) {
		u := &callgate.User{Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true}
		if err := in.Profile.apply(w, u); err != nil {
			return nil, err
		}
		if err := in.Access.apply(w, u); err != nil {
			return nil, err
		}
		if in.Access.Roles == nil && !in.NoRole && u.Kind != callgate.Administrator {
			if role := defaultRole(w.view); role != "" {
				u.Roles = []callgate.Membership{{Role: role}}
			}
		}
		if in.Access.Hosts == nil {
			w.lendHosts(u)
		}
		return u, nil
	})
}

// lendHosts: whoever is bound to some addresses himself passes the bound on to
// the users he makes, or he could not make any.
func (w *change) lendHosts(u *callgate.User) {
	if !w.unbounded() {
		u.Hosts, w.lent = slices.Clone(w.User.Hosts), w.User.Hosts
	}
}

// make is the way of every new user.
func (m *Users) make(what string, f func(w *change) (*callgate.User, error)) (UserDetail, error) {
	type made struct {
		id     callgate.ID
		things []callgate.Entity
	}
	done, err := write(m.c, "directory.users:write", func(w *change) (made, error) {
		u, err := f(w)
		if err != nil {
			return made{}, err
		}
		if err := w.saveUser(nil, u); err != nil {
			return made{}, err
		}
		_, is := changedParts(w.view, nil, u)
		return made{u.ID, w.made}, w.record(what, u.Login, u.ID, nil, is)
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.panel(done.id, done.things)
}

// Edit saves plain fields at once.
func (m *Users) Edit(id callgate.ID, in Profile) (UserDetail, error) {
	return m.change(id, "user.edit", func(w *change, u *callgate.User) error {
		if in.Revision != nil {
			if err := w.unmovedBy(w.userID(), u, *in.Revision, in.parts()); err != nil {
				return err
			}
		}
		return in.apply(w, u)
	})
}

// parts names the fields that are given, as the audit does.
func (in Profile) parts() []string {
	var list []string
	in.Revision = nil // says what was read, changes nothing
	v := reflect.ValueOf(in)
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Pointer && !f.IsNil() {
			list = append(list, v.Type().Field(i).Tag.Get("json"))
		}
	}
	if in.Since != nil { // since when an extension is his is part of the extension
		list = append(list, "extensions")
	}
	return list
}

// Duplicate makes a user like another: all but login, password, second factor,
// e-mail and sessions (AYRIX), and what belongs to signing in.
func (m *Users) Duplicate(id callgate.ID, login, first, last string) (UserDetail, error) {
	return m.make("user.duplicate", func(w *change) (*callgate.User, error) {
		model, err := w.user(id)
		if err != nil {
			return nil, err
		}
		if err := w.mayTouch(model); err != nil {
			return nil, err
		}
		u := copyOf(model)
		w.lent = model.Hosts
		u.Login, u.Folded, u.Skeleton, u.Name, u.First, u.Last = login, "", "", "", first, last
		u.System, u.Emails = "", nil
		u.HasPassword, u.HasFactor, u.MustChange = false, false, false
		u.Blocked, u.BlockReason, u.LockedUntil, u.LastSignIn = false, "", 0, 0
		for i := range u.Extensions { // his own calls begin now
			u.Extensions[i].Since = w.Now
		}
		for i := range u.Overrides {
			u.Overrides[i].By, u.Overrides[i].At = w.Name, w.Now
		}
		return u, nil
	})
}

// Delete removes a user; confirm is his login typed again.
func (m *Users) Delete(id callgate.ID, confirm string) error {
	_, err := write(m.c, "directory.users:delete", func(w *change) (struct{}, error) {
		u, err := w.user(id)
		if err != nil {
			return struct{}{}, err
		}
		if !w.typed(confirm, u.Login) {
			return struct{}{}, callgate.Err(callgate.Confirm, "value", u.Login).At("confirm")
		}
		if err := w.removeRemembered(u); err != nil {
			return struct{}{}, err
		}
		w.tell("session", u.Tenant, u.ID)
		_, had := changedParts(w.view, nil, u)
		return struct{}{}, w.record("user.delete", u.Login, u.ID, had, nil)
	})
	return err
}

// apply puts the fields that are given into a user.
func (in Profile) apply(w *change, u *callgate.User) error {
	for _, f := range []struct{ from, to *string }{
		{in.Login, &u.Login}, {in.Name, &u.Name}, {in.First, &u.First}, {in.Last, &u.Last}, {in.Description, &u.Description},
		{in.Language, &u.Language}, {in.TimeZone, &u.TimeZone}, {in.StartPage, &u.StartPage}, {in.Download, &u.Download},
		{in.CallerID, &u.CallerID}, {in.DefaultExtension, &u.DefaultExtension},
	} {
		set(f.to, f.from)
	}
	set(&u.Emails, in.Emails)
	set(&u.Phones, in.Phones)
	set(&u.MayOverrideExtension, in.MayOverrideExtension)
	set(&u.Shared, in.Shared)
	set(&u.Numbers, in.Numbers)
	set(&u.Restricted, in.Restricted)
	set(&u.SelfAllowed, in.SelfAllowed)
	set(&u.StatusColours, in.StatusColours)
	set(&u.MustChange, in.MustChange)
	if in.Expires != nil {
		t, err := w.until("expires", *in.Expires)
		if err != nil {
			return err
		}
		u.Expires = t
	}
	return in.applyExtensions(w, u)
}

// applyExtensions keeps since when an extension is the user's own; a new one is
// from now on.
func (in Profile) applyExtensions(w *change, u *callgate.User) error {
	if in.Extensions != nil {
		list := []callgate.OwnExtension{}
		for _, name := range *in.Extensions {
			e := callgate.OwnExtension{Name: strings.TrimSpace(name), Since: w.Now}
			if i := slices.IndexFunc(u.Extensions, func(x callgate.OwnExtension) bool { return x.Name == e.Name }); i >= 0 {
				e.Since = u.Extensions[i].Since
			}
			list = append(list, e)
		}
		u.Extensions = list
	}
	if in.Since == nil {
		return nil
	}
	u.Extensions = slices.Clone(u.Extensions)
	for name, typed := range *in.Since {
		t, err := w.since("since", typed)
		i := slices.IndexFunc(u.Extensions, func(x callgate.OwnExtension) bool { return x.Name == name })
		switch {
		case err != nil || t == 0:
			return callgate.Err("date_form", "value", shortened(typed, 40)).At("since")
		case i < 0:
			return callgate.Err("default_extension", "extension", shortened(name, 40)).At("since")
		}
		u.Extensions[i].Since = t
	}
	return nil
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}
