package store

import (
	"context"
	"slices"
	"strings"

	"callgate/backend/callgate"
)

// idsAtOnce is how many ids one statement asks for.
const idsAtOnce = 200

// UsersByID loads those of some users who are there, by id.
func (tx *Tx) UsersByID(tenant callgate.ID, ids []callgate.ID) ([]*callgate.User, error) {
	ids = slices.Sorted(slices.Values(ids))
	list := make([]*callgate.User, 0, len(ids))
	w := words{}
	within := "(" + strings.TrimSuffix(strings.Repeat("?,", idsAtOnce), ",") + ")"
	for part := range slices.Chunk(ids, idsAtOnce) {
		if err := tx.ctx.Err(); err != nil {
			return nil, err
		}
		args := make([]any, idsAtOnce)
		for i := range args {
			args[i] = part[min(i, len(part)-1)] // one form of the statement: the last stands for the rest
		}
		users, err := tx.usersWithin(tenant, w, within, args...)
		if err != nil {
			return nil, err
		}
		list = append(list, users...)
	}
	return list, nil
}

// ImportedUsers loads those of a published import who are still there, by id.
func (tx *Tx) ImportedUsers(tenant, imp callgate.ID) ([]*callgate.User, error) {
	return tx.usersWithin(tenant, words{}, "(SELECT i.id FROM users i WHERE i.tenant_id = ? AND i.import_id = ?)", tenant, imp)
}

// CountImported counts them.
func (tx *Tx) CountImported(tenant, imp callgate.ID) (n int, err error) {
	err = tx.row("SELECT count(*) FROM users WHERE tenant_id = ? AND import_id = ?", tenant, imp).Scan(&n)
	return n, tx.seen(err)
}

func (tx *Tx) usersWithin(tenant callgate.ID, w words, within string, args ...any) ([]*callgate.User, error) {
	ctx := context.WithoutCancel(tx.ctx) // see Users
	args = append([]any{tenant}, args...)
	list, err := tx.userRows(ctx, tenant, 0, w, "WHERE tenant_id = ? AND id IN "+within+" AND"+visible+"ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	for _, l := range userLists {
		if err := tx.fillList(ctx, l, list, w, "WHERE tenant_id = ? AND user_id IN "+within+" ORDER BY user_id, position", args...); err != nil {
			return nil, err
		}
	}
	return list, nil
}
