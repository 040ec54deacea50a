package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
	"callgate/backend/web"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	listen, baseURL, cert, key *string
	plainHTTP                  *bool
	proxies                    *[]string
}

const usualListen = "127.0.0.1:8420"

func (p *program) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := p.command("callgate serve", func(cmd *cobra.Command, _ []string) error {
		// A signal asks for a graceful stop: calls end, the audit is anchored.
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		return p.serve(ctx, f)
	})
	f = serveFlags{
		listen:    cmd.Flags().String("listen", usualListen, ""),
		baseURL:   p.text(cmd, "base-url"),
		cert:      p.text(cmd, "tls-cert"),
		key:       p.text(cmd, "tls-key"),
		plainHTTP: p.flag(cmd, "plain-http"),
		proxies:   p.list(cmd, "trusted-proxy"),
	}
	return cmd
}

// serve answers HTTP until ctx ends. It listens first and loads afterwards:
// until that is done every question is answered "starting".
func (p *program) serve(ctx context.Context, f serveFlags) (err error) {
	opt, err := p.serveOptions(f)
	if err != nil {
		return err
	}
	dir, err := p.folder()
	if err != nil {
		return err
	}
	release, err := api.Hold(dir, "serve")
	if err != nil {
		return err
	}
	defer release()
	listener, err := listen(ctx, *f.listen)
	if err != nil {
		return err
	}
	address := addressOf(listener, opt)
	plain := opt.TLS == nil && !web.Loopback(*f.listen) && (opt.Base == nil || opt.Base.Scheme != "https")
	service, err := api.Open(dir, api.Options{Version: Version, PlainHTTP: plain, Log: opt.Log, Address: reachable(address), Serving: true, Say: p.sayIn()})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, service.Close()) }()
	temporaryIn(dir)
	fmt.Fprintln(p.out, p.say("cli.listening", "address", address))
	if plain {
		fmt.Fprintln(p.err, p.say("cli.plain_http"))
	}
	server := web.NewServer(service, dist(p.files), opt)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	go p.offerSetUp(ctx, service, address)
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(end); err != nil && !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
}

// offerSetUp prints the one-time address of the wizard while nothing is set up.
func (p *program) offerSetUp(ctx context.Context, service *api.Service, address string) {
	select {
	case <-ctx.Done():
		return
	case <-service.Ready():
	}
	token, err := service.SetUpToken()
	switch {
	case err != nil:
		p.log.Error("no set-up address", "error", err)
	case token != "":
		fmt.Fprintln(p.out, p.say("cli.set_up_at", "address", address+"/set-up#token="+token))
	}
}

func (p *program) serveOptions(f serveFlags) (web.Options, error) {
	opt := web.Options{Listen: *f.listen, Log: slog.New(slog.NewTextHandler(p.err, nil))}
	if *f.baseURL != "" {
		base, err := url.Parse(*f.baseURL)
		if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
			return opt, callgate.Err("base_url_form", "value", *f.baseURL)
		}
		opt.Base = base
	}
	for _, text := range *f.proxies {
		prefix, err := netip.ParsePrefix(text)
		if addr, aerr := netip.ParseAddr(text); aerr == nil {
			prefix, err = netip.PrefixFrom(addr, addr.BitLen()), nil
		}
		if err != nil {
			return opt, callgate.Err("proxy_form", "value", text)
		}
		opt.Proxies = append(opt.Proxies, netip.PrefixFrom(prefix.Addr().Unmap(), prefix.Bits()).Masked())
	}
	if (*f.cert == "") != (*f.key == "") {
		return opt, callgate.Err("tls_pair")
	}
	if *f.cert != "" {
		pair, err := tls.LoadX509KeyPair(*f.cert, *f.key)
		if err != nil {
			return opt, callgate.Err("tls_files", "cert", *f.cert, "key", *f.key)
		}
		opt.TLS = &pair
	}
	if _, _, err := net.SplitHostPort(*f.listen); err != nil {
		return opt, callgate.Err("listen_form", "listen", *f.listen)
	}
	if opt.TLS == nil && !*f.plainHTTP && !web.Loopback(*f.listen) {
		return opt, callgate.Err("plain_http", "listen", *f.listen)
	}
	return opt, nil
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, callgate.Err("port_in_use", "listen", address)
	case errors.Is(err, os.ErrPermission):
		return nil, callgate.Err("port_not_allowed", "listen", address)
	case err != nil:
		return nil, callgate.Err("listen_form", "listen", address)
	}
	return l, nil
}

// addressOf is what people type: --base-url, or where we listen.
func addressOf(l net.Listener, opt web.Options) string {
	if opt.Base != nil {
		return opt.Base.Scheme + "://" + opt.Base.Host
	}
	scheme := "http"
	if opt.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + l.Addr().String()
}

// reachable is the address for links in mails: "" where we listen everywhere
// and nobody said under which name people find us.
func reachable(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && ip.IsUnspecified() {
		return ""
	}
	return address
}

// dist is the built front end; an empty one is served as "not built".
func dist(files fs.FS) fs.FS {
	sub, err := fs.Sub(files, "frontend/dist")
	if err != nil {
		return files
	}
	return sub
}
