package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"strings"

	"callgate/backend/callgate"
)

// userColumns are the columns of a user's own row behind (tenant_id, id), in
// the order of userArgs and userRow.
var userColumns = strings.Fields(`
	login login_folded login_skeleton name first_name last_name description
	kind system seat enabled blocked block_reason expires
	language time_zone theme start_page download caller_id default_extension
	may_override_extension reach_everything restricted self_allowed status_colours
	has_password has_factor must_change locked_until last_sign_in created revision changed_by changed`)

// userSelect selects what userRow scans.
var userSelect = "SELECT id, " + strings.Join(userColumns, ", ") + " FROM users "

// userArgs appends the values of the row, tenant and id first. Plain types
// spare database/sql the reflection on named ones.
func userArgs(args []any, u *callgate.User) ([]any, error) {
	self, err := json.Marshal(filled(u.SelfAllowed))
	if err != nil {
		return nil, err
	}
	colours := []byte("{}")
	if len(u.StatusColours) > 0 {
		if colours, err = json.Marshal(u.StatusColours); err != nil {
			return nil, err
		}
	}
	return append(args, u.Tenant, u.ID,
		u.Login, u.Folded, u.Skeleton, u.Name, u.First, u.Last, u.Description,
		u.Kind, u.System, u.Seat, u.Enabled, u.Blocked, u.BlockReason, int64(u.Expires),
		u.Language, u.TimeZone, u.Theme, u.StartPage, u.Download, u.CallerID, u.DefaultExtension,
		u.MayOverrideExtension, u.ReachEverything, u.Restricted, string(self), string(colours),
		u.HasPassword, u.HasFactor, u.MustChange, int64(u.LockedUntil), int64(u.LastSignIn), int64(u.Created), u.Revision, u.ChangedBy, int64(u.Changed)), nil
}

// userRow scans rows into users. Its destinations are made once, because a
// hundred thousand rows go through them.
type userRow struct {
	u             callgate.User
	self, colours sql.RawBytes
	dest          []any
	words         words
}

func newUserRow(tenant callgate.ID, w words) *userRow {
	r := &userRow{words: w}
	u := &r.u
	u.Tenant = tenant
	r.dest = []any{&u.ID,
		&u.Login, &u.Folded, &u.Skeleton, &u.Name, &u.First, &u.Last, &u.Description,
		&u.Kind, &u.System, &u.Seat, &u.Enabled, &u.Blocked, &u.BlockReason, (*int64)(&u.Expires),
		&u.Language, &u.TimeZone, &u.Theme, &u.StartPage, &u.Download, &u.CallerID, &u.DefaultExtension,
		&u.MayOverrideExtension, &u.ReachEverything, &u.Restricted, &r.self, &r.colours,
		&u.HasPassword, &u.HasFactor, &u.MustChange, (*int64)(&u.LockedUntil), (*int64)(&u.LastSignIn), (*int64)(&u.Created), &u.Revision, &u.ChangedBy, (*int64)(&u.Changed)}
	return r
}

func (r *userRow) scan(rows *sql.Rows) (*callgate.User, error) {
	if err := rows.Scan(r.dest...); err != nil {
		return nil, err
	}
	u := r.u
	for _, s := range []*string{&u.Kind, &u.System, &u.Seat, &u.Language, &u.TimeZone, &u.Theme, &u.StartPage, &u.Download, &u.ChangedBy} {
		*s = r.words.keep(*s)
	}
	// The names are often the same text: keep it once.
	if u.Folded == u.Login {
		u.Folded = u.Login
	}
	if u.Skeleton == u.Folded {
		u.Skeleton = u.Folded
	}
	u.SelfAllowed, u.StatusColours = []string{}, map[string]string{}
	if !bytes.Equal(r.self, []byte("[]")) {
		if err := json.Unmarshal(r.self, &u.SelfAllowed); err != nil {
			return nil, err
		}
	}
	if !bytes.Equal(r.colours, []byte("{}")) {
		if err := json.Unmarshal(r.colours, &u.StatusColours); err != nil {
			return nil, err
		}
	}
	for _, l := range userLists {
		l.clear(&u)
	}
	return &u, nil
}

// words keeps one copy of texts that many rows repeat.
type words map[string]string

func (w words) keep(s string) string {
	if s == "" {
		return ""
	}
	if kept, ok := w[s]; ok {
		return kept
	}
	w[s] = s
	return s
}
