package app

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) reviewCommands() *cobra.Command {
	return p.group("callgate review",
		p.reviewList(), p.reviewShow(), p.reviewStart(), p.reviewConfirm(), p.reviewWithdraw(), p.reviewFinish(), p.reviewExport())
}

func (p *program) reviewList() *cobra.Command {
	return p.command("callgate review list", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			list, err := m.Reviews.List()
			if err != nil {
				return err
			}
			return p.show(list.Rows, func() {
				if len(list.Rows) == 0 {
					p.tell("reviews.none")
					return
				}
				rows := make([][]string, len(list.Rows))
				for i, r := range list.Rows {
					rows[i] = []string{r.Name, p.reviewState(r), progress(r), strconv.Itoa(r.Withdrawn), r.Due.String(), r.Started.String(), r.StartedBy}
				}
				p.table([]string{"review", "state", "decided", "withdrawn", "due", "started", "who"}, rows)
			})
		})
	})
}

func (p *program) reviewState(r api.ReviewRow) string {
	switch {
	case r.Finished != 0:
		return p.say("reviews.state.finished")
	case r.Overdue:
		return p.say("reviews.state.overdue")
	}
	return p.say("reviews.state.open")
}

func progress(r api.ReviewRow) string { return strconv.Itoa(r.Decided) + "/" + strconv.Itoa(r.Rights) }

// reviewCommand is a command about the one review of --review.
func (p *program) reviewCommand(name string, run func(cmd *cobra.Command, m api.Modules, r api.ReviewRow) error) *cobra.Command {
	var review *string
	cmd := p.command("callgate review "+name, func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "review"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			r, err := findReview(m, *review)
			if err != nil {
				return err
			}
			return run(cmd, m, r)
		})
	})
	review = p.text(cmd, "review")
	return cmd
}

// findReview takes the id or the name; of several with one name the one that is
// not finished.
func findReview(m api.Modules, name string) (api.ReviewRow, error) {
	list, err := m.Reviews.List()
	if err != nil {
		return api.ReviewRow{}, err
	}
	var named, open []api.ReviewRow
	for _, r := range list.Rows {
		if r.ID == name {
			return r, nil
		}
		if !strings.EqualFold(r.Name, name) {
			continue
		}
		if named = append(named, r); r.Finished == 0 {
			open = append(open, r)
		}
	}
	switch {
	case len(named) == 0:
		return api.ReviewRow{}, callgate.Err("review_unknown", "review", name)
	case len(open) == 1:
		return open[0], nil
	case len(named) == 1:
		return named[0], nil
	}
	ids := make([]string, len(named))
	for i, r := range named {
		ids[i] = r.ID
	}
	return api.ReviewRow{}, callgate.Err("review_ambiguous", "review", name, "ids", strings.Join(ids, ", "))
}

// reviewPeople turns the pages.
func reviewPeople(m api.Modules, id callgate.ID, q api.ReviewQuery) ([]callgate.ReviewPerson, error) {
	q.Limit = 500
	people := []callgate.ReviewPerson{}
	for {
		q.Offset = len(people)
		page, err := m.Reviews.Get(id, q)
		if err != nil {
			return nil, err
		}
		people = append(people, page.Rows...)
		if len(page.Rows) == 0 || len(people) >= page.Total {
			return people, nil
		}
	}
}

// rightText names a right of a review so that --right takes it.
func rightText(r callgate.ReviewRight) string {
	if r.Name == "" {
		return r.Kind
	}
	return r.Kind + ":" + r.Name
}

