package app

import (
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
)

// thingCommands are list, add and delete for extensions, queues or numbers.
func (p *program) thingCommands(kind string) *cobra.Command {
	list := p.command("callgate "+kind+" list", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			things, err := m.Things.List(kind, "")
			if err != nil {
				return err
			}
			return p.show(notNil(things), func() {
				rows := make([][]string, len(things))
				for i, t := range things {
					rows[i] = []string{t.Name, t.Label, strings.Join(t.Users, " ")}
				}
				p.table([]string{kind, "label", "users"}, rows)
			})
		})
	})
	return p.group("callgate "+kind, list, p.thingAdd(kind), p.thingDelete(kind))
}

func (p *program) thingAdd(kind string) *cobra.Command {
	cmd := p.command("callgate "+kind+" add", nil)
	name, label := p.text(cmd, kind), p.text(cmd, "label")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, kind); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			t, err := m.Things.Add(kind, *name, *label)
			if err != nil {
				return err
			}
			return p.show(t, func() { p.tell("cli.made."+kind, "name", t.Name) })
		})
	}
	return cmd
}

func (p *program) thingDelete(kind string) *cobra.Command {
	cmd := p.command("callgate "+kind+" delete", nil)
	name := p.text(cmd, kind)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, kind); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			if err := m.Things.Delete(kind, *name); err != nil {
				return err
			}
			p.tell("cli.thing_deleted."+kind, "name", *name)
			return nil
		})
	}
	return cmd
}
