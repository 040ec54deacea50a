package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// accessCommand is what a user may do and what he sees of it, area by area, as
// it is decided now.
func (p *program) accessCommand() *cobra.Command {
	cmd := p.command("callgate access", nil)
	user, all := p.text(cmd, "user"), p.flag(cmd, "not-granted")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "user"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			v, err := m.Check.Access(*user)
			if err != nil {
				return userUnknown(err, *user)
			}
			return p.show(v, func() { p.accessTable(v, *all) })
		})
	}
	return cmd
}

func (p *program) accessTable(v api.AccessView, all bool) {
	p.facts("login", v.Login, "name", v.Name, "kind", p.say("cli.kind."+v.Kind), "seat", p.say("cli.seat."+v.Seat), "state", p.say("cli.state."+v.State),
		"permissions", fmt.Sprintf("%d/%d", v.Held, v.Of))
	p.line("")
	rows := [][]string{}
	for _, area := range v.Areas {
		actions, sources := heldOf(p, area)
		switch {
		case len(actions) > 0:
			rows = append(rows, []string{area.Module, strings.Join(actions, " "), p.seen(area), strings.Join(sources, ", ")})
		case all:
			rows = append(rows, []string{area.Module, "-"})
		}
	}
	p.table([]string{"area", "granted", "sees", "source"}, rows)
}

// heldOf lists the actions held in an area and what gives them.
func heldOf(p *program, area api.AccessArea) (actions, sources []string) {
	for _, e := range area.Rights {
		if !e.Held {
			continue
		}
		_, action, _ := strings.Cut(string(e.Permission), ":")
		actions = append(actions, action)
		for _, s := range e.Sources {
			if text := p.say("cli.source."+s.Kind, "name", s.Name); !slices.Contains(sources, text) {
				sources = append(sources, text)
			}
		}
	}
	return actions, sources
}

func (p *program) seen(area api.AccessArea) string {
	reach := ""
	switch area.Sees {
	case "yes":
	case "list":
		names := make([]string, len(area.Reach))
		for i, e := range area.Reach {
			names[i] = p.entity(callgate.Entity(e))
		}
		reach = strings.Join(names, ", ")
	default:
		reach = p.say("access.reach." + area.Sees)
	}
	text := p.say("sees."+area.Module, "reach", reach)
	if !area.Here {
		text += " " + p.say("access.elsewhere")
	}
	return text
}

// entity says "queue:600" as a person does; "own" is one's own calls.
func (p *program) entity(e callgate.Entity) string {
	if e == callgate.ReachOwn {
		return p.say("entity.own")
	}
	return p.say("entity."+e.Kind(), "name", e.Name())
}
