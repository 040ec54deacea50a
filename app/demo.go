package app

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// The invented office of build/run --demo: nobody of these people exists, the
// addresses and numbers are those kept for documentation.
const (
	demoLogin    = "ada.whitlock"
	demoPassword = "quiet copper lantern"
)

var demoTeams = []struct {
	what    string
	queue   string
	number  string // that they may show
	people  [][2]string
	leader  string // role of the first one
	members string
}{
	{"Claims", "600", "+442079460100", [][2]string{{"Sam", "Okafor"}, {"Mira", "Lindqvist"}, {"Tomas", "Hruby"}, {"Yara", "Haddad"}, {"Colm", "Brennan"}, {"Aiko", "Morita"}, {"Lena", "Vogt"}}, "Claims supervisor", "StandardUser"},
	{"Sales", "700", "+442079460200", [][2]string{{"Bruno", "Teixeira"}, {"Ines", "Carvalho"}, {"Oskar", "Lund"}, {"Priya", "Nair"}, {"Dario", "Conti"}, {"Freya", "Holm"}, {"Kofi", "Boateng"}}, "QueueManager", "StandardInternationalUser"},
	{"Front desk", "100", "+442079460000", [][2]string{{"Nadia", "Petrova"}, {"Hugo", "Marchand"}, {"Elif", "Demir"}, {"Jonas", "Keller"}}, "QueueManager", "StandardUser"},
	{"Accounts", "", "+442079460000", [][2]string{{"Ruth", "Ashworth"}, {"Emil", "Novak"}, {"Zofia", "Kowal"}}, "Billing", "StandardUser"},
	{"Technology", "", "", [][2]string{{"Idris", "Farouk"}, {"Maeve", "Doyle"}, {"Pavel", "Sykora"}}, "NOC", "StandardUser"},
	{"Warehouse", "", "", [][2]string{{"Gus", "Ferreira"}, {"Tove", "Bakken"}, {"Rafi", "Cohen"}, {"Wanda", "Mazur"}, {"Otto", "Braun"}}, "StandardUser", "StandardUser"},
}

// demoCommand fills an empty data folder. Hidden: build/run --demo calls it.
func (p *program) demoCommand() *cobra.Command {
	cmd := p.command("callgate demo", func(*cobra.Command, []string) error {
		p.tenant = "hartwell"
		err := p.quietly(func() error {
			return p.setUp(api.SetUpInput{
				TenantSlug: p.tenant, TenantName: "Hartwell & Finch", Country: "GB", Language: "en", TimeZone: "Europe/London",
				First: "Ada", Last: "Whitlock", Login: demoLogin, Password: demoPassword,
			}, false)
		})
		if err != nil {
			return err
		}
		var s *api.Service
		as := func(opened *api.Service) (*api.Caller, error) {
			s = opened
			return s.Local(p.tenant)
		}
		if err := p.with(as, func(m api.Modules) error { return fillDemo(s, m) }); err != nil {
			return err
		}
		p.tell("cli.demo_done", "login", demoLogin, "password", demoPassword)
		return nil
	})
	cmd.Hidden = true
	return cmd
}

// quietly runs f without its answer.
func (p *program) quietly(f func() error) error {
	out := p.out
	defer func() { p.out = out }()
	p.out = io.Discard
	return f()
}

