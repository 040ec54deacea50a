package app

import (
	"slices"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// userHosts shows or changes the addresses a user may come from. With --clear
// it is the way back in for whoever shut himself out.
func (p *program) userHosts() *cobra.Command {
	var add, remove *[]string
	var clear *bool
	cmd := p.userCommand("hosts", func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		if len(*add) == 0 && len(*remove) == 0 && !*clear {
			return p.showHosts(u.User.Hosts)
		}
		present := u.User.Hosts
		if *clear {
			present = nil
		}
		list, err := changeHosts(m, present, *add, *remove)
		if err != nil {
			return err
		}
		d, err := m.Users.SetAccess(u.User.ID, api.Access{Revision: u.User.Revision, Hosts: &list})
		if err != nil {
			return err
		}
		return p.showHosts(d.User.Hosts)
	})
	add, remove, clear = p.list(cmd, "add"), p.list(cmd, "remove"), p.flag(cmd, "clear")
	return cmd
}

func (p *program) showHosts(hosts []callgate.Host) error {
	return p.show(notNil(hosts), func() {
		if len(hosts) == 0 {
			p.tell("cli.hosts_none")
		}
		for _, h := range hosts {
			p.line(h.CIDR)
		}
	})
}

// changeHosts reads every typed line the way the page does; one that cannot be
// read refuses all.
func changeHosts(m api.Modules, present []callgate.Host, add, remove []string) ([]callgate.Host, error) {
	list := slices.Clone(present)
	if list == nil {
		list = []callgate.Host{}
	}
	gone, err := readHosts(m, remove)
	if err != nil {
		return nil, err
	}
	for _, cidr := range gone {
		before := len(list)
		list = slices.DeleteFunc(list, func(h callgate.Host) bool { return h.CIDR == cidr })
		if len(list) == before {
			return nil, callgate.Err("host_not_listed", "host", cidr)
		}
	}
	more, err := readHosts(m, add)
	if err != nil {
		return nil, err
	}
	for _, cidr := range more {
		if !slices.ContainsFunc(list, func(h callgate.Host) bool { return h.CIDR == cidr }) {
			list = append(list, callgate.Host{CIDR: cidr})
		}
	}
	return list, nil
}

func readHosts(m api.Modules, typed []string) ([]string, error) {
	var cidrs []string
	for _, text := range typed {
		lines, err := m.Hosts.Read(text, nil)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if l.Error != nil {
				return nil, l.Error
			}
			cidrs = append(cidrs, l.CIDRs...)
		}
	}
	return cidrs, nil
}
