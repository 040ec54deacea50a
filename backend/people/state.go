package people

import (
	"math"

	"callgate/backend/callgate"
)

// States a user can be in, as written in lists and asked for in filters. When
// several hold, the first one in this order is the user's state: it is the one
// that has to be undone first.
const (
	Disabled   = "disabled"
	Blocked    = "blocked"
	Expired    = "expired"
	Locked     = "locked"
	NoPassword = "no_password"
	Working    = "working"
)

// stateNames by number; the list sorts working people first.
var stateNames = [...]string{Working, NoPassword, Locked, Expired, Blocked, Disabled}

const (
	working uint8 = iota
	noPassword
	locked
	expired
	blocked
	disabled
)

// State of a user at a moment.
func State(u *callgate.User, now callgate.Time) string { return stateNames[stateOf(u, now)] }

func stateOf(u *callgate.User, now callgate.Time) uint8 {
	switch {
	case !u.Enabled:
		return disabled
	case u.Blocked:
		return blocked
	case u.Expires != 0 && u.Expires <= now:
		return expired
	case u.LockedUntil > now:
		return locked
	case !u.HasPassword:
		return noPassword
	default:
		return working
	}
}

// never is a turn that does not come.
const never = callgate.Time(math.MaxInt64)

// turnOf is the next moment after now at which the state may change by itself.
func turnOf(u *callgate.User, now callgate.Time) callgate.Time {
	turn := never
	for _, t := range [...]callgate.Time{u.Expires, u.LockedUntil} {
		if t > now && t < turn {
			turn = t
		}
	}
	return turn
}

// Extension is the one a list shows for a user: the default one, else the first
// of his own.
func Extension(u *callgate.User) string {
	if u.DefaultExtension != "" || len(u.Extensions) == 0 {
		return u.DefaultExtension
	}
	return u.Extensions[0].Name
}
