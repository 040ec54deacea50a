package app

import (
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// thingCommands are list, add, label and delete for extensions, queues or numbers.
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
	return p.group("callgate "+kind, list, p.thingAdd(kind), p.thingLabel(kind), p.thingDelete(kind))
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

// thingLabel gives one another label; an empty one takes it away.
func (p *program) thingLabel(kind string) *cobra.Command {
	cmd := p.command("callgate "+kind+" label", nil)
	name, label := p.text(cmd, kind), p.text(cmd, "label")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, kind); err != nil {
			return err
		}
		if given(cmd, "label", label) == nil {
			return callgate.Err("flag_missing", "flag", "--label")
		}
		return p.as(func(m api.Modules) error {
			t, err := m.Things.Edit(kind, *name, *label)
			if callgate.CodeOf(err) == callgate.NotFound {
				return callgate.Err("thing_not_there", "thing", p.entity(callgate.EntityOf(kind, *name)))
			}
			if err != nil {
				return err
			}
			return p.show(t, func() { p.tell("cli.thing_labelled", "name", t.Name, "label", t.Label) })
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
