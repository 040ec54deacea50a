package app

import (
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// checksCommand lists what needs an administrator, the worst first, and ends
// with 1 where one of it does harm; with --found it lists the people whom one
// check finds, which is an answer and no verdict.
func (p *program) checksCommand() *cobra.Command {
	cmd := p.command("callgate checks", nil)
	found := p.text(cmd, "found")
	cmd.RunE = func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			page, err := m.Checks.List()
			if err != nil {
				return err
			}
			if *found != "" {
				return p.foundBy(m, page, *found)
			}
			if err := p.show(page, func() { p.checksTable(page) }); err != nil {
				return err
			}
			if harmed(page) {
				return errNo
			}
			return nil
		})
	}
	return cmd
}

func broken(c *api.ChainState) bool { return c != nil && !c.OK }

// chainWords says since when the audit's chain does not hold.
func (p *program) chainWords(c *api.ChainState) string {
	if c.Since == 0 {
		return p.say("check.audit_chain_whole")
	}
	return p.say("check.audit_chain", "time", c.Since.String())
}

// harmed tells whether the audit's chain is broken, or a check of the harmful
// kind finds anybody.
func harmed(page api.CheckPage) bool {
	return broken(page.Chain) || slices.ContainsFunc(page.Checks, func(c api.CheckResult) bool { return c.Weight == "harm" && c.Count > 0 })
}

func (p *program) foundBy(m api.Modules, page api.CheckPage, id string) error {
	if !slices.ContainsFunc(page.Checks, func(c api.CheckResult) bool { return c.ID == id }) {
		return callgate.Err("check_unknown", "check", id)
	}
	rows, err := allUsers(m, api.UserQuery{Check: id})
	if err != nil {
		return err
	}
	if p.json {
		roles, err := readRoles(m)
		if err != nil {
			return err
		}
		return p.machineUsers(m, rows, roles)
	}
	p.userTable(rows)
	return nil
}

func (p *program) checksTable(page api.CheckPage) {
	rows := [][]string{}
	if broken(page.Chain) {
		rows = append(rows, []string{p.say("cli.weight.harm"), "", "audit_chain", p.chainWords(page.Chain), p.say("check.audit_chain.why")})
	}
	for _, c := range page.Checks {
		if c.Count > 0 {
			rows = append(rows, []string{p.say("cli.weight." + c.Weight), strconv.Itoa(c.Count), c.ID, p.say("check."+c.ID, "count", c.Count), p.say("check." + c.ID + ".why")})
		}
	}
	if len(rows) == 0 {
		p.tell("checks.nothing")
	} else {
		p.table([]string{"weight", "users", "check", "what", "why"}, rows)
	}
	p.line("")
	s := page.Seats
	p.facts("seats_enabled", seats(s.Enabled, s.MaxEnabled), "seats_full", seats(s.Full, s.MaxFull))
}

// seats is what is taken, and of how many where there is a bound.
func seats(used, most int) string {
	if most == 0 {
		return strconv.Itoa(used)
	}
	return strconv.Itoa(used) + "/" + strconv.Itoa(most)
}
