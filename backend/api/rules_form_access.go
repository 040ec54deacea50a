package api

import (
	"slices"

	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// readOwn reads extensions, shared recordings, numbers and caller ID.
func (w *change) readOwn(old, u *callgate.User) error {
	if !sameList(old.Extensions, u.Extensions) {
		kept := []callgate.OwnExtension{}
		for _, e := range u.Extensions {
			name, err := w.readThing(callgate.Extension, e.Name)
			if err != nil {
				return at(err, "extensions")
			}
			if e.Since == 0 || e.Since > w.Now {
				e.Since = w.Now
			}
			e.Name = name
			if !slices.ContainsFunc(kept, func(k callgate.OwnExtension) bool { return k.Name == name }) {
				kept = append(kept, e)
			}
		}
		u.Extensions = kept
	}
	var err error
	if u.Shared, err = w.readNames("shared", callgate.Extension, old.Shared, u.Shared); err != nil {
		return err
	}
	if u.Numbers, err = w.readNames("numbers", callgate.Number, old.Numbers, u.Numbers); err != nil {
		return err
	}
	if u.CallerID != old.CallerID && u.CallerID != "" {
		if u.CallerID, err = w.readNumber(u.CallerID); err != nil {
			return at(err, "callerId")
		}
	}
	switch {
	case len(u.Extensions) > mostOwn:
		return tooMany("extensions", mostOwn)
	case len(u.Shared) > mostOwn:
		return tooMany("shared", mostOwn)
	case len(u.Numbers) > mostNumbers:
		return tooMany("numbers", mostNumbers)
	}
	return readDefault(old, u)
}

func (w *change) readNames(field, kind string, old, list []string) ([]string, error) {
	if sameList(old, list) {
		return list, nil
	}
	kept := []string{}
	for _, typed := range list {
		name, err := w.readThing(kind, typed)
		if err != nil {
			return nil, at(err, field)
		}
		kept = append(kept, name)
	}
	return once(kept), nil
}

// readDefault: the default extension is one of the own ones; where it was taken
// away, or none was chosen yet, the first one is.
func readDefault(old, u *callgate.User) error {
	owns := func(name string) bool {
		return slices.ContainsFunc(u.Extensions, func(e callgate.OwnExtension) bool { return e.Name == name })
	}
	switch {
	case u.DefaultExtension != "" && owns(u.DefaultExtension):
	case u.DefaultExtension != "" && u.DefaultExtension != old.DefaultExtension:
		return callgate.Err("default_extension", "extension", shortened(u.DefaultExtension, 40)).At("defaultExtension")
	case len(u.Extensions) == 0:
		u.DefaultExtension = ""
	case old.DefaultExtension == "" && len(old.Extensions) > 0 && u.DefaultExtension == "": // none, on purpose
	case old.DefaultExtension != "" && u.DefaultExtension == "": // cleared now
	default:
		u.DefaultExtension = u.Extensions[0].Name
	}
	return nil
}

// readMemberships reads roles and overrides.
func (w *change) readMemberships(old, u *callgate.User) error {
	if !sameList(old.Roles, u.Roles) {
		kept := []callgate.Membership{}
		for _, m := range u.Roles {
			r := w.Role(m.Role)
			known := r != nil && !r.Hidden || slices.ContainsFunc(old.Roles, func(o callgate.Membership) bool { return o.Role == m.Role })
			if !known {
				return callgate.Err("role_unknown", "role", shortened(m.Role, 60)).At("roles")
			}
			if !slices.ContainsFunc(kept, func(k callgate.Membership) bool { return k.Role == m.Role }) {
				kept = append(kept, m)
			}
		}
		if len(kept) > mostRoles {
			return tooMany("roles", mostRoles)
		}
		u.Roles = kept
	}
	if sameList(old.Overrides, u.Overrides) {
		return nil
	}
	kept := []callgate.Override{}
	for _, o := range u.Overrides {
		if _, ok := callgate.BitOf(o.Permission); !ok {
			return callgate.Err("permission_unknown", "permission", shortened(string(o.Permission), 60)).At("overrides")
		}
		if slices.ContainsFunc(kept, func(k callgate.Override) bool { return k.Permission == o.Permission }) {
			return callgate.Err("override_twice", "permission", string(o.Permission)).At("overrides")
		}
		i := slices.IndexFunc(old.Overrides, func(k callgate.Override) bool {
			return k.Permission == o.Permission && k.Allow == o.Allow && k.Expires == o.Expires
		})
		if o.By, o.At = w.Name, w.Now; i >= 0 { // who set it, and when, stays with what did not change
			o.By, o.At = old.Overrides[i].By, old.Overrides[i].At
		}
		kept = append(kept, o)
	}
	u.Overrides = kept
	return nil
}

// readReach reads reach and exclusions. Users are written by their folded
// login.
func (w *change) readReach(old, u *callgate.User) error {
	var err error
	if u.Reach, err = w.readReachList("reach", old.Reach, u.Reach); err != nil {
		return err
	}
	if sameList(old.Exclusions, u.Exclusions) {
		return nil
	}
	kept := []callgate.Entity{}
	for _, e := range u.Exclusions {
		switch {
		case slices.Contains(old.Exclusions, e):
		case e.Kind() == callgate.UserKind:
			folded, _, err := authn.FoldLogin(e.Name())
			if err != nil {
				return at(err, "exclusions")
			}
			if _, ok := w.Policy.Find(folded); !ok {
				return callgate.Err("user_unknown", "login", shortened(e.Name(), 60)).At("exclusions")
			}
			e = callgate.EntityOf(callgate.UserKind, folded)
		default:
			if e, err = w.readEntity("exclusions", e); err != nil {
				return err
			}
		}
		kept = append(kept, e)
	}
	if u.Exclusions = once(kept); len(u.Exclusions) > mostReach {
		return tooMany("exclusions", mostReach)
	}
	return nil
}

func (w *change) readReachList(field string, old, list []callgate.Entity) ([]callgate.Entity, error) {
	if sameList(old, list) {
		return list, nil
	}
	if len(list) > mostReach {
		return nil, tooMany(field, mostReach)
	}
	had := make(map[callgate.Entity]bool, len(old))
	for _, e := range old {
		had[e] = true
	}
	seen := make(map[callgate.Entity]bool, len(list))
	kept := make([]callgate.Entity, 0, len(list))
	for _, e := range list {
		if !had[e] {
			var err error
			if e, err = w.readEntity(field, e); err != nil {
				return nil, err
			}
		}
		if !seen[e] {
			seen[e] = true
			kept = append(kept, e)
		}
	}
	return kept, nil
}
