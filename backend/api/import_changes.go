package api

import (
	"cmp"
	"slices"
	"time"

	"callgate/backend/callgate"
)

// changesAtOnce is how many changes of people who are there stand in one
// transaction with everything else the file brings: all or nothing. Beyond that
// nobody else could write for too long, so they go in chunks, each in force at
// once; what ends the import says how many were changed.
const changesAtOnce = 500

// changeAll changes people in chunks. In the order of their ids a chunk touches
// few pages of the database.
func (j *importJob) changeAll(rows []plannedWork) error {
	slices.SortFunc(rows, func(a, b plannedWork) int { return cmp.Compare(a.user.ID, b.user.ID) })
	for len(rows) > 0 {
		if err := j.ctx.Err(); err != nil {
			return err
		}
		chunk := rows[:min(j.size, len(rows))]
		var start time.Time
		_, err := write(j.c, importing, func(w *change) (struct{}, error) {
			start = time.Now()
			return struct{}{}, j.changeIn(w, chunk)
		})
		if err != nil {
			return err
		}
		clear(chunk) // whoever was replaced may go
		j.changedSome(len(chunk))
		j.fit(len(chunk), time.Since(start))
		rows = rows[len(chunk):]
	}
	return nil
}

// changeIn changes people within a transaction, after every rule was asked
// again. Who was changed by somebody else since the preview is stale.
func (j *importJob) changeIn(w *change, rows []plannedWork) error {
	if err := w.makeNamed(rows); err != nil {
		return err
	}
	return w.gathering(func() error {
		for _, r := range rows {
			before := w.view.user(r.user.ID)
			var err error
			switch {
			case before == nil:
				err = callgate.Err(callgate.NotFound)
			case before.Revision != r.before.Revision:
				err = callgate.Err("import_stale")
			default:
				r.user.Revision = before.Revision
				err = w.saveChanged("users.import_change", before, r.user)
			}
			if quietly(err) != nil {
				return atRow(err, r.row)
			}
		}
		return nil
	})
}

// makeNamed makes what the rows are the first to name, all of it in one step:
// one by one everything would be compiled anew for each.
func (w *change) makeNamed(rows []plannedWork) error {
	var fresh []mention
	for _, r := range rows {
		for _, m := range newMentions(r.before, r.user) {
			e, err := w.readEntity(m.field, m.entity)
			if err != nil || w.knows(e) {
				continue // what is not well formed is refused with its row
			}
			if err := w.mayName(m.field, e); err != nil {
				return atRow(err, r.row)
			}
			fresh = append(fresh, mention{m.field, e})
		}
	}
	return w.makeThings(fresh)
}
