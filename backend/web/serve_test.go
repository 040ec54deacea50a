package web

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// selfSigned is a certificate for 127.0.0.1 and who trusts it.
func selfSigned(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	model := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "callgate"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, model, model, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}

func TestServeOverTLS(t *testing.T) {
	certificate, pool := selfSigned(t)
	o := newOffice(t, func(opt *Options) { opt.TLS = certificate })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- o.server.Serve(l) }()

	o.client.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	o.url = "https://" + l.Addr().String()
	o.signIn()
	a, _ := o.do(o.request("GET", "/", ""))
	if a.Header.Get("Strict-Transport-Security") == "" || !strings.Contains(a.Header.Get("Content-Security-Policy"), "upgrade-insecure-requests") {
		t.Errorf("headers over TLS: %v", a.Header)
	}
	_, lines := o.stream()
	next(t, lines, "retry:")

	old := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}}} //nolint:gosec // what must be refused
	if a, err := old.Do(o.request("GET", "/", "")); err == nil {
		_ = a.Body.Close()
		t.Error("TLS 1.1 was let in")
	}

	// A graceful stop ends the stream and then the server.
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := o.server.Shutdown(ctx); err != nil {
		t.Error(err)
	}
	next(t, lines, "nothing more")
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		t.Error(err)
	}
}

// A request that never ends its headers is cut, and so is one with too many.
func TestServeBoundsHeaders(t *testing.T) {
	o := newOffice(t)
	if o.server.http.ReadHeaderTimeout == 0 || o.server.http.ReadTimeout == 0 || o.server.http.WriteTimeout == 0 || o.server.http.IdleTimeout == 0 {
		t.Errorf("a time limit is missing: %+v", o.server.http)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = o.server.Serve(l) }()
	t.Cleanup(func() { _ = o.server.http.Close() })
	o.url = "http://" + l.Addr().String()
	a, err := o.client.Do(o.request("GET", "/healthz", "", "X-Long", strings.Repeat("a", 64<<10)))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	_, _ = io.Copy(io.Discard, a.Body)
	if a.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("64 kB of headers: status %d", a.StatusCode)
	}
}
