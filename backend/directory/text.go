package directory

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"callgate/backend/callgate"
)

// decode turns the bytes of a text file into UTF-8: by its byte order mark, by
// the zero bytes of UTF-16, else UTF-8, else the old Windows code page that
// spreadsheets still write.
func decode(data []byte) (string, *callgate.Error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return checkText(decode16(data[2:], binary.LittleEndian))
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return checkText(decode16(data[2:], binary.BigEndian))
	}
	even, odd := zeros(data[:min(len(data), 4096)])
	switch {
	case odd > 0 && even == 0:
		return checkText(decode16(data, binary.LittleEndian))
	case even > 0 && odd == 0:
		return checkText(decode16(data, binary.BigEndian))
	case utf8.Valid(data):
		return checkText(string(data))
	}
	wide, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", callgate.Err("import_not_text")
	}
	return checkText(string(wide))
}

// zeros counts zero bytes at even and odd places: text that is mostly Latin
// has one in every UTF-16 letter, always on the same side. A few are no sign.
func zeros(head []byte) (even, odd int) {
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	if few := len(head) / 8; even+odd <= few {
		return 0, 0
	}
	return even, odd
}

func decode16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// checkText refuses what is no text at all: pictures, programs, archives.
func checkText(s string) (string, *callgate.Error) {
	head := s[:min(len(s), 4096)]
	odd := 0
	for i := range len(head) {
		if c := head[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			odd++
		}
	}
	if odd > len(head)/20 {
		return "", callgate.Err("import_not_text")
	}
	return strings.TrimPrefix(s, "\ufeff"), nil
}
