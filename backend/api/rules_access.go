package api

import (
	"slices"

	"callgate/backend/callgate"
)

// kindRule: an administrator has everything already. Overrides, reach and
// exclusions would have no effect, or a misleading one (MODEL 3).
func kindRule(_ *change, before, after *callgate.User, _ parts) error {
	if before != nil && before.System != after.System {
		return callgate.Err("system_user")
	}
	if after.Kind != callgate.Administrator {
		return nil
	}
	switch {
	case after.Seat != callgate.FullSeat:
		return callgate.Err("administrator_seat").At("seat")
	case len(after.Overrides) > 0:
		return callgate.Err("administrator_takes_none", "part", "overrides").At("overrides")
	case after.ReachEverything || len(after.Reach) > 0:
		return callgate.Err("administrator_takes_none", "part", "reach").At("reach")
	case len(after.Exclusions) > 0:
		return callgate.Err("administrator_takes_none", "part", "exclusions").At("exclusions")
	}
	return nil
}

// ownNever is what nobody changes of himself; ownOthers what only an
// administrator, who has it all anyway, may change of himself.
var (
	ownNever  = []string{"kind", "seat", "roles", "overrides", "reachEverything", "reach", "exclusions", "blocked", "blockReason", "enabled", "expires"}
	ownOthers = []string{"extensions", "shared", "numbers", "callerId", "mayOverrideExtension", "restricted", "selfAllowed", "hosts"}
)

// ownRule: nobody raises himself, and nobody shuts himself out by mistake.
func ownRule(w *change, before, after *callgate.User, p parts) error {
	if before == nil || !w.isSelf(after) {
		return nil
	}
	if part := p.first(ownNever...); part != "" {
		return callgate.Err("own_access", "part", part).At(part)
	}
	if part := p.first(ownOthers...); part != "" && !w.unbounded() {
		return callgate.Err("own_access", "part", part).At(part)
	}
	if before.HasPassword && !after.HasPassword {
		return callgate.Err("own_activation")
	}
	return nil
}

// mayTouch: nobody edits a user who holds more than he does.
func (w *change) mayTouch(u *callgate.User) error {
	return w.everyFace(func() error {
		if w.unbounded() || w.isSelf(u) {
			return nil
		}
		if more := w.exceeds(mostOf(u)); len(more) > 0 {
			return callgate.Err("holds_more", "login", u.Login).Because(more)
		}
		return nil
	})
}

// grantRule: nobody grants what he lacks, and nobody edits who holds more.
func grantRule(w *change, before, after *callgate.User, _ parts) error {
	if w.unbounded() || w.isSelf(after) {
		return nil
	}
	if before != nil {
		if err := w.mayTouch(before); err != nil {
			return err
		}
	}
	if more := w.exceeds(mostOf(after)); len(more) > 0 {
		return callgate.Err(callgate.Escalation, "login", after.Login).Because(more)
	}
	return nil
}

// mostOf is the most a user can come to hold without anybody changing him: in
// use, and when the denials that run out have run out.
func mostOf(u *callgate.User) *callgate.User {
	most := *u
	most.Enabled, most.Blocked, most.Expires = true, false, 0
	most.Overrides = nil
	for _, o := range u.Overrides {
		if o.Allow || o.Expires == 0 {
			most.Overrides = append(most.Overrides, o)
		}
	}
	return &most
}

// startPageRule: only pages the user may open; the sign-in falls back to the
// first one when rights are taken away later.
func startPageRule(w *change, _, after *callgate.User, p parts) error {
	if after.StartPage == "" || !p.has("startPage") {
		return nil
	}
	would := w.Policy.WithUser(after)
	who, ok := would.ByID(after.ID)
	if !ok || !slices.Contains(pagesFor(would.Rights(who, w.Now)), after.StartPage) {
		return callgate.Err("start_page_user", "page", after.StartPage).At("startPage")
	}
	return nil
}

// sinceRule: the date from which an extension's calls are a user's own may be
// set back by an administrator only: earlier calls were somebody else's.
func sinceRule(w *change, before, after *callgate.User, _ parts) error {
	if w.unbounded() {
		return nil
	}
	for _, e := range after.Extensions {
		since := w.Now
		if before != nil {
			if i := slices.IndexFunc(before.Extensions, func(x callgate.OwnExtension) bool { return x.Name == e.Name }); i >= 0 {
				since = before.Extensions[i].Since
			}
		}
		if e.Since < since {
			return callgate.Err("since_earlier", "extension", e.Name).At("extensions")
		}
	}
	return nil
}
