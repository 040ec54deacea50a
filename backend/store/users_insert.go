package store

import (
	"errors"
	"strings"

	"callgate/backend/callgate"
)

// InsertUsers adds new users with their lists, many rows to a statement.
func (tx *Tx) InsertUsers(us []*callgate.User) error {
	if err := tx.insertUsers(us, ""); err != nil {
		return err
	}
	for _, u := range us {
		tx.Touch(u.Tenant, UserChanged, u.ID)
	}
	return nil
}

// userInto begins the statement that adds users; imp adds the import they belong to.
func userInto(imp callgate.ID) (head string, width int) {
	columns, width := "tenant_id, id, "+strings.Join(userNames, ", "), len(userNames)+2
	if imp != "" {
		columns, width = columns+", import_id", width+1
	}
	return "INSERT INTO users (" + columns + ") VALUES ", width
}

func (tx *Tx) insertUsers(us []*callgate.User, imp callgate.ID) error {
	head, width := userInto(imp)
	args := make([]any, 0, width*len(us))
	for _, u := range us {
		args = userArgs(args, u)
		if imp != "" {
			args = append(args, imp)
		}
	}
	if err := tx.insertRows(head, width, args); err != nil {
		return tx.blame(us, err)
	}
	for _, l := range userLists {
		args = args[:0]
		for _, u := range us {
			args = l.args(args, u)
		}
		if err := tx.insertRows(l.into, l.width, args); err != nil {
			return err
		}
	}
	return nil
}

// blame names the first user whose login is already there: in the table under
// another id, or earlier in the same list.
func (tx *Tx) blame(us []*callgate.User, err error) error {
	var e *callgate.Error
	if !errors.As(err, &e) || e.Code != callgate.Taken {
		return err
	}
	folded, skeleton := map[string]bool{}, map[string]bool{}
	for _, u := range us {
		var taken bool
		look := tx.row("SELECT EXISTS (SELECT 1 FROM users WHERE tenant_id = ?1 AND id <> ?2 AND (login_folded = ?3 OR login_skeleton = ?4))",
			u.Tenant, u.ID, u.Folded, u.Skeleton)
		if look.Scan(&taken) == nil && taken || folded[u.Folded] || skeleton[u.Skeleton] {
			return callgate.Err(callgate.Taken, "login", u.Login).At("login")
		}
		folded[u.Folded], skeleton[u.Skeleton] = true, true
	}
	return err
}
