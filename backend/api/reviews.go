package api

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/store"
)

// Reviews are dated lists of who has what, confirmed or withdrawn row by row.
// They name people, so they are for those who may see users.
type Reviews struct{ c *Caller }

// ReviewInput is a review to start.
type ReviewInput struct {
	Name  string      `json:"name"`
	Due   string      `json:"due"`   // date, "" = none
	Scope string      `json:"scope"` // "" everybody, administrators, role
	Role  callgate.ID `json:"role"`
}

// ReviewRow is a review in the list.
type ReviewRow struct {
	callgate.Review
	Overdue bool `json:"overdue"`
}

// ReviewList is all of them, newest first.
type ReviewList struct {
	Rows []ReviewRow `json:"rows"`
	Can  []string    `json:"can"` // write
}

// ReviewQuery asks for a part of a review.
type ReviewQuery struct {
	Search string `json:"search"` // in name and login
	Show   string `json:"show"`   // "", open, withdrawn
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"` // 50 when 0, at most 500
}

// ReviewView is one review with a page of its people.
type ReviewView struct {
	Review ReviewRow               `json:"review"`
	Rows   []callgate.ReviewPerson `json:"rows"`
	Total  int                     `json:"total"`
	Can    []string                `json:"can"` // write, while it is not finished
}

const (
	mostReviews  = 500
	reviewAtOnce = 2000 // people written down in one transaction: others sign in meanwhile
)

// List gives them.
func (m *Reviews) List() (ReviewList, error) {
	return read(m.c, "security.reviews:read", func(a *actor) (ReviewList, error) {
		if err := a.demand("directory.users:read"); err != nil {
			return ReviewList{}, err
		}
		list := ReviewList{Rows: []ReviewRow{}, Can: a.can("security.reviews", "write")}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			reviews, err := tx.Reviews(a.Tenant.ID)
			for _, r := range reviews {
				list.Rows = append(list.Rows, a.reviewRow(r))
			}
			return err
		})
		return list, err
	})
}

func (a *actor) reviewRow(r callgate.Review) ReviewRow {
	return ReviewRow{Review: r, Overdue: r.Finished == 0 && r.Due != 0 && a.Now >= r.Due}
}

// Start writes down who has what now. A day given as due counts whole.
func (m *Reviews) Start(in ReviewInput) (ReviewView, error) {
	var left []*callgate.ReviewPerson
	review, err := write(m.c, "security.reviews:write", func(w *change) (callgate.Review, error) {
		r, list, err := w.beginReview(in)
		if err != nil {
			return r, err
		}
		now := list[:min(len(list), reviewAtOnce)]
		left = list[len(now):]
		r.Made = len(left) == 0
		if err := w.tx.SaveReview(r); err != nil {
			return r, err
		}
		if err := w.tx.InsertReviewPeople(now); err != nil {
			return r, err
		}
		w.tell("review", w.Tenant.ID, r.ID)
		return r, w.record("review.start", r.Name, r.ID, nil, map[string]any{"people": r.People, "rights": r.Rights, "due": r.Due})
	})
	for len(left) > 0 && err == nil {
		now := left[:min(len(left), reviewAtOnce)]
		left = left[len(now):]
		_, err = write(m.c, "security.reviews:write", func(w *change) (struct{}, error) {
			if err := w.tx.InsertReviewPeople(now); err != nil {
				return struct{}{}, err
			}
			if len(left) == 0 {
				review.Made = true
				if err := w.tx.SaveReview(review); err != nil {
					return struct{}{}, err
				}
				w.tell("review", w.Tenant.ID, review.ID)
			}
			return struct{}{}, w.record("review.list", review.Name, review.ID, nil, map[string]any{"people": len(now)})
		})
	}
	if err != nil {
		return ReviewView{}, err
	}
	return m.Get(review.ID, ReviewQuery{})
}

// beginReview reads what was asked for and gathers it.
func (w *change) beginReview(in ReviewInput) (r callgate.Review, list []*callgate.ReviewPerson, err error) {
	if err = w.demand("directory.users:read"); err != nil {
		return r, nil, err
	}
	earlier, err := w.tx.Reviews(w.Tenant.ID)
	if err != nil {
		return r, nil, err
	}
	if len(earlier) >= mostReviews {
		return r, nil, tooMany("name", mostReviews)
	}
	r = callgate.Review{Tenant: w.Tenant.ID, ID: callgate.NewID(w.Now), Started: w.Now, StartedBy: w.Name}
	if r.Name, err = line("name", in.Name, mostName); err != nil {
		return r, nil, err
	}
	if r.Name == "" {
		return r, nil, callgate.Err("name_empty").At("name")
	}
	if r.Due, err = w.readDue(in.Due); err != nil {
		return r, nil, err
	}
	keep, err := w.reviewScope(in)
	if err != nil {
		return r, nil, err
	}
	if err := w.tx.DropUnmadeReviews(w.Tenant.ID); err != nil {
		return r, nil, err
	}
	for u := range w.People.All() {
		if u.System == callgate.RemoteAssistance && !u.Enabled || !keep(u) {
			continue
		}
		p := w.reviewed(u)
		p.Review, p.Position = r.ID, len(list)+1
		r.Rights += p.Open
		list = append(list, p)
	}
	r.People = len(list)
	if r.People == 0 {
		return r, nil, callgate.Err("review_nobody").At("scope")
	}
	return r, list, nil
}

