package app

import (
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// checkCommand asks the question every request runs through. Exit code 0 is
// allowed, 1 denied, 2 a question that could not be asked.
func (p *program) checkCommand() *cobra.Command {
	cmd := p.command("callgate check", nil)
	user, do, on := p.text(cmd, "user"), p.text(cmd, "do"), p.text(cmd, "on")
	dial, showing, from := p.text(cmd, "dial"), p.text(cmd, "caller-id"), p.text(cmd, "from")
	why := p.flag(cmd, "why")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "user"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			answer, err := m.Check.Ask(callgate.Question{
				Login: *user, Permission: callgate.Permission(*do), On: callgate.Entity(*on),
				Dial: *dial, Showing: *showing, From: *from, AnyAddress: *from == callgate.Anywhere,
			})
			if err != nil {
				return userUnknown(err, *user)
			}
			if err := p.show(answer, func() { p.verdict(answer, *why) }); err != nil {
				return err
			}
			if !answer.Allow {
				return errNo
			}
			return nil
		})
	}
	return cmd
}

func (p *program) verdict(a api.Answer, why bool) {
	word := "cli.denied"
	if a.Allow {
		word = "cli.allowed"
	}
	p.tell(word)
	if !why {
		return
	}
	for _, g := range a.Gates {
		p.line(p.say("cli.gate."+g.Name) + ": " + p.say("cli.gate_state."+g.State))
		for _, r := range a.Reasons {
			if r.Gate == g.Name {
				p.line("  " + mark(r.Held) + " " + p.reason(r))
			}
		}
	}
	for _, w := range a.Ways {
		p.line(strings.TrimSpace(p.say("cli.way") + " " + p.sayWith("way."+w.Code, w.Params)))
	}
}

func mark(held bool) string {
	if held {
		return "+"
	}
	return "-"
}