func (p *program) reviewShow() *cobra.Command {
	var search, show *string
	cmd := p.reviewCommand("show", func(_ *cobra.Command, m api.Modules, r api.ReviewRow) error {
		people, err := reviewPeople(m, r.ID, api.ReviewQuery{Search: *search, Show: *show})
		if err != nil {
			return err
		}
		return p.show(map[string]any{"review": r, "people": people}, func() {
			p.facts("review", r.Name, "state", p.reviewState(r), "decided", progress(r), "withdrawn", strconv.Itoa(r.Withdrawn),
				"due", r.Due.String(), "started", r.Started.String(), "who", r.StartedBy)
			p.line("")
			rows := [][]string{}
			for _, person := range people {
				for _, right := range person.Rights {
					if *show == "open" && (right.Decision != "" || !right.Decidable()) {
						continue
					}
					rows = append(rows, []string{person.Login, person.Name, rightText(right), p.decision(right), right.By, right.At.String()})
				}
			}
			p.table([]string{"login", "name", "right", "decision", "who", "at"}, rows)
		})
	})
	search, show = p.text(cmd, "search"), p.text(cmd, "show")
	return cmd
}

func (p *program) decision(r callgate.ReviewRight) string {
	switch {
	case !r.Decidable():
		return ""
	case r.Decision == "":
		return p.say("cli.decision.open")
	case r.Gone:
		return p.say("cli.decision.gone")
	}
	return p.say("cli.decision." + r.Decision)
}

func (p *program) reviewStart() *cobra.Command {
	cmd := p.command("callgate review start", nil)
	name, due, role, kind := p.text(cmd, "name"), p.text(cmd, "due"), p.text(cmd, "role"), p.text(cmd, "kind")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "name"); err != nil {
			return err
		}
		in := api.ReviewInput{Name: *name, Due: *due}
		switch {
		case *role != "" && *kind != "":
			return callgate.Err("flags_exclude", "flag", "--role", "other", "--kind")
		case *kind == callgate.Administrator:
			in.Scope = "administrators"
		case *kind != "":
			return callgate.Err("flag_value", "flag", "--kind", "value", *kind)
		}
		return p.as(func(m api.Modules) error {
			if *role != "" {
				roles, err := readRoles(m)
				if err != nil {
					return err
				}
				in.Scope = "role"
				if in.Role, err = roles.id(*role); err != nil {
					return err
				}
			}
			view, err := m.Reviews.Start(in)
			if err != nil {
				return err
			}
			return p.show(view.Review, func() {
				p.tell("cli.review_started", "name", view.Review.Name, "people", view.Review.People, "rights", view.Review.Rights)
			})
		})
	}
	return cmd
}

func (p *program) reviewFinish() *cobra.Command {
	return p.reviewCommand("finish", func(_ *cobra.Command, m api.Modules, r api.ReviewRow) error {
		done, err := m.Reviews.Finish(r.ID)
		if err != nil {
			return err
		}
		return p.show(done, func() {
			p.tell("cli.review_finished", "name", done.Name, "confirmed", done.Decided-done.Withdrawn, "withdrawn", done.Withdrawn)
		})
	})
}

func (p *program) reviewExport() *cobra.Command {
	var format, out *string
	cmd := p.reviewCommand("export", func(_ *cobra.Command, m api.Modules, r api.ReviewRow) error {
		if *format == "" {
			*format = "csv"
		}
		file, err := m.Reviews.Export(r.ID, *format)
		if err != nil {
			return err
		}
		return p.save(file, *out)
	})
	format, out = p.oneFormat(cmd, api.TableFormats()...), p.text(cmd, "out")
	return cmd
}

// decisionsAtOnce is how many rows one call decides; more are several calls.
const decisionsAtOnce = 500

func (p *program) decide(m api.Modules, r api.ReviewRow, list []api.ReviewDecision) error {
	if len(list) == 0 {
		return callgate.Err("review_none_open", "review", r.Name)
	}
	row := r
	for some := range slices.Chunk(list, decisionsAtOnce) {
		var err error
		if row, err = m.Reviews.Decide(r.ID, some); err != nil {
			return err
		}
	}
	return p.show(row, func() {
		p.tell("cli.review_decided", "rights", len(list))
		p.tell("cli.review_open", "rights", row.Rights-row.Decided)
	})
}