// readDue: "" = it is never overdue.
func (w *change) readDue(text string) (callgate.Time, error) {
	due, err := w.until("due", text)
	if err == nil && due != 0 && due <= w.Now {
		err = callgate.Err("review_due_past").At("due")
	}
	return due, err
}

func (w *change) reviewScope(in ReviewInput) (func(*callgate.User) bool, error) {
	switch in.Scope {
	case "":
		return func(*callgate.User) bool { return true }, nil
	case "administrators":
		return func(u *callgate.User) bool { return u.Kind == callgate.Administrator }, nil
	case "role":
		if w.Role(in.Role) == nil {
			return nil, callgate.Err("role_unknown", "role", shortened(in.Role, 60)).At("role")
		}
		return func(u *callgate.User) bool { return w.hasRole(u, in.Role) }, nil
	}
	return nil, callgate.Err(callgate.BadInput, "value", shortened(in.Scope, 40)).At("scope")
}

// reviewed writes down what somebody has.
func (a *actor) reviewed(u *callgate.User) *callgate.ReviewPerson {
	p := &callgate.ReviewPerson{
		Tenant: a.Tenant.ID, User: u.ID, Login: u.Login, Name: u.DisplayName(), Kind: u.Kind, Seat: u.Seat, State: people.State(u, a.Now),
		Factor: u.HasFactor, LastSignIn: u.LastSignIn, Hosts: hostTexts(u.Hosts), Rights: []callgate.ReviewRight{},
	}
	add := func(kind, key, name string, expires callgate.Time) {
		r := callgate.ReviewRight{Kind: kind, Key: key, Name: name, Expires: expires}
		if r.Decidable() {
			p.Open++
		}
		p.Rights = append(p.Rights, r)
	}
	if u.Kind == callgate.Administrator {
		add(callgate.ReviewAdministrator, "", "", 0)
	}
	for _, m := range u.Roles {
		add(callgate.ReviewRole, m.Role, first(a.roleName(m.Role), m.Role), m.Expires)
	}
	for _, o := range u.Overrides {
		kind := callgate.ReviewDenied
		if o.Allow {
			kind = callgate.ReviewOverride
		}
		add(kind, string(o.Permission), string(o.Permission), o.Expires)
	}
	if u.ReachEverything {
		add(callgate.ReviewEverything, "", "", 0)
	}
	for _, e := range u.Reach {
		add(callgate.ReviewReach, string(e), string(e), 0)
	}
	for _, name := range u.Shared {
		add(callgate.ReviewShared, name, name, 0)
	}
	return p
}

// Get gives one with a page of its people.
func (m *Reviews) Get(id callgate.ID, q ReviewQuery) (ReviewView, error) {
	return read(m.c, "security.reviews:read", func(a *actor) (ReviewView, error) {
		r, list, err := a.reviewOf(id)
		if err != nil {
			return ReviewView{}, err
		}
		view := ReviewView{Review: a.reviewRow(*r), Rows: []callgate.ReviewPerson{}, Can: []string{}}
		if r.Finished == 0 {
			view.Can = a.can("security.reviews", "write")
		}
		needle := people.Fold(shortened(strings.TrimSpace(q.Search), 200))
		limit := min(q.Limit, mostRows)
		if limit <= 0 {
			limit = 50
		}
		for _, p := range list {
			if !shownInReview(p, q.Show, needle) {
				continue
			}
			if view.Total++; view.Total > max(q.Offset, 0) && len(view.Rows) < limit {
				view.Rows = append(view.Rows, *p)
			}
		}
		return view, nil
	})
}

func shownInReview(p *callgate.ReviewPerson, show, needle string) bool {
	switch show {
	case "open":
		if p.Open == 0 {
			return false
		}
	case callgate.Withdrawn:
		if !slices.ContainsFunc(p.Rights, func(r callgate.ReviewRight) bool { return r.Decision == callgate.Withdrawn }) {
			return false
		}
	}
	return needle == "" || strings.Contains(people.Fold(p.Name+" "+p.Login), needle)
}

// reviewOf loads a review with its people; one still being written down is not
// there yet.
func (a *actor) reviewOf(id callgate.ID) (r *callgate.Review, list []*callgate.ReviewPerson, err error) {
	if err := a.demand("directory.users:read"); err != nil {
		return nil, nil, err
	}
	err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		if r, err = tx.Review(a.Tenant.ID, id); err != nil {
			return err
		}
		if !r.Made {
			return callgate.Err(callgate.NotFound)
		}
		list, err = tx.ReviewPeople(a.Tenant.ID, id)
		return err
	})
	return r, list, err
}
