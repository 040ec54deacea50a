package app

import (
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) mailCommands() *cobra.Command {
	return p.group("callgate mail", p.mailShow(), p.mailSet(), p.mailTest(), p.mailOff())
}

// mailShow prints the server as kept, never its password, and what waits.
func (p *program) mailShow() *cobra.Command {
	return p.command("callgate mail show", func(_ *cobra.Command, _ []string) error {
		return p.asRoot(func(m api.Modules) error {
			s, err := m.Mail.Settings()
			if err != nil {
				return err
			}
			return p.showMail(s)
		})
	})
}

func (p *program) showMail(s api.MailSettings) error {
	return p.show(s, func() {
		if !s.Set {
			p.tell("mail.off")
			return
		}
		password := ""
		if s.HasPassword {
			password = p.say("mail.password.kept")
		}
		names := make([]string, len(s.Vouching))
		for i, a := range s.Vouching {
			names[i] = p.say("mail.ca.one", "name", a.Name, "until", a.Until.String())
		}
		p.facts("server", net.JoinHostPort(s.Server.Host, strconv.Itoa(s.Server.Port)), "security", s.Server.Security, "login", s.Server.User, "password", password,
			"sender", strings.TrimSpace(s.Server.FromName+" <"+s.Server.From+">"), "vouching", strings.Join(names, ", "), "address", s.Address)
		if s.Waiting == 0 {
			p.tell("mail.outbox.none")
			return
		}
		p.tell("mail.outbox.waiting", "count", s.Waiting)
		rows := make([][]string, len(s.Mails))
		for i, row := range s.Mails {
			problem := ""
			if row.Problem != nil {
				problem = p.sentence(row.Problem)
			}
			rows[i] = []string{row.Name, row.Kind, row.Queued.String(), strconv.Itoa(row.Tries), problem}
		}
		p.table([]string{"name", "kind", "at", "times", "why"}, rows)
	})
}

// mailFlags are the server as typed; what is left out stays as it is kept.
type mailFlags struct {
	server, security, login, sender, senderName, address, ca *string
	password                                                 *bool
}

func (p *program) mailFlags(cmd *cobra.Command) mailFlags {
	return mailFlags{
		p.text(cmd, "server"), p.text(cmd, "security"), p.text(cmd, "login"), p.text(cmd, "sender"), p.text(cmd, "sender-name"), p.text(cmd, "base-url"), p.text(cmd, "ca"),
		p.flag(cmd, "password-stdin"),
	}
}

func (f mailFlags) input(p *program, cmd *cobra.Command, m api.Modules) (api.MailInput, error) {
	kept, err := m.Mail.Settings()
	if err != nil {
		return api.MailInput{}, err
	}
	in := kept.Server
	if !kept.Set {
		in.Security, in.Port = "starttls", 587
	}
	for _, part := range []struct {
		flag      string
		typed, to *string
	}{
		{"security", f.security, &in.Security}, {"login", f.login, &in.User}, {"sender", f.sender, &in.From},
		{"sender-name", f.senderName, &in.FromName}, {"base-url", f.address, &in.Address},
	} {
		if v := given(cmd, part.flag, part.typed); v != nil {
			*part.to = *v
		}
	}
	if *f.server != "" {
		if in.Host, in.Port, err = hostPort(*f.server, in.Security); err != nil {
			return in, err
		}
	}
	if given(cmd, "ca", f.ca) != nil { // "" takes it away
		in.CA = ""
		if *f.ca != "" {
			text, err := os.ReadFile(*f.ca)
			if err != nil {
				return in, err
			}
			in.CA = string(text)
		}
	}
	if *f.password {
		in.Password, err = firstLine(p.in)
	}
	return in, err
}

// hostPort reads "mail.example.com" or "mail.example.com:587"; without a port
// the usual one of the encryption.
func hostPort(text, security string) (string, int, error) {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		usual := map[string]int{"tls": 465, "none": 25}[security]
		if usual == 0 {
			usual = 587
		}
		return strings.Trim(text, "[]"), usual, nil
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return "", 0, callgate.Err("flag_value", "flag", "--server", "value", text)
	}
	return host, n, nil
}

func (p *program) mailSet() *cobra.Command {
	cmd := p.command("callgate mail set", nil)
	f := p.mailFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.asRoot(func(m api.Modules) error {
			in, err := f.input(p, cmd, m)
			if err != nil {
				return err
			}
			s, err := m.Mail.Save(in)
			if err != nil {
				return err
			}
			return p.show(s, func() { p.tell("mail.saved") })
		})
	}
	return cmd
}

// mailTest sends a letter through the kept server, or through one of the flags
// before it is kept.
func (p *program) mailTest() *cobra.Command {
	cmd := p.command("callgate mail test", nil)
	to, f := p.text(cmd, "to"), p.mailFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "to"); err != nil {
			return err
		}
		return p.asRoot(func(m api.Modules) error {
			in, err := f.input(p, cmd, m)
			if err != nil {
				return err
			}
			got, err := m.Mail.Test(in, *to)
			if err != nil {
				return err
			}
			if got.Problem != nil {
				return got.Problem
			}
			return p.show(got, func() { p.tell("mail.test.taken", "server", got.Server, "to", got.To, "ms", got.Millis) })
		})
	}
	return cmd
}

func (p *program) mailOff() *cobra.Command {
	return p.command("callgate mail off", func(_ *cobra.Command, _ []string) error {
		return p.asRoot(func(m api.Modules) error {
			s, err := m.Mail.TurnOff()
			if err != nil {
				return err
			}
			return p.showMail(s)
		})
	})
}
