package app

import (
	"slices"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// reviewConfirm keeps what somebody has: the rights of --right, else all of his
// that are open; --everybody takes everybody's.
func (p *program) reviewConfirm() *cobra.Command {
	var user *string
	var rights *[]string
	var all *bool
	cmd := p.reviewCommand("confirm", func(cmd *cobra.Command, m api.Modules, r api.ReviewRow) error {
		if *all && (*user != "" || len(*rights) > 0) {
			return callgate.Err("flags_exclude", "flag", "--everybody", "other", "--user")
		}
		if !*all {
			if err := need(cmd, "user"); err != nil {
				return err
			}
		}
		people, err := reviewPeople(m, r.ID, api.ReviewQuery{})
		if err != nil {
			return err
		}
		list, err := decisions(people, *user, *rights, callgate.Confirmed)
		if err != nil {
			return err
		}
		return p.decide(m, r, list)
	})
	user, rights, all = p.text(cmd, "user"), p.list(cmd, "right"), p.flag(cmd, "everybody")
	return cmd
}

// reviewWithdraw takes away what is named, and nothing that is not.
func (p *program) reviewWithdraw() *cobra.Command {
	var user *string
	var rights *[]string
	cmd := p.reviewCommand("withdraw", func(cmd *cobra.Command, m api.Modules, r api.ReviewRow) error {
		if err := need(cmd, "user"); err != nil {
			return err
		}
		if len(*rights) == 0 {
			return callgate.Err("flag_missing", "flag", "--right")
		}
		people, err := reviewPeople(m, r.ID, api.ReviewQuery{})
		if err != nil {
			return err
		}
		list, err := decisions(people, *user, *rights, callgate.Withdrawn)
		if err != nil {
			return err
		}
		return p.decide(m, r, list)
	})
	user, rights = p.text(cmd, "user"), p.list(cmd, "right")
	return cmd
}

// decisions are those about one user ("" = all) and the rights named (none =
// all that are open).
func decisions(people []callgate.ReviewPerson, login string, rights []string, decision string) ([]api.ReviewDecision, error) {
	list, found, named := []api.ReviewDecision{}, login == "", map[string]bool{}
	for _, person := range people {
		if login != "" && person.Login != login {
			continue
		}
		found = true
		for _, right := range person.Rights {
			text := rightText(right)
			wanted := right.Decision == ""
			if len(rights) > 0 {
				wanted = slices.Contains(rights, text)
			}
			if wanted && right.Decidable() {
				named[text] = true
				list = append(list, api.ReviewDecision{Position: person.Position, Kind: right.Kind, Key: right.Key, Decision: decision})
			}
		}
	}
	if !found {
		return nil, callgate.Err("user_unknown", "login", login)
	}
	for _, text := range rights {
		if !named[text] {
			return nil, callgate.Err("review_right_unknown", "right", text, "login", login)
		}
	}
	return list, nil
}
