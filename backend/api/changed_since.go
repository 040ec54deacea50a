package api

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// saves are the audit codes of what raises a revision.
var saves = []string{
	"user.edit", "user.access", "user.block", "user.unblock", "user.enable", "user.disable", "user.activate", "user.leave", "user.leave_undo", "user.extend", "user.undo",
	"account.profile", "account.preferences", "role.edit", "hosts.save", "tenant.edit", "tenant.enable", "tenant.disable",
}

// changedSince lists the parts that the last so many saves of something
// touched, as the audit tells, those that one user ("" = nobody) made himself
// aside. Not complete: they cannot all be told.
func (w *change) changedSince(id callgate.ID, count int, known callgate.ID) (changed []string, complete bool, err error) {
	if count <= 0 || count > 50 {
		return nil, false, nil
	}
	rows, _, _, err := w.tx.Audit(w.Tenant.ID, store.AuditFilter{TargetID: id, Result: "done", Limit: 300})
	if err != nil {
		return nil, false, err
	}
	for _, r := range rows {
		if count == 0 {
			break
		}
		if !slices.Contains(saves, r.What) {
			continue
		}
		if known == "" || r.WhoID != known {
			changed = append(changed, keysOf(r.After)...)
		}
		count--
	}
	slices.Sort(changed)
	return slices.Compact(changed), count == 0, nil
}

// told lists parts for a sentence; "…" where they cannot be told.
func told(parts []string) string { return cmp.Or(strings.Join(parts, ", "), "…") }

// keysOf lists the names of a JSON object.
func keysOf(text string) []string {
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &object) != nil {
		return nil
	}
	return slices.Collect(maps.Keys(object))
}

// lastSave tells who saved something last, and when.
func (w *change) lastSave(id callgate.ID) (who string, when callgate.Time, err error) {
	rows, _, _, err := w.tx.Audit(w.Tenant.ID, store.AuditFilter{TargetID: id, Result: "done", Limit: 300})
	for _, r := range rows {
		if slices.Contains(saves, r.What) {
			return r.Who, r.At, err
		}
	}
	return "", 0, err
}
