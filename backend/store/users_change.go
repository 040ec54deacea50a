package store

import (
	"slices"

	"callgate/backend/callgate"
)

// UserChange is a user as he is stored, nil for a new one, and as he shall be.
type UserChange struct{ Had, Is *callgate.User }

// ChangeUser stores one who is as in had (nil: he is new).
func (tx *Tx) ChangeUser(had, u *callgate.User) error {
	if had == nil {
		return tx.InsertUsers([]*callgate.User{u})
	}
	return tx.ChangeUsers([]UserChange{{had, u}})
}

// ChangeUsers stores users of one tenant who are as in Had, many rows to a
// statement. Only columns and lists that differ are written: a column that is
// set is sought in every index that has it, whether it differs or not. An
// extension taken away is remembered with its span.
func (tx *Tx) ChangeUsers(list []UserChange) error {
	for _, part := range byColumns(list) {
		if err := tx.updateUsers(part.columns, part.list); err != nil {
			return err
		}
	}
	for _, c := range list {
		if err := tx.endExtensions(c.Had, c.Is); err != nil {
			return err
		}
	}
	for _, l := range userLists {
		if err := tx.changeList(l, list); err != nil {
			return err
		}
	}
	for _, c := range list {
		tx.Touch(c.Is.Tenant, UserChanged, c.Is.ID)
	}
	return nil
}

// alikeChanges are users of whom the same columns change.
type alikeChanges struct {
	columns uint64
	list    []UserChange
}

func byColumns(list []UserChange) (parts []alikeChanges) {
	at := map[uint64]int{}
	for _, c := range list {
		columns := uint64(0)
		for i := range userColumns {
			if !userColumns[i].same(c.Had, c.Is) {
				columns |= 1 << i
			}
		}
		if columns == 0 {
			continue
		}
		i, met := at[columns]
		if !met {
			i = len(parts)
			at[columns] = i
			parts = append(parts, alikeChanges{columns: columns})
		}
		parts[i].list = append(parts[i].list, c)
	}
	return parts
}

func (tx *Tx) updateUsers(columns uint64, list []UserChange) error {
	var names []string
	var of []func(*callgate.User) any
	for i, c := range userColumns {
		if columns&(1<<i) != 0 {
			names, of = append(names, c.name), append(of, c.of)
		}
	}
	args := make([]any, 0, (len(of)+2)*len(list))
	for _, c := range list {
		args = append(args, c.Is.Tenant, c.Is.ID)
		for _, value := range of {
			args = append(args, value(c.Is))
		}
	}
	return tx.updateRows("users", names, args)
}

// changeList writes one list anew where it differs.
func (tx *Tx) changeList(l userList, list []UserChange) error {
	var gone, args []any
	for _, c := range list {
		if l.same(c.Had, c.Is) {
			continue
		}
		if l.size(c.Had) > 0 {
			gone = append(gone, c.Is.Tenant, c.Is.ID)
		}
		args = l.args(args, c.Is)
	}
	for ; len(gone) > 0; gone = gone[2:] {
		if _, err := tx.exec(l.without, gone[:2]...); err != nil {
			return err
		}
	}
	return tx.insertRows(l.into, l.width, args)
}

// endExtensions writes down the spans of the extensions a user no longer has.
func (tx *Tx) endExtensions(had, has *callgate.User) error {
	kept := func(name string) bool {
		return slices.ContainsFunc(has.Extensions, func(x callgate.OwnExtension) bool { return x.Name == name })
	}
	until := has.Changed
	if until == 0 {
		until = tx.now()
	}
	for _, x := range had.Extensions {
		if kept(x.Name) {
			continue
		}
		if _, err := tx.exec(`INSERT INTO user_extensions_ended (tenant_id, name, user_id, since, until) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			had.Tenant, x.Name, had.ID, int64(x.Since), int64(until)); err != nil {
			return err
		}
	}
	return nil
}
