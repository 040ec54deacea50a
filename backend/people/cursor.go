package people

import (
	"encoding/base64"
	"encoding/json"
)

// place is a cursor: the key of the last user shown, so that a page follows it
// whatever came and went in between.
type place struct {
	Order int    `json:"o"`
	Down  bool   `json:"d,omitempty"`
	Blank bool   `json:"b,omitempty"`
	Num   int64  `json:"n,omitempty"`
	Text  []byte `json:"t,omitempty"`
	Name  []byte `json:"m,omitempty"`
	ID    string `json:"i"`
}

func cursor(n int, down bool, k key) string {
	b, err := json.Marshal(place{n, down, k.blank, k.num, []byte(k.text), []byte(k.name), k.id})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func parseCursor(s string, n int, down bool) (key, bool) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return key{}, false
	}
	var p place
	if err := json.Unmarshal(b, &p); err != nil || p.Order != n || p.Down != down {
		return key{}, false
	}
	return key{p.Blank, p.Num, string(p.Text), string(p.Name), p.ID}, true
}
