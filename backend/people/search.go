package people

import "strings"

// needle is folded text to look for. The scan jumps from one of its rarest
// bytes to the next, which the machine does 32 bytes at a time.
type needle struct {
	text string
	rare int // place of the rarest byte in text
}

func newNeedle(text string) needle {
	n := needle{text: text}
	for i := range len(text) {
		if commonness(text[i]) < commonness(text[n.rare]) {
			n.rare = i
		}
	}
	return n
}

// letters of names, logins and addresses by how often they occur, rarest first.
const byRarity = "qxzjvfykwpugbdchmt3985764 2.s01lrionea@"

func commonness(c byte) int {
	switch {
	case c >= 0xe0: // first byte of most other scripts' letters
		return 20
	case c >= 0x80:
		return 10
	default:
		return strings.IndexByte(byRarity, c) // -1: rarer than any of them
	}
}

// index finds the needle in s at or after from, or -1.
func (n needle) index(s string, from int) int {
	for at := from + n.rare; at < len(s); at++ {
		i := strings.IndexByte(s[at:], n.text[n.rare])
		if i < 0 {
			return -1
		}
		at += i
		if start := at - n.rare; strings.HasPrefix(s[start:], n.text) {
			return start
		}
	}
	return -1
}

// words are what must all occur in a user's text; the longest is scanned for.
type words struct {
	scan needle
	rest []string
}

func newWords(search string) (w words, any bool) {
	list := strings.Fields(Fold(search))
	if len(list) == 0 {
		return w, false
	}
	longest := 0
	for i := range list {
		if len(list[i]) > len(list[longest]) {
			longest = i
		}
	}
	w.scan = newNeedle(list[longest])
	w.rest = append(list[:longest:longest], list[longest+1:]...)
	return w, true
}

// match sets the places of a chunk whose text has all words.
func (w words) match(t *chunkText, set *mask) {
	slot := 0
	for at := 0; ; {
		at = w.scan.index(t.all, at)
		if at < 0 {
			return
		}
		for int(t.ends[slot]) <= at {
			slot++
		}
		if w.all(t.of(slot)) {
			set.add(slot)
		}
		at = int(t.ends[slot])
	}
}

func (w words) all(text string) bool {
	for _, s := range w.rest {
		if !strings.Contains(text, s) {
			return false
		}
	}
	return true
}
