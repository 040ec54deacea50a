package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) expectationCommands() *cobra.Command {
	return p.group("callgate expectation", p.expectationList(), p.expectationAdd(), p.expectationDelete(), p.expectationCheck(), p.expectationSuggest())
}

func (p *program) expectationList() *cobra.Command {
	return p.command("callgate expectation list", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			page, err := m.Expectations.List()
			if err != nil {
				return err
			}
			return p.show(page.Rows, func() { p.expectationTable(page.Rows) })
		})
	})
}

func (p *program) expectationTable(rows []api.ExpectationRow) {
	if len(rows) == 0 {
		p.tell("cli.expectations_none")
		return
	}
	lines := make([][]string, len(rows))
	for i, r := range rows {
		lines[i] = []string{p.say("cli.expectation_state." + r.Said.State), r.Text, breakers(r.Said)}
	}
	p.table([]string{"state", "sentence", "broken_by"}, lines)
}

func breakers(s api.SaidSentence) string {
	logins := make([]string, len(s.Who))
	for i, who := range s.Who {
		logins[i] = who.Login
	}
	if s.WhoTotal > len(logins) {
		logins = append(logins, "…")
	}
	return strings.Join(logins, ", ")
}

// expectationAdd takes the sentence as one argument, or as its words.
func (p *program) expectationAdd() *cobra.Command {
	cmd := p.command("callgate expectation add", nil)
	note := p.text(cmd, "note")
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return p.as(func(m api.Modules) error {
			row, err := m.Expectations.Add(strings.Join(args, " "), *note)
			if err != nil {
				return err
			}
			return p.show(row, func() { p.line(row.Text) })
		})
	}
	return cmd
}

func (p *program) expectationDelete() *cobra.Command {
	cmd := p.command("callgate expectation delete", nil)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		text := strings.Join(args, " ")
		if s, err := callgate.ParseSentence(text); err == nil {
			text = s.String()
		}
		return p.as(func(m api.Modules) error {
			page, err := m.Expectations.List()
			if err != nil {
				return err
			}
			i := slices.IndexFunc(page.Rows, func(r api.ExpectationRow) bool { return r.Text == text || r.ID == text })
			if i < 0 {
				return callgate.Err("expectation_unknown", "sentence", text)
			}
			return m.Expectations.Delete(page.Rows[i].ID)
		})
	}
	return cmd
}

// expectationSuggest prints sentences as expectation add takes them.
func (p *program) expectationSuggest() *cobra.Command {
	return p.command("callgate expectation suggest", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			list, err := m.Expectations.Suggest()
			if err != nil {
				return err
			}
			return p.show(list, func() {
				for _, said := range list {
					p.line(said.Text)
				}
			})
		})
	})
}

// expectationCheck prints what is broken.
func (p *program) expectationCheck() *cobra.Command {
	return p.command("callgate expectation check", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			page, err := m.Expectations.List()
			if err != nil {
				return err
			}
			broken := []api.ExpectationRow{}
			for _, r := range page.Rows {
				if r.Said.State == api.ExpectationBroken || r.Said.State == api.ExpectationUnread {
					broken = append(broken, r)
				}
			}
			err = p.show(broken, func() {
				if len(broken) == 0 {
					p.tell("cli.expectations_hold", "count", len(page.Rows))
					return
				}
				p.expectationTable(broken)
			})
			if err == nil && len(broken) > 0 {
				return errNo
			}
			return err
		})
	})
}
