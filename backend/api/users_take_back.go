package api

import (
	"encoding/json"
	"slices"

	"callgate/backend/callgate"
)

// deletedUser is everything that was his: himself, the rows that hang on him,
// and the sentences that named him.
type deletedUser struct {
	User         callgate.User          `json:"user"`
	Rest         []byte                 `json:"rest"`
	Expectations []expectationUndeleted `json:"expectations"`
}

// expectationUndeleted is a sentence before the deletion, and what became of
// it; "" when it went.
type expectationUndeleted struct {
	Was  callgate.Expectation `json:"was"`
	Left string               `json:"left"`
}

// sealedBody is what is kept of it: his password's hash and second factor are
// in there.
type sealedBody struct {
	Sealed []byte `json:"sealed"`
}

func wayBackPlace(tenant, user callgate.ID) string { return "way back\n" + tenant + "\n" + user }

// removeRemembered deletes a user and keeps the way back. The command line has
// none: nobody would take it, and nothing of him is left.
func (w *change) removeRemembered(u *callgate.User) error {
	if w.trial != nil || w.local() {
		return w.removeUser(u)
	}
	rest, err := w.tx.PackUser(u.Tenant, u.ID)
	if err != nil {
		return err
	}
	before := w.Expectations
	if err := w.removeUser(u); err != nil {
		return err
	}
	text, err := json.Marshal(deletedUser{User: *u, Rest: rest, Expectations: expectationsLost(before, w.Expectations)})
	if err != nil {
		return err
	}
	return w.keepWayBack(backOfUser, u.ID, sealedBody{w.s.key.Seal(text, wayBackPlace(u.Tenant, u.ID))})
}

// expectationsLost are the sentences that the deletion changed.
func expectationsLost(before, after []callgate.Expectation) (lost []expectationUndeleted) {
	for _, was := range before {
		left := ""
		if i := slices.IndexFunc(after, func(e callgate.Expectation) bool { return e.ID == was.ID }); i >= 0 {
			left = after[i].Text
		}
		if left != was.Text {
			lost = append(lost, expectationUndeleted{was, left})
		}
	}
	return lost
}

// TakeBackDelete brings a deleted user back with everything that was his, under
// the same login and id. His sessions stay ended. It is refused where his login
// or seat was taken meanwhile, and to whoever could not give what he holds.
func (m *Users) TakeBackDelete(id callgate.ID) (UserDetail, error) {
	made, err := write(m.c, "directory.users:delete", func(w *change) ([]callgate.Entity, error) {
		var was deletedUser
		if err := w.deletedUser(id, &was); err != nil {
			return nil, err
		}
		u := &was.User
		if err := w.returnUser(u); err != nil {
			return nil, err
		}
		if err := w.tx.UnpackUser(was.Rest); err != nil {
			return nil, err
		}
		if err := w.expectAgain(was.Expectations); err != nil {
			return nil, err
		}
		_, is := changedParts(w.view, nil, u)
		return w.made, w.record("user.delete_undo", u.Login, u.ID, nil, is)
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.panel(id, made)
}

// deletedUser takes the way back out.
func (w *change) deletedUser(id callgate.ID, was *deletedUser) error {
	var body sealedBody
	if err := w.wayBack(backOfUser, id, &body); err != nil {
		return err
	}
	text, err := w.s.key.Open(body.Sealed, wayBackPlace(w.Tenant.ID, id))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, was)
}

// expectAgain lets the sentences name him again that did, where nobody changed
// them since.
func (w *change) expectAgain(lost []expectationUndeleted) error {
	changed := false
	for _, e := range lost {
		deed, left, text := "expectation.add", any(nil), ""
		if i := slices.IndexFunc(w.Expectations, func(o callgate.Expectation) bool { return o.ID == e.Was.ID }); i >= 0 {
			text = w.Expectations[i].Text
			deed, left = "expectation.edit", expectationParts(w.Expectations[i])
		}
		if text != e.Left || slices.ContainsFunc(w.Expectations, func(o callgate.Expectation) bool { return o.Text == e.Was.Text }) {
			continue
		}
		changed = true
		again := e.Was
		again.Tenant, again.Changed, again.ChangedBy = w.Tenant.ID, w.Now, w.Name
		again.Revision += 2 // once lost, once again
		if err := w.tx.SaveExpectation(again); err != nil {
			return err
		}
		if err := w.record(deed, again.Text, again.ID, left, expectationParts(again)); err != nil {
			return err
		}
	}
	if !changed {
		return nil
	}
	return w.expectationsChanged()
}
