package authn

import (
	"testing"

	"pgregory.net/rapid"
)

// The quick way says the same as the long one wherever it says anything.
func TestFoldASCIIIsFoldLogin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		login := rapid.StringOfN(rapid.RuneFrom([]rune("abzAIZ0159._-@+' é\x00")), 0, 70, -1).Draw(t, "login")
		folded, skeleton, ok := foldASCII(login)
		wantFolded, wantSkeleton, err := foldAny(login)
		if ok && (err != nil || folded != wantFolded || skeleton != wantSkeleton) {
			t.Fatalf("%q: %q, %q; want %q, %q, %v", login, folded, skeleton, wantFolded, wantSkeleton, err)
		}
	})
}

// The quick way derives what the long one does.
func TestPlainPartIsDerived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("abzAIZ0159@[`{-' é")), 0, 20, -1).Draw(t, "name")
		if plain, ok := plainPart(name); ok && plain != deriveAny(name) {
			t.Fatalf("%q: %q, want %q", name, plain, deriveAny(name))
		}
	})
}
