package api

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayWrite are the files that begin writing transactions, and why: everything
// else goes through the guard (write) or, in signing in, through commit.
var mayWrite = map[string]string{
	"change.go":           "commit: the one way to change what decisions look at",
	"caller.go":           "write: the guard",
	"denials.go":          "refusals, written in groups",
	"sessions.go":         "idle times",
	"account_own.go":      "a proven password gives its try back",
	"set_up.go":           "the first tenant and user",
	"assistance.go":       "Remote Assistance turning itself off",
	"sign_in_acting.go":   "the return from acting as another, for which the guard is not asked",
	"sign_in_choose.go":   "sign-out and the forced steps",
	"sign_in_factor.go":   "steps of signing in",
	"sign_in_password.go": "tries are counted before they are evaluated",
	"sign_in_state.go":    "addresses held",
	"outbox.go":           "mails sent, or not taken",
	"notices.go":          "notices looked at",
	"recovery.go":         "links mailed and used: nobody is signed in yet",
	"remind.go":           "what ends soon, told once",
	"remind_reviews.go":   "reviews that become due, told once",
	"retention.go":        "old audit records removed",
	"way_back_over.go":    "ways back whose time is over",
	"chain.go":            "what a look at the audit's chain found",
	"import_publish.go":   "an import dropped",
}

func TestOnlyTheGuardBeginsTransactions(t *testing.T) {
	begins := regexp.MustCompile(`\.db\.Write\(|\.commit\(`)
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") || !begins.Match(text) {
			continue
		}
		if mayWrite[name] == "" {
			t.Errorf("%s begins a writing transaction of its own", name)
		}
	}
}

// Whoever acts as another must hold what he does in both names: only the guard
// and acting.go ask the policy about the actor, each face by itself.
func TestTheActorIsAskedAboutInOnePlace(t *testing.T) {
	asks := regexp.MustCompile(`\b[aw]\.Who\b|\.ByID\([aw]\.User\.ID\)|\b[aw]\.User\.(Kind|Roles|Overrides|Reach|Exclusions)\b`)
	names, _ := filepath.Glob("*.go")
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") || slices.Contains([]string{"caller.go", "acting.go"}, name) {
			continue
		}
		if found := asks.Find(text); found != nil {
			t.Errorf("%s asks about the actor with %s: ask faces() or everyFace (acting.go)", name, found)
		}
	}
}

// The rules are asked in one place: whoever stores a user, role or thing past
// it says here why.
func TestOnlySavesAskedForAreStored(t *testing.T) {
	past := regexp.MustCompile(`\.tx\.(SaveUser|ChangeUsers?|InsertUsers|StageUsers|DeleteUser|SaveRole|DeleteRole|SaveThings?|DeleteThing|SaveTenant)\(`)
	puts := regexp.MustCompile(`\.putUser\(`)
	mayStore := []string{"change.go", "change_roles.go", "gathered.go", "rules_things.go", "import_job.go", "import_publish.go"}
	mayPut := []string{"change.go", "account_own.go", "assistance.go", "rename.go", "tenants.go", "set_up.go", "sign_in_choose.go", "sign_in_factor.go", "sign_in_password.go", "sign_in_session.go"}
	names, _ := filepath.Glob("*.go")
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if past.Match(text) && !slices.Contains(mayStore, name) {
			t.Errorf("%s stores past the rules", name)
		}
		if puts.Match(text) && !slices.Contains(mayPut, name) {
			t.Errorf("%s puts a user past the rules", name)
		}
	}
}
