package api

import (
	"context"
	"slices"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Moments at which those who may decide a review are told of it, each once.
const (
	reviewSoon    = remindBefore   // before it is due
	reviewLastDay = 24 * time.Hour // before it is due; later when nobody was there to tell it
	reviewNagged  = 30 * 24 * time.Hour
)

// remindOfReviews tells of every review that becomes due and is not finished.
func (s *Service) remindOfReviews(ctx context.Context, all views) error {
	now := s.now()
	var due []callgate.Review
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		due, err = tx.DueReviews(now.Add(-reviewNagged), now.Add(reviewSoon))
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range due {
		v := all[r.Tenant]
		if v == nil {
			continue
		}
		for some := range slices.Chunk(v.mayReview(now), remindAtOnce) {
			if err := s.commit(ctx, func(w *change) error { return w.remindOfReview(r, some) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayReview are those who may decide a review: they start, confirm and withdraw.
func (v *view) mayReview(now callgate.Time) (ids []callgate.ID) {
	reviews, users := callgate.MustBit("security.reviews:write"), callgate.MustBit("directory.users:read")
	for u := range v.People.All() {
		if !u.Enabled || u.Blocked || u.Expires != 0 && u.Expires <= now {
			continue
		}
		if who, ok := v.Policy.ByID(u.ID); ok && holds(v.Policy.Rights(who, now), reviews) && holds(v.Policy.Rights(who, now), users) {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// remindOfReview tells some of them. What the review was when the list was made
// may be old: it is read again.
func (w *change) remindOfReview(r callgate.Review, ids []callgate.ID) error {
	v := w.views[r.Tenant]
	fresh, err := w.tx.Review(r.Tenant, r.ID)
	if v == nil || err != nil || fresh.Finished != 0 {
		return err
	}
	now, what, about := w.s.now(), "soon", "soon/"+r.ID
	switch {
	case now >= fresh.Due:
		what, about = "over", "last/"+r.ID
	case now >= fresh.Due.Add(-reviewLastDay):
		what, about = "last", "last/"+r.ID
	}
	until := fresh.Due.Add(-time.Second) // a day ends with its last second, not with the next day
	for _, id := range ids {
		who, ok := v.Policy.ByID(id)
		if !ok {
			continue
		}
		err := w.noticeOnce(v.Policy.User(who), "review_due", about,
			"what", what, "name", fresh.Name, "review", fresh.ID, "until", until.String(), "count", decimal(fresh.Rights-fresh.Decided))
		if err != nil {
			return err
		}
	}
	return nil
}
