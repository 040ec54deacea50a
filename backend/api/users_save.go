package api

import "callgate/backend/callgate"

// Save changes plain fields and rights in one step: one command on the command
// line is done whole or not at all.
func (m *Users) Save(id callgate.ID, profile Profile, access Access) (UserDetail, error) {
	return m.change(id, "user.edit", func(w *change, u *callgate.User) error {
		if err := w.unmoved(u, access.Revision); err != nil {
			return err
		}
		if err := profile.apply(w, u); err != nil {
			return err
		}
		return access.apply(w, u)
	})
}
