package api

import (
	"strconv"

	"callgate/backend/callgate"
)

// administratorRule: at least one working administrator remains, whoever and
// whatever comes at the same time. It counts in the transaction. Only those
// whose sign-in does not run out count: one who runs out tomorrow would leave
// nobody tomorrow.
func administratorRule(w *change, before, after *callgate.User, _ parts) error {
	if before == nil || before.System == callgate.RemoteAssistance || !before.Working(w.Now) || after != nil && lasting(after, w.Now) {
		return nil
	}
	if w.local() && after != nil && before.HasPassword && !after.HasPassword && onlyPasswordGone(before, after, w.Now) {
		return nil // an activation code from the machine itself is the way back in
	}
	others, err := w.tx.LastingAdministrators(before.Tenant, before.ID)
	if err != nil || others > 0 {
		return err
	}
	if after != nil && !lasting(before, w.Now) && after.Working(w.Now) && after.Expires >= before.Expires {
		return nil // as it was, or better
	}
	return callgate.Err(callgate.LastAdmin, "login", before.Login)
}

func lasting(u *callgate.User, now callgate.Time) bool {
	return u.Working(now) && u.Expires == 0 && u.System != callgate.RemoteAssistance
}

func onlyPasswordGone(before, after *callgate.User, now callgate.Time) bool {
	with := *after
	with.HasPassword = true
	return with.Working(now) && with.Expires == before.Expires
}

// takesSeat tells whether the licence counts a user.
func takesSeat(u *callgate.User) bool {
	return u != nil && u.Enabled && u.System != callgate.RemoteAssistance
}

func takesFull(u *callgate.User) bool { return takesSeat(u) && u.Seat == callgate.FullSeat }

// seatsRule: the licence bounds enabled users and full seats among them.
func seatsRule(w *change, before, after *callgate.User, _ parts) error {
	count := func(takes func(*callgate.User) bool) (n int) {
		if takes(after) {
			n++
		}
		if takes(before) {
			n--
		}
		return n
	}
	return w.takeSeats(count(takesSeat), count(takesFull))
}

// seats are those taken in a tenant. They are counted with the people in
// memory: the database would walk through all of them at every addition.
type seats struct{ enabled, full int }

func seatsOf(users []*callgate.User) (s seats) {
	for _, u := range users {
		s.count(u, 1)
	}
	return s
}

// count adds or takes away one user.
func (s *seats) count(u *callgate.User, n int) {
	if takesSeat(u) {
		s.enabled += n
	}
	if takesFull(u) {
		s.full += n
	}
}

// takeSeats refuses that many more enabled users or full seats than the licence
// leaves. Exact, whatever comes at the same time: inside the transaction the
// people in memory are those in the database, those of an import that is still
// being written aside, which are asked for. Where the licence shrank below what
// is in use, everybody stays and nobody new comes in.
func (w *change) takeSeats(enabled, full int) error {
	t := w.Tenant
	if (t.MaxEnabled == 0 || enabled <= 0) && (t.MaxFull == 0 || full <= 0) {
		return nil
	}
	staged, stagedFull, err := w.tx.StagedSeats(t.ID)
	switch taken := w.view.Seats; {
	case err != nil:
		return err
	case enabled > 0 && t.MaxEnabled > 0 && taken.enabled+staged+enabled > t.MaxEnabled:
		return callgate.Err(callgate.Licence, "max", strconv.Itoa(t.MaxEnabled)).At("enabled")
	case full > 0 && t.MaxFull > 0 && taken.full+stagedFull+full > t.MaxFull:
		return callgate.Err("licence_full", "max", strconv.Itoa(t.MaxFull)).At("seat")
	}
	return nil
}
