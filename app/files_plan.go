package app

import (
	"fmt"
	"strconv"
	"strings"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// bringIn shows the plan and, unless it is a dry run, applies it. A bad row
// refuses the whole file.
func (p *program) bringIn(m api.Modules, in api.ImportInput, dry bool) error {
	plan, err := p.look(m, in)
	if err != nil {
		return err
	}
	if !plan.Mapped {
		return callgate.Err("import_map_flag", "columns", numbered(plan.Columns))
	}
	stopped := plan.Bad > 0 && !in.SkipBad
	if dry || stopped {
		if err := p.show(plan, func() { p.planTable(plan) }); err != nil {
			return err
		}
		if stopped {
			return callgate.Err("import_bad_rows", "count", strconv.Itoa(plan.Bad))
		}
		return nil
	}
	if plan.Add+plan.Change == 0 && len(plan.Rows) > 0 { // without rows applying says what is missing
		return p.imported(plan)
	}
	progress, err := p.follow(m, plan)
	switch {
	case err != nil:
		return err
	case progress.State == "cancelled" && progress.Changed > 0, progress.Error != nil && progress.Changed > 0:
		p.tellErr("cli.import_changed_some", "count", progress.Changed, "total", plan.Change)
	}
	switch {
	case progress.Error != nil:
		return progress.Error
	case progress.State != "done":
		return callgate.Err("import_cancelled")
	}
	return p.imported(plan)
}

// numbered shows which column has which number, by its first cell.
func numbered(cells []string) string {
	const most = 12
	parts := make([]string, 0, most)
	for i, cell := range cells[:min(len(cells), most)] {
		parts = append(parts, fmt.Sprintf("%d=%s", i+1, strings.TrimSpace(cell)))
	}
	return strings.Join(parts, "  ")
}

func (p *program) imported(plan api.ImportPlan) error {
	counts := map[string]int{"added": plan.Add, "changed": plan.Change, "same": plan.Same, "skipped": plan.Skip, "bad": plan.Bad}
	return p.show(counts, func() {
		if plan.Format != "callgate-roles" {
			p.tell("cli.import_added", "count", plan.Add)
		}
		if plan.Change+plan.Same > 0 || plan.Format == "callgate-roles" {
			p.tell("cli.import_changed", "count", plan.Change)
		}
		if plan.Same > 0 {
			p.tell("cli.import_same", "count", plan.Same)
		}
		if plan.Skip > 0 {
			p.tell("cli.import_skipped", "count", plan.Skip)
		}
		if plan.Bad > 0 {
			p.tell("cli.import_left_out", "count", plan.Bad)
		}
	})
}

func (p *program) planTable(plan api.ImportPlan) {
	rows := make([][]string, len(plan.Rows))
	for i, r := range plan.Rows {
		why := ""
		switch {
		case r.Error != nil:
			why = p.sentence(r.Error)
		case len(r.Changes) > 0:
			why = p.changesText(r.Changes)
		}
		rows[i] = []string{strconv.Itoa(r.Row), p.say("cli.import_deed." + r.Deed), r.Login, r.Name, r.Phone, why}
	}
	p.tell("cli.import_recognised", "format", plan.Format, "why", p.say("users.import.why."+plan.Why))
	p.table([]string{"row", "deed", "login", "name", "phone", "why"}, rows)
	if rest := plan.Add + plan.Change + plan.Same + plan.Skip + plan.Bad - len(plan.Rows); rest > 0 {
		p.tell("cli.import_more", "count", rest)
	}
	if len(plan.Dropped) > 0 {
		p.tell("users.import.dropped", "columns", strings.Join(plan.Dropped, ", "))
	}
	if plan.Secrets > 0 {
		p.tell("cli.import_secrets", "count", plan.Secrets)
	}
	p.tell("cli.import_plan", "add", plan.Add, "change", plan.Change, "skip", plan.Skip+plan.Same, "bad", plan.Bad)
}

// changesText writes what a row changes on one line.
func (p *program) changesText(list []api.FieldChange) string {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = c.Field + ": " + noValue(c.Before) + " -> " + noValue(c.After)
	}
	return strings.Join(parts, "; ")
}

func noValue(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// tellErr tells people something beside what a command prints.
func (p *program) tellErr(key string, params ...any) {
	fmt.Fprintln(p.err, p.say(key, params...))
}
