package api

import (
	"iter"
	"strings"

	"callgate/backend/callgate"
)

var reviewColumns = []string{
	"login", "name", "kind", "seat", "state", "second_factor", "last_sign_in", "allowed_hosts",
	"right", "what", "expires", "decision", "was_gone", "decided_by", "decided_at",
}

// Export gives the whole review as csv, xlsx or json ("" = own preference):
// a row for each right, one for somebody who has none.
func (m *Reviews) Export(id callgate.ID, format string) (File, error) {
	return read(m.c, "security.reviews:read", func(a *actor) (File, error) {
		r, list, err := a.reviewOf(id)
		if err != nil {
			return File{}, err
		}
		return a.table("review", r.Started, format, reviewColumns, reviewRows(list))
	})
}

func reviewRows(list []*callgate.ReviewPerson) iter.Seq[[]string] {
	word := func(yes bool) string {
		if yes {
			return "yes"
		}
		return "no"
	}
	return func(yield func([]string) bool) {
		for _, p := range list {
			person := []string{p.Login, p.Name, p.Kind, p.Seat, p.State, word(p.Factor), p.LastSignIn.String(), strings.Join(p.Hosts, ", ")}
			rights := p.Rights
			if len(rights) == 0 {
				rights = []callgate.ReviewRight{{}}
			}
			for _, r := range rights {
				gone := ""
				if r.Gone {
					gone = "yes"
				}
				if !yield(append(person[:len(person):len(person)], r.Kind, r.Name, r.Expires.String(), r.Decision, gone, r.By, r.At.String())) {
					return
				}
			}
		}
	}
}
