// Package mailtest is a small mail server on this machine for tests, as
// net/http/httptest is for HTTP: it speaks SMTP, keeps what it is handed, and
// refuses when told to. No program imports it.
package mailtest
