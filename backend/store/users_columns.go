package store

import (
	"encoding/json"
	"maps"
	"slices"

	"callgate/backend/callgate"
)

// userColumns are the columns of a user's own row behind (tenant_id, id).
// userRow reads them in this order.
var userColumns = []userColumn{
	userText("login", func(u *callgate.User) string { return u.Login }),
	userText("login_folded", func(u *callgate.User) string { return u.Folded }),
	userText("login_skeleton", func(u *callgate.User) string { return u.Skeleton }),
	userText("name", func(u *callgate.User) string { return u.Name }),
	userText("first_name", func(u *callgate.User) string { return u.First }),
	userText("last_name", func(u *callgate.User) string { return u.Last }),
	userText("description", func(u *callgate.User) string { return u.Description }),
	userText("kind", func(u *callgate.User) string { return u.Kind }),
	userText("system", func(u *callgate.User) string { return u.System }),
	userText("seat", func(u *callgate.User) string { return u.Seat }),
	userFlag("enabled", func(u *callgate.User) bool { return u.Enabled }),
	userFlag("blocked", func(u *callgate.User) bool { return u.Blocked }),
	userText("block_reason", func(u *callgate.User) string { return u.BlockReason }),
	userTime("expires", func(u *callgate.User) callgate.Time { return u.Expires }),
	userText("language", func(u *callgate.User) string { return u.Language }),
	userText("time_zone", func(u *callgate.User) string { return u.TimeZone }),
	userText("theme", func(u *callgate.User) string { return u.Theme }),
	userText("start_page", func(u *callgate.User) string { return u.StartPage }),
	userText("download", func(u *callgate.User) string { return u.Download }),
	userText("caller_id", func(u *callgate.User) string { return u.CallerID }),
	userText("default_extension", func(u *callgate.User) string { return u.DefaultExtension }),
	userFlag("may_override_extension", func(u *callgate.User) bool { return u.MayOverrideExtension }),
	userFlag("reach_everything", func(u *callgate.User) bool { return u.ReachEverything }),
	userFlag("restricted", func(u *callgate.User) bool { return u.Restricted }),
	{
		"self_allowed", func(u *callgate.User) any { return asText(len(u.SelfAllowed), "[]", u.SelfAllowed) },
		func(a, b *callgate.User) bool { return slices.Equal(a.SelfAllowed, b.SelfAllowed) },
	},
	{
		"status_colours", func(u *callgate.User) any { return asText(len(u.StatusColours), "{}", u.StatusColours) },
		func(a, b *callgate.User) bool { return maps.Equal(a.StatusColours, b.StatusColours) },
	},
	userFlag("has_password", func(u *callgate.User) bool { return u.HasPassword }),
	userFlag("has_factor", func(u *callgate.User) bool { return u.HasFactor }),
	userFlag("must_change", func(u *callgate.User) bool { return u.MustChange }),
	userTime("locked_until", func(u *callgate.User) callgate.Time { return u.LockedUntil }),
	userTime("last_sign_in", func(u *callgate.User) callgate.Time { return u.LastSignIn }),
	userTime("created", func(u *callgate.User) callgate.Time { return u.Created }),
	userColumnOf("revision", func(u *callgate.User) int { return u.Revision }, func(n int) any { return int64(n) }),
	userText("changed_by", func(u *callgate.User) string { return u.ChangedBy }),
	userTime("changed", func(u *callgate.User) callgate.Time { return u.Changed }),
}

// userColumn is one of them: its value for a statement, in the plain types that
// spare database/sql the reflection on named ones, and whether two users have
// the same.
type userColumn struct {
	name string
	of   func(u *callgate.User) any
	same func(a, b *callgate.User) bool
}

func userColumnOf[T comparable](name string, of func(*callgate.User) T, plain func(T) any) userColumn {
	return userColumn{name, func(u *callgate.User) any { return plain(of(u)) }, func(a, b *callgate.User) bool { return of(a) == of(b) }}
}

func userText(name string, of func(*callgate.User) string) userColumn {
	return userColumnOf(name, of, func(s string) any { return s })
}

func userFlag(name string, of func(*callgate.User) bool) userColumn {
	return userColumnOf(name, of, func(b bool) any { return b })
}

func userTime(name string, of func(*callgate.User) callgate.Time) userColumn {
	return userColumnOf(name, of, func(t callgate.Time) any { return int64(t) })
}

// userNames are their names.
var userNames = func() []string {
	if len(userColumns)+2 > 64 { // with tenant and id they are bits of one word
		panic("store: more columns of a user than bits")
	}
	names := make([]string, len(userColumns))
	for i, c := range userColumns {
		names[i] = c.name
	}
	return names
}()

// asText is a list or map kept in one column. Texts can always be written.
func asText(size int, empty string, v any) string {
	if size == 0 {
		return empty
	}
	text, err := json.Marshal(v)
	if err != nil {
		return empty
	}
	return string(text)
}

// userArgs appends the values of the row, tenant and id first.
func userArgs(args []any, u *callgate.User) []any {
	args = append(args, u.Tenant, u.ID)
	for i := range userColumns {
		args = append(args, userColumns[i].of(u))
	}
	return args
}
