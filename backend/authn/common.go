package authn

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// commonWords are words, names and keyboard walks that passwords are made of
// most often, written for this product.
//
//go:embed common.txt
var commonWords string

// common is the block list: the words, and the words with what people put
// behind them, years, runs and walks. Made on first use: an idle site needs none.
var common = sync.OnceValue(func() map[string]bool {
	list := map[string]bool{}
	for _, w := range strings.Fields(commonWords) {
		list[w] = true
		for _, tail := range []string{"1", "12", "123", "1234", "12345", "123456", "!", "01", "007", "00", "11", "69", "99"} {
			list[w+tail] = true
		}
	}
	for year := 1940; year <= 2035; year++ {
		list[strconv.Itoa(year)] = true
	}
	for _, row := range runs {
		for from := range len(row) {
			for to := from + 3; to <= len(row); to++ {
				list[row[from:to]] = true
				list[reversed(row[from:to])] = true
			}
		}
	}
	for digit := '0'; digit <= '9'; digit++ {
		for n := 3; n <= 10; n++ {
			list[strings.Repeat(string(digit), n)] = true
		}
	}
	return list
})

// runs that people type without thinking: counting, the alphabet, the rows and
// columns of a keyboard.
var runs = []string{
	"01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop",
	"qsdfghjklm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "147258369", "789456123", "159753",
}

func reversed(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// effort measures how many independent pieces a password is made of, in
// halves: a common word, a run or a group of digits is one piece, a run behind
// it or a sign half a piece, any other letter one. Guessing programs try
// pieces, not letters.
func effort(folded string) int {
	text := []rune(unleet(period(folded)))
	plain := []rune(period(folded))
	if len(text) != len(plain) {
		text = plain
	}
	words := common()
	best := make([]int, len(text)+1)
	for end := 1; end <= len(text); end++ {
		best[end] = best[end-1] + letterCost(plain[end-1])
		for from := max(0, end-40); from < end-2; from++ {
			cost := pieceCost(words, string(plain[from:end]), string(text[from:end]))
			if cost > 0 && best[from]+cost < best[end] {
				best[end] = best[from] + cost
			}
		}
	}
	return best[len(text)]
}

func letterCost(r rune) int {
	if r >= 'a' && r <= 'z' || r > 0x7f {
		return 2
	}
	return 1
}

// pieceCost is what one piece counts, 0 when it is none.
func pieceCost(words map[string]bool, plain, unleeted string) int {
	digits := strings.Trim(plain, "0123456789") == ""
	switch {
	case digits && words[plain]:
		return 1
	case digits && len(plain) <= 8:
		return 2
	case words[plain], words[unleeted]:
		return 2
	case strings.Trim(plain, plain[:1]) == "":
		return 2
	}
	return 0
}

// period gives the unit of a text that only repeats itself.
func period(s string) string {
	r := []rune(s)
	for n := 1; n <= len(r)/2; n++ {
		if len(r)%n == 0 && strings.Repeat(string(r[:n]), len(r)/n) == s {
			return string(r[:n])
		}
	}
	return s
}

// unleet undoes the usual replacements: p4ssw0rd.
var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i", "8", "b")

func unleet(s string) string { return leet.Replace(s) }
