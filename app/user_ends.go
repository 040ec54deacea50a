package app

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

const usualWithin = "30d"

// userEnds lists what ends soon.
func (p *program) userEnds() *cobra.Command {
	cmd := p.command("callgate user ends", nil)
	within := cmd.Flags().String("within", usualWithin, "")
	cmd.RunE = func(*cobra.Command, []string) error {
		days, err := strconv.Atoi(strings.TrimSuffix(*within, "d"))
		if err != nil {
			return callgate.Err("within_form")
		}
		return p.as(func(m api.Modules) error {
			list, err := m.Users.Ends(days)
			if err != nil {
				return err
			}
			return p.show(list.Rows, func() {
				rows := make([][]string, len(list.Rows))
				for i, e := range list.Rows {
					rows[i] = []string{e.Login, e.Name, p.ending(e), cmp.Or(string(e.LastDay), e.Until.String())}
				}
				p.table([]string{"login", "name", "what", "until"}, rows)
			})
		})
	}
	return cmd
}

func (p *program) ending(e api.Ending) string {
	switch {
	case e.What == "role":
		return p.say("ends.what.role", "name", e.RoleName)
	case e.What == "user":
		return p.say("ends.what.user")
	case e.Allow:
		return p.say("ends.what.allow", "name", e.Permission)
	}
	return p.say("ends.what.deny", "name", e.Permission)
}
