package api

import "callgate/backend/callgate"

// seatCount counts users one by one against the licence, where asking the
// database for each would take too long.
type seatCount struct {
	tenant        *callgate.Tenant
	enabled, full int
}

// move counts a change of one who was counted.
func (s *seatCount) move(before, after *callgate.User) error {
	if takesSeat(before) {
		s.enabled--
	}
	if takesFull(before) {
		s.full--
	}
	if takesSeat(before) && (takesFull(before) || !takesFull(after)) {
		_ = s.add(after) // no more than before: a shrunken licence stands in nobody's way
		return nil
	}
	return s.add(after)
}

// add counts a user; the error says that he does not fit any more.
func (s *seatCount) add(u *callgate.User) error {
	if takesSeat(u) {
		s.enabled++
	}
	if takesFull(u) {
		s.full++
	}
	switch t := s.tenant; {
	case takesSeat(u) && t.MaxEnabled > 0 && s.enabled > t.MaxEnabled:
		return callgate.Err(callgate.Licence, "max", decimal(t.MaxEnabled), "used", decimal(t.MaxEnabled)).At("enabled")
	case takesFull(u) && t.MaxFull > 0 && s.full > t.MaxFull:
		return callgate.Err("licence_full", "max", decimal(t.MaxFull), "used", decimal(t.MaxFull)).At("seat")
	}
	return nil
}
