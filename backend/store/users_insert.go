package store

import (
	"errors"
	"strings"

	"callgate/backend/callgate"
)

// rowsAtOnce is how many rows one INSERT statement brings.
const rowsAtOnce = 50

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

// userInsert is the statement for some rows; imp adds the import they belong to.
func userInsert(rows int, imp callgate.ID) string {
	columns, width := "tenant_id, id, "+strings.Join(userColumns, ", "), len(userColumns)+2
	if imp != "" {
		columns, width = columns+", import_id", width+1
	}
	return "INSERT INTO users (" + columns + ") VALUES " + places(width, rows)
}

func (tx *Tx) insertUsers(us []*callgate.User, imp callgate.ID) error {
	width := len(userColumns) + 2
	if imp != "" {
		width++
	}
	var args []any
	for _, u := range us {
		var err error
		if args, err = userArgs(args, u); err != nil {
			return err
		}
		if imp != "" {
			args = append(args, imp)
		}
	}
	if err := tx.insertRows(func(rows int) string { return userInsert(rows, imp) }, width, args); err != nil {
		return tx.blame(us, err)
	}
	for _, l := range userLists {
		args = args[:0]
		for _, u := range us {
			args = l.args(args, u)
		}
		if err := tx.insertRows(l.insert, l.width, args); err != nil {
			return err
		}
	}
	return nil
}

// insertRows runs an INSERT for all rows: full statements first, so that there
// are only two forms of each to keep prepared, then single rows.
func (tx *Tx) insertRows(statement func(rows int) string, width int, args []any) error {
	if err := packable(args); err != nil {
		return err
	}
	return tx.insertPlain(statement, width, args)
}

// insertPlain is insertRows for values that are never packed.
func (tx *Tx) insertPlain(statement func(rows int) string, width int, args []any) error {
	if len(args) >= width*rowsAtOnce {
		query := statement(rowsAtOnce)
		for ; len(args) >= width*rowsAtOnce; args = args[width*rowsAtOnce:] {
			if _, err := tx.exec(query, args[:width*rowsAtOnce]...); err != nil {
				return err
			}
		}
	}
	if len(args) == 0 {
		return nil
	}
	query := statement(1)
	for ; len(args) > 0; args = args[width:] {
		if _, err := tx.exec(query, args[:width]...); err != nil {
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
