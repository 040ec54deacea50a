package app

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// setUpCommand makes the first tenant and its administrator. The password is
// the first line of standard input: on the command line everybody could read it.
func (p *program) setUpCommand() *cobra.Command {
	cmd := p.command("callgate setup", nil)
	name, login, country := p.text(cmd, "name"), p.text(cmd, "login"), p.text(cmd, "country")
	language, zone := p.text(cmd, "language"), p.text(cmd, "time-zone")
	totp := p.flag(cmd, "totp")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "tenant", "name", "login"); err != nil {
			return err
		}
		password, err := firstLine(p.in)
		if err != nil {
			return err
		}
		return p.setUp(api.SetUpInput{
			TenantSlug: p.tenant, TenantName: *name, Country: *country, Language: *language, TimeZone: *zone,
			Login: *login, Password: password,
		}, *totp)
	}
	return cmd
}

func firstLine(in io.Reader) (string, error) {
	line, err := bufio.NewReaderSize(io.LimitReader(in, 4096), 4096).ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", callgate.Err("password_missing")
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return line, nil
}

// setUp runs the wizard's calls as the local operator. Scanning the printed URI
// is the last step here, so the code that proves it is not asked for.
func (p *program) setUp(in api.SetUpInput, totp bool) (err error) {
	dir, err := p.folder()
	if err != nil {
		return err
	}
	s, err := api.Open(dir, api.Options{Version: Version, Log: p.log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	<-s.Ready()
	m := api.For(s.Caller(api.Origin{Door: api.DoorLocal}))
	var factor api.Enrolment
	if totp {
		if factor, err = m.SignIn.SetUpFactor("", in.TenantName, in.Login); err != nil {
			return err
		}
		in.FactorKey = factor.Key
	}
	done, err := m.SignIn.SetUp(in)
	if err != nil {
		return err
	}
	result := struct {
		URI           string   `json:"uri,omitempty"`
		RecoveryCodes []string `json:"recoveryCodes,omitempty"`
	}{factor.URI, done.RecoveryCodes}
	return p.show(result, func() {
		if !totp {
			p.tell("cli.set_up_done", "login", in.Login, "tenant", in.TenantName)
			return
		}
		p.line(factor.URI)
		for _, code := range done.RecoveryCodes {
			p.line(code)
		}
	})
}
