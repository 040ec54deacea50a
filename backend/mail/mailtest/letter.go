package mailtest

import (
	"encoding/base64"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// subjectOf undoes the encoding of words that are not ASCII (RFC 2047).
func subjectOf(m *mail.Message) string {
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return m.Header.Get("Subject")
	}
	return subject
}

// bodyOf undoes the encoding of the text.
func bodyOf(m *mail.Message) string {
	switch strings.ToLower(m.Header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		return read(quotedprintable.NewReader(m.Body))
	case "base64":
		return read(base64.NewDecoder(base64.StdEncoding, m.Body))
	}
	return read(m.Body)
}
