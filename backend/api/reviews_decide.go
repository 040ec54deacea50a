package api

import (
	"slices"

	"callgate/backend/callgate"
)

// ReviewDecision is what was decided about one row.
type ReviewDecision struct {
	Position int    `json:"position"` // of the person
	Kind     string `json:"kind"`
	Key      string `json:"key"`
	Decision string `json:"decision"` // confirmed, withdrawn
}

const decisionsAtOnce = 500

// Decide confirms or withdraws rows, all or none. What is withdrawn is taken
// away by the ordinary rules, as if it had been done on the user's page.
func (m *Reviews) Decide(id callgate.ID, list []ReviewDecision) (ReviewRow, error) {
	return write(m.c, "security.reviews:write", func(w *change) (ReviewRow, error) {
		r, err := w.openReview(id)
		if err != nil {
			return ReviewRow{}, err
		}
		if len(list) == 0 || len(list) > decisionsAtOnce {
			return ReviewRow{}, tooMany("decision", decisionsAtOnce)
		}
		counts := map[string][]string{}
		for _, d := range list {
			what, err := w.decide(r, d)
			if err != nil {
				return ReviewRow{}, err
			}
			counts[d.Decision] = append(counts[d.Decision], what)
		}
		if err := w.tx.SaveReview(*r); err != nil {
			return ReviewRow{}, err
		}
		w.tell("review", w.Tenant.ID, r.ID)
		return w.reviewRow(*r), w.record("review.decide", r.Name, r.ID, nil, counts)
	})
}

// openReview loads one that may still change.
func (w *change) openReview(id callgate.ID) (*callgate.Review, error) {
	if err := w.demand("directory.users:read"); err != nil {
		return nil, err
	}
	r, err := w.tx.Review(w.Tenant.ID, id)
	switch {
	case err != nil:
		return nil, err
	case !r.Made:
		return nil, callgate.Err(callgate.NotFound)
	case r.Finished != 0:
		return nil, callgate.Err("review_finished", "by", r.FinishedBy, "at", r.Finished.String())
	}
	return r, nil
}

// decide carries one decision out, and names what it was about.
func (w *change) decide(r *callgate.Review, d ReviewDecision) (string, error) {
	p, err := w.tx.ReviewPerson(w.Tenant.ID, r.ID, d.Position)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(p.Rights, func(x callgate.ReviewRight) bool { return x.Kind == d.Kind && x.Key == d.Key && x.Decidable() })
	if i < 0 {
		return "", callgate.Err(callgate.NotFound)
	}
	right := &p.Rights[i]
	what := p.Login + ": " + right.Kind + " " + right.Name
	was := right.Decision
	switch {
	case was == callgate.Withdrawn && d.Decision == callgate.Confirmed:
		return "", callgate.Err("review_withdrawn", "name", p.Name)
	case d.Decision == callgate.Confirmed:
		// Whoever has it all anyway may confirm his own; others would judge themselves.
		if !w.local() && p.User == w.User.ID && !w.unbounded() {
			return "", callgate.Err("review_own")
		}
	case d.Decision == callgate.Withdrawn:
		if right.Gone, err = w.withdraw(p.User, *right); err != nil {
			return "", err
		}
	default:
		return "", callgate.Err(callgate.BadInput, "value", shortened(d.Decision, 40)).At("decision")
	}
	right.Decision, right.By, right.At = d.Decision, w.Name, w.Now
	if was == "" {
		p.Open--
		r.Decided++
	}
	if d.Decision == callgate.Withdrawn && was != callgate.Withdrawn {
		r.Withdrawn++
	}
	return what, w.tx.SaveReviewPerson(p)
}

// withdraw takes a right away from a user; gone when he no longer had it.
func (w *change) withdraw(user callgate.ID, right callgate.ReviewRight) (gone bool, err error) {
	if err := w.demand("directory.users:write"); err != nil {
		return false, err
	}
	if _, there := w.Policy.ByID(user); !there {
		return true, nil
	}
	err = w.changeUser(user, "user.access", func(_ *change, u *callgate.User) error {
		switch right.Kind {
		case callgate.ReviewAdministrator:
			u.Kind = callgate.Standard
		case callgate.ReviewRole:
			u.Roles = slices.DeleteFunc(u.Roles, func(m callgate.Membership) bool { return m.Role == right.Key })
		case callgate.ReviewOverride:
			u.Overrides = slices.DeleteFunc(u.Overrides, func(o callgate.Override) bool { return o.Allow && string(o.Permission) == right.Key })
		case callgate.ReviewEverything:
			u.ReachEverything = false
		case callgate.ReviewReach:
			u.Reach = slices.DeleteFunc(u.Reach, func(e callgate.Entity) bool { return string(e) == right.Key })
		case callgate.ReviewShared:
			u.Shared = slices.DeleteFunc(u.Shared, func(name string) bool { return name == right.Key })
		}
		return nil
	})
	if err != nil && quietly(err) == nil {
		return true, nil
	}
	return false, err
}

// Finish closes a review in which everything was decided. It does not change
// any more.
func (m *Reviews) Finish(id callgate.ID) (ReviewRow, error) {
	return write(m.c, "security.reviews:write", func(w *change) (ReviewRow, error) {
		r, err := w.openReview(id)
		if err != nil {
			return ReviewRow{}, err
		}
		if open := r.Rights - r.Decided; open > 0 {
			return ReviewRow{}, callgate.Err("review_open", "count", decimal(open))
		}
		r.Finished, r.FinishedBy = w.Now, w.Name
		if err := w.tx.SaveReview(*r); err != nil {
			return ReviewRow{}, err
		}
		w.tell("review", w.Tenant.ID, r.ID)
		return w.reviewRow(*r), w.record("review.finish", r.Name, r.ID, nil, map[string]int{"confirmed": r.Decided - r.Withdrawn, "withdrawn": r.Withdrawn})
	})
}
