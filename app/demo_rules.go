package app

import (
	"errors"
	"time"

	"github.com/pquerna/otp/totp"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// demoThings are the office's queues, numbers and trunk, each with its label.
func demoThings(m api.Modules) error {
	for _, x := range [][3]string{
		{callgate.Queue, "100", "Front desk"}, {callgate.Queue, "600", "Claims"}, {callgate.Queue, "700", "Sales"},
		{callgate.Number, "+442079460000", "Main number"}, {callgate.Number, "+442079460100", "Claims line"}, {callgate.Number, "+442079460200", "Sales line"},
		{callgate.Extension, "199", "Meeting room"}, {callgate.Trunk, "city-sip", "To the public network"},
	} {
		if _, err := m.Things.Add(x[0], x[1], x[2]); err != nil {
			return err
		}
	}
	return nil
}

// demoFactor enrols a second factor, as people do with their telephones.
func demoFactor(his api.Modules) error {
	enrolment, err := his.Account.StartFactor()
	if err != nil {
		return err
	}
	code, err := totp.GenerateCode(enrolment.Key, time.Now())
	if err != nil {
		return err
	}
	_, err = his.Account.ConfirmFactor(code)
	return err
}

// demoRules are what holds beyond single people: where anybody may come from,
// what is expected, who stands in until when, and whom a leader may not hear.
func demoRules(m api.Modules) error {
	hosts, err := m.Hosts.Get()
	if err != nil {
		return err
	}
	_, err = m.Hosts.Save(hosts.Revision, []callgate.Host{
		{CIDR: "127.0.0.0/8", Note: "This computer"}, {CIDR: "192.0.2.0/24", Note: "Office"}, {CIDR: "2001:db8:14::/48", Note: "Office, IPv6"}, {CIDR: "198.51.100.16/28", Note: "Warehouse"},
	})
	if err != nil {
		return err
	}
	mira, err1 := m.Users.Find("mira.lindqvist")
	bruno, err2 := m.Users.Find("bruno.teixeira")
	wanda, err3 := m.Users.Find("wanda.mazur")
	roles, err4 := readRoles(m)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return err
	}
	member := func(name, until string) api.MembershipInput {
		id, err := roles.id(name)
		err4 = errors.Join(err4, err)
		return api.MembershipInput{Role: id, Expires: until}
	}
	_, err1 = m.Users.SetAccess(mira.User.ID, api.Access{Revision: mira.User.Revision, Roles: &[]api.MembershipInput{
		member("StandardUser", ""), member("Claims supervisor", inDays(9)), // while the supervisor is away
	}})
	_, err2 = m.Users.SetAccess(bruno.User.ID, api.Access{Revision: bruno.User.Revision, Exclusions: &[]callgate.Entity{"extension:209"}})
	end := inDays(21)
	_, err3 = m.Users.Edit(wanda.User.ID, api.Profile{Expires: &end}) // a season's help
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return err
	}
	for _, x := range [][2]string{
		{"nobody but " + demoLogin + " can directory.roles:write", "Agreed with the directors"},
		{"sam.okafor can calls.log:read queue:600 from 192.0.2.0/24", "Claims are answered from the office"},
		{"bruno.teixeira cannot calls.log:read extension:209", "His deputy's calls are hers"},
	} {
		if _, err := m.Expectations.Add(x[0], x[1]); err != nil {
			return err
		}
	}
	return nil
}
