package app

import (
	"strconv"

	"github.com/spf13/cobra"

	"callgate/backend/api"
)

func (p *program) addressCommands() *cobra.Command {
	return p.group("callgate address", p.addressList(), p.addressRelease())
}

func (p *program) addressList() *cobra.Command {
	return p.command("callgate address list", func(*cobra.Command, []string) error {
		return p.as(func(m api.Modules) error {
			held, err := m.Addresses.Held()
			if err != nil {
				return err
			}
			return p.show(held.Rows, func() {
				if len(held.Rows) == 0 {
					p.tell("cli.addresses_none")
					return
				}
				rows := make([][]string, len(held.Rows))
				for i, h := range held.Rows {
					rows[i] = []string{h.Address, strconv.Itoa(h.Failures), h.Since.String(), h.Until.String()}
				}
				p.table([]string{"address", "failures", "since", "until"}, rows)
			})
		})
	})
}

func (p *program) addressRelease() *cobra.Command {
	cmd := p.command("callgate address release", nil)
	address := p.text(cmd, "address")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "address"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			if _, err := m.Addresses.Release(*address); err != nil {
				return err
			}
			p.tell("cli.address_released", "address", *address)
			return nil
		})
	}
	return cmd
}
