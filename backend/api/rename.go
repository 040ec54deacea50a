package api

import (
	"slices"

	"callgate/backend/callgate"
)

// followRename keeps exclusions and expectations true: they name a user by his login, so they
// follow when it changes. Else "the team, but not the owner" would show the
// owner once he has another login.
func (w *change) followRename(before, after *callgate.User) error {
	if before == nil || before.Folded == after.Folded {
		return nil
	}
	was, is := callgate.EntityOf(callgate.UserKind, before.Folded), callgate.EntityOf(callgate.UserKind, after.Folded)
	var hit []*callgate.User
	for u := range w.People.All() {
		if slices.Contains(u.Exclusions, was) {
			hit = append(hit, u)
		}
	}
	for _, u := range hit {
		u = copyOf(u)
		u.Exclusions[slices.Index(u.Exclusions, was)] = is
		if err := w.putUser(u); err != nil {
			return err
		}
	}
	return w.renameInExpectations(before, after)
}
