package app

import (
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// whoCommand asks check's question in reverse. Without --from the address is
// left out of it.
func (p *program) whoCommand() *cobra.Command {
	cmd := p.command("callgate who", nil)
	do, on, from, grant := p.text(cmd, "do"), p.text(cmd, "on"), p.text(cmd, "from"), p.flag(cmd, "grant")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "do"); err != nil {
			return err
		}
		q := api.WhoQuestion{Permission: callgate.Permission(*do), On: callgate.Entity(*on), From: *from, Grant: *grant, Limit: 500}
		if q.From == "" || q.From == callgate.Anywhere {
			q.From, q.AnyAddress = "", true
		}
		return p.as(func(m api.Modules) error {
			rows := []api.WhoRow{}
			for {
				q.Offset = len(rows)
				page, err := m.Check.Who(q)
				if err != nil {
					return err
				}
				rows = append(rows, page.Rows...)
				if len(page.Rows) == 0 || len(rows) >= page.Total {
					break
				}
			}
			return p.show(rows, func() { p.whoTable(rows) })
		})
	}
	return cmd
}

func (p *program) whoTable(rows []api.WhoRow) {
	if len(rows) == 0 {
		p.tell("cli.who_nobody")
		return
	}
	lines := make([][]string, len(rows))
	for i, r := range rows {
		var by []string
		for _, s := range r.Sources {
			by = append(by, p.say("cli.source."+s.Kind, "name", s.Name))
		}
		if r.Own {
			by = append(by, p.say("cli.who_own"))
		}
		lines[i] = []string{r.Login, r.Name, strings.Join(by, ", ")}
	}
	p.table([]string{"login", "name", "source"}, lines)
}