func fillDemo(s *api.Service, m api.Modules) error {
	if err := demoThings(m); err != nil {
		return err
	}
	_, err := m.Roles.Add(api.RoleInput{
		Name: "Claims supervisor", Description: "Hears and reads the calls of the claims queue",
		Permissions: []callgate.Permission{"dashboard:read", "me.preferences:read", "me.preferences:write", "me.password:write", "me.second_factor:write",
			"calls.own:read", "calls.log:read", "calls.recording:read", "calls.wallboard:read", "reports.call:read", "dial.internal:use", "dial.domestic:use"},
		Reach: callgate.ReachList, ReachList: []callgate.Entity{"queue:600"},
	})
	if err != nil {
		return err
	}
	roles, err := readRoles(m)
	if err != nil {
		return err
	}
	extension := 201
	var signIns []string
	for _, team := range demoTeams {
		for i, name := range team.people {
			role := team.members
			if i == 0 {
				role = team.leader
			}
			id, err := roles.id(role)
			if err != nil {
				return err
			}
			in := demoUser(name[0], name[1], team.what, id, extension)
			if i == 0 && team.queue != "" {
				in.Access.Reach = &[]callgate.Entity{callgate.EntityOf(callgate.Queue, team.queue)}
			}
			if team.number != "" {
				in.Profile.Numbers, in.Profile.CallerID = &[]string{team.number}, &team.number
			}
			if team.what == "Warehouse" {
				seat := callgate.LiteSeat
				in.Access.Seat = &seat
			}
			if team.what == "Technology" || i == 2 {
				in.Access.Hosts = &[]callgate.Host{{CIDR: "192.0.2.0/24", Note: "Office"}, {CIDR: "2001:db8:14::/48"}}
			}
			if _, err := m.Users.Add(in); err != nil {
				return fmt.Errorf("%s: %w", *in.Profile.Login, err)
			}
			if i < 5 { // the others did not come yet
				signIns = append(signIns, *in.Profile.Login)
			}
			extension++
		}
	}
	for i, login := range signIns {
		from := netip.AddrFrom4([4]byte{192, 0, 2, byte(20 + i)})
		his, err := demoSignIn(s, m, login, from)
		if err == nil && i%3 != 1 {
			err = demoFactor(his)
		}
		if err == nil && demoAsks[login].permission != "" {
			_, err = his.Requests.Ask(demoAsks[login].permission, demoAsks[login].on, demoAsks[login].why)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", login, err)
		}
	}
	_, err = m.Reviews.Start(api.ReviewInput{Name: "Administrators and supervisors", Due: inDays(6)})
	return errors.Join(err, demoStates(m), demoRules(m))
}

// inDays is a day from today on, as forms send it.
func inDays(n int) string { return time.Now().AddDate(0, 0, n).Format(time.DateOnly) }

// demoAsks is what some were refused and asked for, so that requests wait.
var demoAsks = map[string]struct {
	permission callgate.Permission
	on         callgate.Entity
	why        string
}{
	"sam.okafor":    {"calls.recording_download:read", "queue:600", "The insurer wants the recording of Tuesday's call"},
	"nadia.petrova": {"calls.recording:read", "queue:100", "To hear how callers are greeted at the front desk"},
}

// demoSignIn lets somebody choose his password with an activation code, as
// people do.
func demoSignIn(s *api.Service, m api.Modules, login string, from netip.Addr) (his api.Modules, err error) {
	u, err := m.Users.Find(login)
	if err != nil {
		return his, err
	}
	activation, err := m.Users.Activate(u.User.ID)
	if err != nil {
		return his, err
	}
	his = api.For(s.Caller(api.Origin{Door: api.DoorWeb, Address: from, Agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0"}))
	if _, err := his.SignIn.Password("", login, activation.Code); err != nil {
		return his, err
	}
	_, err = his.SignIn.ChoosePassword(demoPassword)
	return his, err
}

func demoUser(first, last, what string, role callgate.ID, extension int) api.NewUser {
	login := strings.ToLower(first) + "." + strings.ToLower(last)
	own := []string{strconv.Itoa(extension)}
	mail := []callgate.Contact{{Value: login + "@hartwell.example", Tag: "work"}}
	phone := []callgate.Contact{{Value: "+4420794601" + strconv.Itoa(extension%100+10), Tag: "work"}}
	memberships := []api.MembershipInput{{Role: role}}
	return api.NewUser{
		Profile: api.Profile{Login: &login, First: &first, Last: &last, Description: &what, Emails: &mail, Phones: &phone, Extensions: &own},
		Access:  api.Access{Roles: &memberships},
	}
}

// demoStates makes some of them blocked, disabled, or with overrides, so that
// every chip and gate is to be seen.
func demoStates(m api.Modules) error {
	tomas, err1 := m.Users.Find("tomas.hruby")
	gus, err2 := m.Users.Find("gus.ferreira")
	ines, err3 := m.Users.Find("ines.carvalho")
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err1 = m.Users.Block(tomas.User.ID, "Lost his telephone")
	_, err2 = m.Users.SetEnabled(gus.User.ID, false)
	_, err3 = m.Users.SetAccess(ines.User.ID, api.Access{Revision: ines.User.Revision, Overrides: &[]api.OverrideInput{
		{Permission: "dial.international:use", Allow: false}, {Permission: "messaging.sms:read", Allow: true, Expires: inDays(12)},
	}})
	return errors.Join(err1, err2, err3)
}
