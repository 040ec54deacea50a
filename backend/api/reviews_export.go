package api

import (
	"encoding/base64"
	"iter"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/directory"
)

var reviewColumns = []string{
	"login", "name", "kind", "seat", "state", "second_factor", "last_sign_in", "allowed_hosts",
	"right", "what", "expires", "decision", "was_gone", "decided_by", "decided_at",
}

// Export gives the whole review as csv, xlsx or json: a row for each right, one
// for somebody who has none.
func (m *Reviews) Export(id callgate.ID, format string) (File, error) {
	return read(m.c, "security.reviews:read", func(a *actor) (File, error) {
		r, list, err := a.reviewOf(id)
		if err != nil {
			return File{}, err
		}
		data, err := directory.WriteTable(format, reviewColumns, reviewRows(list))
		if err != nil {
			return File{}, err
		}
		return File{Name: "callgate-" + a.Tenant.Slug + "-review-" + r.Started.Go().Format("2006-01-02") + "." + format, Type: tableTypes[format], Base64: base64.StdEncoding.EncodeToString(data)}, nil
	})
}

// tableTypes of tables that can be written.
var tableTypes = map[string]string{
	"csv":  "text/csv; charset=utf-8",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"json": "application/json",
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
