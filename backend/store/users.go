package store

import (
	"context"
	"database/sql"

	"callgate/backend/callgate"
)

// visible leaves out users of an import that has not been published.
const visible = ` (import_id IS NULL OR NOT EXISTS
	(SELECT 1 FROM unfinished_imports i WHERE i.tenant_id = users.tenant_id AND i.id = users.import_id)) `

// User loads one with all his lists.
func (tx *Tx) User(tenant, id callgate.ID) (*callgate.User, error) {
	return tx.user(tenant, "WHERE tenant_id = ? AND id = ? AND"+visible, tenant, id)
}

// UserByLogin loads the one with this folded login.
func (tx *Tx) UserByLogin(tenant callgate.ID, folded string) (*callgate.User, error) {
	return tx.user(tenant, "WHERE tenant_id = ? AND login_folded = ? AND"+visible, tenant, folded)
}

func (tx *Tx) user(tenant callgate.ID, where string, args ...any) (*callgate.User, error) {
	list, err := tx.userRows(tx.ctx, tenant, 1, words{}, where, args...)
	u, err := only(list, err)
	if err != nil {
		return nil, err
	}
	for _, l := range userLists {
		err := tx.fillList(tx.ctx, l, list, words{}, "WHERE tenant_id = ? AND user_id = ? ORDER BY position", tenant, u.ID)
		if err != nil {
			return nil, err
		}
	}
	return u, nil
}

// Users loads all of a tenant with all their lists, by id: one ordered pass
// over each table, merged.
func (tx *Tx) Users(tenant callgate.ID) ([]*callgate.User, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	// A context that can be cancelled costs the driver much on every row.
	ctx := context.WithoutCancel(tx.ctx)
	var n int
	if err := tx.row("SELECT count(*) FROM users WHERE tenant_id = ?", tenant).Scan(&n); err != nil {
		return nil, tx.seen(err)
	}
	w := words{}
	list, err := tx.userRows(ctx, tenant, n, w, "WHERE tenant_id = ? AND"+visible+"ORDER BY id", tenant)
	if err != nil {
		return nil, err
	}
	for _, l := range userLists {
		if err := tx.ctx.Err(); err != nil {
			return nil, err
		}
		if err := tx.fillList(ctx, l, list, w, "WHERE tenant_id = ? ORDER BY user_id, position", tenant); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (tx *Tx) userRows(ctx context.Context, tenant callgate.ID, expected int, w words, where string, args ...any) ([]*callgate.User, error) {
	rows, err := tx.raw.QueryContext(ctx, userSelect+where, args...)
	if err != nil {
		return nil, tx.seen(err)
	}
	defer rows.Close()
	list := make([]*callgate.User, 0, expected)
	row := userRow{tenant: tenant, words: w}
	for rows.Next() {
		u, err := row.scan(rows)
		if err != nil {
			return nil, tx.seen(err)
		}
		list = append(list, u)
	}
	return list, tx.seen(rows.Err())
}

// fillList adds the items of one list to users in the order of their ids.
func (tx *Tx) fillList(ctx context.Context, l userList, users []*callgate.User, w words, where string, args ...any) error {
	rows, err := tx.raw.QueryContext(ctx, l.query+where, args...)
	if err != nil {
		return tx.seen(err)
	}
	defer rows.Close()
	var user sql.RawBytes
	var item string
	for at := 0; rows.Next(); {
		if err := rows.Scan(&user, &item); err != nil {
			return tx.seen(err)
		}
		for at < len(users) && users[at].ID < string(user) {
			at++
		}
		if at == len(users) || users[at].ID != string(user) {
			continue // of an unpublished import
		}
		f := unpack(item)
		l.add(users[at], &f, w)
		if err := f.end(); err != nil {
			return err
		}
	}
	return tx.seen(rows.Err())
}

// SaveUser adds or changes one, whatever there is of him.
func (tx *Tx) SaveUser(u *callgate.User) error {
	had, err := tx.User(u.Tenant, u.ID)
	if callgate.CodeOf(err) == callgate.NotFound {
		had, err = nil, nil
	}
	if err != nil {
		return err
	}
	return tx.ChangeUser(had, u)
}

// DeleteUser removes one with everything that is his.
func (tx *Tx) DeleteUser(tenant, id callgate.ID) error {
	return tx.remove(Change{Tenant: tenant, Kind: UserChanged, ID: id}, "DELETE FROM users WHERE tenant_id = ? AND id = ?", tenant, id)
}

// ExtensionSpan is an extension while it belonged to a user.
type ExtensionSpan struct {
	User         callgate.ID
	Name         string
	Since, Until callgate.Time
}

// ExtensionHistory lists earlier owners of an extension, newest first.
func (tx *Tx) ExtensionHistory(tenant callgate.ID, extension string) ([]ExtensionSpan, error) {
	spans := []ExtensionSpan{}
	err := tx.each(func(rows *sql.Rows) error {
		s := ExtensionSpan{Name: extension}
		err := rows.Scan(&s.User, (*int64)(&s.Since), (*int64)(&s.Until))
		spans = append(spans, s)
		return err
	}, "SELECT user_id, since, until FROM user_extensions_ended WHERE tenant_id = ? AND name = ? ORDER BY until DESC, user_id", tenant, extension)
	return spans, err
}
