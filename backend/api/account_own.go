package api

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// confirmLasts is how long a proven password counts for the acts that ask for
// a recent one.
const confirmLasts = 10 * time.Minute

// myself is the right to change what one is shown as, and how one likes things.
const myself callgate.Permission = "me.preferences:write"

// own changes the caller's own record: the permission is asked by the guard,
// the self permission ("" = none) here.
func own(c *Caller, self string, f func(w *change, before, after *callgate.User) error) (callgate.User, error) {
	return write(c, myself, func(w *change) (callgate.User, error) {
		if w.local() {
			return callgate.User{}, callgate.Err("no_account")
		}
		if self != "" && !selfMay(w.User, self) {
			return callgate.User{}, callgate.Err(callgate.Denied, "permission", string(myself))
		}
		before, err := w.user(w.User.ID)
		if err != nil {
			return callgate.User{}, err
		}
		after, err := w.user(w.User.ID)
		if err != nil {
			return callgate.User{}, err
		}
		if err := f(w, before, after); err != nil {
			return callgate.User{}, err
		}
		return *after, nil
	})
}

// ownSecret is own for what is kept in the credential; both are stored
// afterwards, past the rules for what people change of each other.
func ownSecret[T any](c *Caller, p callgate.Permission, self string, f func(w *change, cred *store.Credential, u *callgate.User) (T, error)) (T, error) {
	return write(c, p, func(w *change) (result T, err error) {
		if w.local() {
			return result, callgate.Err("no_account")
		}
		if err := w.ownSecretsOnly(); err != nil {
			return result, err
		}
		if !selfMay(w.User, self) {
			return result, callgate.Err(callgate.Denied, "permission", string(p))
		}
		u, err := w.user(w.User.ID)
		if err != nil {
			return result, err
		}
		cred, err := w.tx.Credential(u.Tenant, u.ID)
		if err != nil {
			return result, err
		}
		if result, err = f(w, &cred, u); err != nil {
			return result, err
		}
		if err := w.tx.SaveCredential(cred); err != nil {
			return result, err
		}
		return result, w.putUser(u)
	})
}

// proved asks for the caller's password again. At the machine itself, too: the
// window may have been left open.
func (m *Account) proved(password string) error {
	_, err := read(m.c, "", func(a *actor) (struct{}, error) {
		if a.local() {
			return struct{}{}, callgate.Err("no_account")
		}
		return struct{}{}, m.c.prove(a, password)
	})
	return err
}

// provedOwn is proved for what nobody does in another's name.
func (m *Account) provedOwn(password string) error {
	_, err := read(m.c, "me.second_factor:write", func(a *actor) (struct{}, error) { return struct{}{}, a.ownSecretsOnly() })
	if err != nil {
		return err
	}
	return m.proved(password)
}

// prove verifies the caller's password: that of the person, whomever he acts as. It counts on the same tries as signing
// in: a stolen session must not be a way to guess on.
func (c *Caller) prove(a *actor, password string) error {
	turn, err := authn.Queue(c.origin.Context, c.origin.Address)
	if err != nil {
		return err
	}
	defer turn.Leave()
	t, err := c.countTry(a.view, a.himself().ID)
	if err != nil {
		return err
	}
	fits := turn.Verify(t.hash(), password)
	turn.Leave()
	switch {
	case !t.open:
		return callgate.Err("too_many_tries").At("password")
	case !fits:
		c.tryFailed(t)
		return callgate.Err("password_wrong").At("password")
	}
	c.s.signIns.forgive(t.pause)
	return c.s.db.Write(c.life(), func(tx *store.Tx) error {
		cred, err := tx.Credential(a.Tenant.ID, a.himself().ID)
		if err != nil {
			return err
		}
		t.refund(&cred)
		return tx.SaveCredential(cred)
	})
}

// renew gives the present session a new token: it is worth more than before.
func (c *Caller) renew(w *change) error { return c.renewed(w, func(*store.Session) {}) }

// renewed changes the present session under a new token.
func (c *Caller) renewed(w *change, f func(s *store.Session)) error {
	session, err := w.tx.Session(w.Session.Hash)
	if err != nil {
		return gone(err)
	}
	token, hash := authn.NewToken()
	session.Hash, session.LastSeen = hash, w.Now
	f(session)
	if err := w.tx.SaveSession(session); err != nil {
		return err
	}
	device := c.heldDevice()
	w.onCommit(func() { c.keep(token, device) })
	return nil
}

// gone says that a session ended meanwhile.
func gone(err error) error {
	if callgate.CodeOf(err) == callgate.NotFound {
		return callgate.Err(callgate.NotSignedIn)
	}
	return err
}

// contacts drops empty lines.
func contacts(list []callgate.Contact) []callgate.Contact {
	kept := []callgate.Contact{}
	for _, m := range list {
		m.Value, m.Tag = strings.TrimSpace(m.Value), strings.TrimSpace(m.Tag)
		if m.Value != "" {
			kept = append(kept, m)
		}
	}
	return kept
}

// changedProfile is before and after of what differs, for the audit.
func changedProfile(before, after *callgate.User) (was, is map[string]any) {
	was, is = map[string]any{}, map[string]any{}
	note := func(name string, differs bool, b, a any) {
		if differs {
			was[name], is[name] = b, a
		}
	}
	note("first", before.First != after.First, before.First, after.First)
	note("last", before.Last != after.Last, before.Last, after.Last)
	note("name", before.Name != after.Name, before.Name, after.Name)
	note("emails", !slices.Equal(before.Emails, after.Emails), before.Emails, after.Emails)
	note("phones", !slices.Equal(before.Phones, after.Phones), before.Phones, after.Phones)
	return was, is
}

func preferencesOf(u *callgate.User) Preferences {
	return Preferences{Language: u.Language, TimeZone: u.TimeZone, Theme: u.Theme, StartPage: u.StartPage, Download: u.Download}
}

// check refuses what no page offers.
func (in Preferences) check(pages []string) error {
	if in.Language != "" {
		if _, err := language.Parse(in.Language); err != nil {
			return callgate.Err("language_unknown", "language", in.Language).At("language")
		}
	}
	if in.TimeZone != "" {
		if err := checkTimeZone(in.TimeZone); err != nil {
			return err
		}
	}
	switch {
	case !slices.Contains([]string{"", "light", "dark"}, in.Theme):
		return callgate.Err(callgate.BadInput, "value", in.Theme).At("theme")
	case !slices.Contains([]string{"", "csv", "xlsx"}, in.Download):
		return callgate.Err(callgate.BadInput, "value", in.Download).At("download")
	case in.StartPage != "" && !slices.Contains(pages, in.StartPage):
		return callgate.Err("start_page", "page", in.StartPage).At("startPage")
	}
	return nil
}
