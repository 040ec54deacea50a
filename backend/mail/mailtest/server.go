package mailtest

import (
	"bufio"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
)

// Server takes mail on a port of this machine until the test ends.
type Server struct {
	Port int
	// TLS offers STARTTLS, or encrypts from the first byte with Implicit.
	TLS      *tls.Config
	Implicit bool
	// User and Password are asked for when User is set.
	User, Password string

	mu      sync.Mutex
	refusal map[string]string // by command: what is answered instead of yes
	letters []Letter
	arrived chan struct{}
	open    map[net.Conn]bool
}

// Letter is one that was taken.
type Letter struct {
	From, To, Subject, ID, Text string
	Encrypted, LoggedIn         bool
}

// Start listens; change the fields before the first connection.
func Start(tb testing.TB, f func(s *Server)) *Server {
	tb.Helper()
	s := &Server{refusal: map[string]string{}, arrived: make(chan struct{}, 1000), open: map[net.Conn]bool{}}
	if f != nil {
		f(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	s.Port = l.Addr().(*net.TCPAddr).Port
	var running sync.WaitGroup
	running.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.keep(conn, true)
			running.Go(func() {
				defer s.keep(conn, false)
				s.serve(conn)
			})
		}
	})
	tb.Cleanup(func() {
		_ = l.Close()
		s.closeAll()
		running.Wait()
	})
	return s
}

func (s *Server) keep(conn net.Conn, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if on {
		s.open[conn] = true
		return
	}
	delete(s.open, conn)
	_ = conn.Close()
}

func (s *Server) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.open {
		_ = conn.Close()
	}
}

// Refuse answers a command (MAIL, RCPT, DATA, AUTH, or END for the letter
// itself) with this from now on; "" takes it again.
func (s *Server) Refuse(command, answer string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusal[command] = answer
}

func (s *Server) refused(command string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refusal[command]
}

// Letters are those taken so far.
func (s *Server) Letters() []Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Letter(nil), s.letters...)
}

// Arrived gets a value for each letter taken.
func (s *Server) Arrived() <-chan struct{} { return s.arrived }

// talk is one connection.
type talk struct {
	s         *Server
	conn      net.Conn
	r         *bufio.Reader
	encrypted bool
	loggedIn  bool
	from, to  string
}

func (s *Server) serve(conn net.Conn) {
	t := &talk{s: s, conn: conn}
	if s.Implicit {
		t.conn, t.encrypted = tls.Server(conn, s.TLS), true
	}
	t.r = bufio.NewReader(t.conn)
	t.say("220 mail.example ESMTP")
	for {
		line, err := t.r.ReadString('\n')
		if err != nil || !t.command(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

func (t *talk) say(format string, args ...any) {
	fmt.Fprintf(t.conn, format+"\r\n", args...)
}

// command answers one line; false ends the connection.
func (t *talk) command(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	verb = strings.ToUpper(verb)
	if no := t.s.refused(verb); no != "" {
		t.say("%s", no)
		return true
	}
	switch verb {
	case "EHLO", "HELO":
		t.greet()
	case "STARTTLS":
		t.say("220 go on")
		t.conn, t.encrypted = tls.Server(t.conn, t.s.TLS), true
		t.r = bufio.NewReader(t.conn)
	case "AUTH":
		t.logIn(rest)
	case "MAIL":
		if t.s.User != "" && !t.loggedIn {
			t.say("530 5.7.0 log in first")
			return true
		}
		t.from = address(rest)
		t.say("250 ok")
	case "RCPT":
		t.to = address(rest)
		t.say("250 ok")
	case "DATA":
		return t.take()
	case "RSET", "NOOP":
		t.say("250 ok")
	case "QUIT":
		t.say("221 bye")
		return false
	default:
		t.say("502 what is %s", verb)
	}
	return true
}

func (t *talk) greet() {
	offers := []string{"mail.example", "8BITMIME"}
	if t.s.TLS != nil && !t.encrypted {
		offers = append(offers, "STARTTLS")
	}
	if t.s.User != "" {
		offers = append(offers, "AUTH PLAIN LOGIN")
	}
	for i, offer := range offers {
		mark := "-"
		if i == len(offers)-1 {
			mark = " "
		}
		t.say("250%s%s", mark, offer)
	}
}

func (t *talk) logIn(rest string) {
	_, given, _ := strings.Cut(rest, " ")
	plain, _ := base64.StdEncoding.DecodeString(given)
	if string(plain) != "\x00"+t.s.User+"\x00"+t.s.Password {
		t.say("535 5.7.8 user name or password is wrong")
		return
	}
	t.loggedIn = true
	t.say("235 welcome")
}

// take reads the letter up to the lone dot.
func (t *talk) take() bool {
	t.say("354 end with a dot")
	var text strings.Builder
	for {
		line, err := t.r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "."))
	}
	if no := t.s.refused("END"); no != "" {
		t.say("%s", no)
		return true
	}
	t.s.add(t.letter(text.String()))
	t.say("250 taken")
	return true
}

func (t *talk) letter(raw string) Letter {
	l := Letter{From: t.from, To: t.to, Encrypted: t.encrypted, LoggedIn: t.loggedIn}
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		l.Text = raw
		return l
	}
	l.Subject, l.ID, l.Text = subjectOf(m), m.Header.Get("Message-ID"), bodyOf(m)
	return l
}

func (s *Server) add(l Letter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, l)
	s.arrived <- struct{}{}
}

// address is what stands between the angle brackets.
func address(rest string) string {
	_, after, _ := strings.Cut(rest, "<")
	inside, _, _ := strings.Cut(after, ">")
	return inside
}

func read(r io.Reader) string {
	b, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return strings.TrimRight(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n")
}
