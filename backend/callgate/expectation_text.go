package callgate

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words of the grammar, which are the same in every language.
const (
	wordNobody = "nobody"
	wordBut    = "but"
	wordCan    = "can"
	wordCannot = "cannot"
	wordFrom   = "from"
)

// MostSentence bounds a sentence, in characters.
const MostSentence = 2000

// String writes the sentence the one way it is kept.
func (s Sentence) String() string {
	words := []string{written(s.Who)}
	if s.Nobody() {
		words = []string{wordNobody}
		if len(s.But) > 0 {
			logins := make([]string, len(s.But))
			for i, login := range s.But {
				logins[i] = written(login)
			}
			words = append(words, wordBut, strings.Join(logins, ", "))
		}
	}
	if s.Cannot {
		words = append(words, wordCannot, string(s.Do))
	} else {
		words = append(words, wordCan, string(s.Do))
	}
	if s.On != "" {
		words = append(words, string(s.On))
	}
	if s.From.IsValid() {
		words = append(words, wordFrom, FormatHost(s.From))
	}
	return strings.Join(words, " ")
}

// written is a login as the sentence carries it.
func written(login string) string {
	if strings.EqualFold(login, wordNobody) {
		return "@" + login
	}
	return login
}

// word of a sentence with its place, in characters from 1.
type word struct {
	text string
	at   int
}

// wordsOf cuts a sentence at spaces; a comma is a word of its own.
func wordsOf(text string) (list []word) {
	var cur strings.Builder
	at, start := 0, 0
	end := func() {
		if cur.Len() > 0 {
			list = append(list, word{cur.String(), start})
			cur.Reset()
		}
	}
	for _, r := range text {
		at++
		switch {
		case unicode.IsSpace(r):
			end()
		case r == ',':
			end()
			list = append(list, word{",", at})
		default:
			if cur.Len() == 0 {
				start = at
			}
			cur.WriteRune(r)
		}
	}
	end()
	return list
}

// reader goes through the words of a sentence.
type reader struct {
	words []word
	next  int
	end   int // place behind the last character
}

func (r *reader) peek() string {
	if r.next < len(r.words) {
		return r.words[r.next].text
	}
	return ""
}

// take gives the next word if it is this one, however it is cased.
func (r *reader) take(text string) bool {
	if r.next < len(r.words) && strings.EqualFold(r.words[r.next].text, text) {
		r.next++
		return true
	}
	return false
}

// wrong is an error that points at the next word, or behind the end.
func (r *reader) wrong(code Code) *Error {
	if r.next < len(r.words) {
		w := r.words[r.next]
		return Err(code, "word", cut(w.text), "place", strconv.Itoa(w.at), "length", strconv.Itoa(utf8.RuneCountInString(w.text))).At("text")
	}
	return Err(code+"_missing", "place", strconv.Itoa(r.end)).At("text")
}

func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// ParseSentence reads one. The error says which word is wrong, where it stands
// and what would be right. Whether there are such people and things is for
// others to know.
func ParseSentence(text string) (Sentence, error) {
	s, err := parseSentence(text)
	if err != nil {
		return Sentence{}, err
	}
	return s, nil
}

func parseSentence(text string) (s Sentence, err *Error) {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > MostSentence {
		return s, Err("text_long", "max", strconv.Itoa(MostSentence)).At("text")
	}
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	r := &reader{words: wordsOf(text), end: utf8.RuneCountInString(text) + 1}
	if err := r.subject(&s); err != nil {
		return s, err
	}
	switch {
	case r.take(wordCan):
	case s.Nobody() && strings.EqualFold(r.peek(), wordCannot):
		return s, r.wrong("sentence_nobody_cannot")
	case r.take(wordCannot):
		s.Cannot = true
	case s.Nobody() && len(s.But) == 0:
		return s, r.wrong("sentence_but_or_can")
	case s.Nobody():
		return s, r.wrong("sentence_comma_or_can")
	default:
		return s, r.wrong("sentence_can")
	}
	p := Permission(r.peek())
	bit, known := BitOf(p)
	if !known {
		return s, r.wrong("sentence_permission")
	}
	s.Do = p
	r.next++
	return s, r.rest(&s, bit)
}

// rest reads what may follow the permission.
func (r *reader) rest(s *Sentence, bit Bit) *Error {
	if r.next < len(r.words) && !strings.EqualFold(r.peek(), wordFrom) {
		on, bad := ParseEntity(r.peek())
		scoped := Scoped()
		switch {
		case bad != nil:
			return r.wrong("sentence_entity")
		case !scoped.Has(bit): // it would not be looked at
			return r.wrong("sentence_not_scoped")
		}
		s.On = on
		r.next++
	}
	if r.take(wordFrom) {
		if r.next == len(r.words) {
			return r.wrong("sentence_host")
		}
		hosts, _, bad := ParseHosts(r.peek())
		if bad != nil || len(hosts) != 1 {
			return r.wrong("sentence_host")
		}
		s.From = hosts[0]
		r.next++
	}
	if r.next < len(r.words) {
		return r.wrong("sentence_more")
	}
	return nil
}

// subject reads who it is about.
func (r *reader) subject(s *Sentence) *Error {
	if !r.take(wordNobody) {
		login, err := r.login("sentence_who")
		s.Who = login
		return err
	}
	if !r.take(wordBut) {
		return nil
	}
	for {
		login, err := r.login("sentence_login")
		if err != nil {
			return err
		}
		s.But = append(s.But, login)
		if !r.take(",") {
			return nil
		}
	}
}

func (r *reader) login(code Code) (string, *Error) {
	login := strings.TrimPrefix(r.peek(), "@")
	if login == "" || login == "," || strings.HasPrefix(login, "@") {
		return "", r.wrong(code)
	}
	r.next++
	return login, nil
}

// PlaceOf finds where a login or entity stands in a sentence as it was typed,
// for messages that point at it: place from 1, and length, in characters.
func PlaceOf(text, name string) (place, length int) {
	for _, w := range wordsOf(text) {
		if w.text == name || strings.TrimPrefix(w.text, "@") == name {
			return w.at, utf8.RuneCountInString(w.text)
		}
	}
	return 1, utf8.RuneCountInString(text)
}
