package numbering

import (
	"cmp"
	"flag"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

var write = flag.Bool("write", false, "write plans.tsv anew from the library's metadata")

// plans.tsv is what libphonenumber's metadata says, no more and no less. After
// the library was raised: go test ./backend/numbering -run TestPlans -write
func TestPlans(t *testing.T) {
	made := makePlans(t)
	if *write {
		if err := os.WriteFile("plans.tsv", []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if made != plans {
		t.Error("plans.tsv is not what the library says: write it anew with -write")
	}
}

func makePlans(t *testing.T) string {
	t.Helper()
	long, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	brief, err := phonenumbers.ShortNumberMetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	short := map[string]*phonenumbers.PhoneMetadata{}
	for _, m := range brief.GetMetadata() {
		short[m.GetId()] = m
	}
	find := func(region string, code int) *phonenumbers.PhoneMetadata {
		i := slices.IndexFunc(long.GetMetadata(), func(m *phonenumbers.PhoneMetadata) bool {
			return m.GetId() == region && int(m.GetCountryCode()) == code
		})
		return long.GetMetadata()[i]
	}
	var b strings.Builder
	for _, code := range slices.Sorted(maps.Keys(phonenumbers.GetSupportedCallingCodes())) {
		for _, region := range phonenumbers.GetRegionCodesForCountryCode(code) {
			m := find(region, code)
			if m.GetGeneralDesc().GetNationalNumberPattern() == "" || region != everywhere && m.GetInternationalPrefix() == "" {
				t.Fatalf("%s has no general description or no prefix for calls abroad: Read counts on both", region)
			}
			mobile := m.GetMobile()
			if m.GetSameMobileAndFixedLinePattern() {
				mobile = nil
			}
			columns := []string{region, strconv.Itoa(code), m.GetInternationalPrefix(), m.GetNationalPrefixForParsing(), m.GetNationalPrefixTransformRule(), m.GetLeadingDigits()}
			s := cmp.Or(short[region], &phonenumbers.PhoneMetadata{})
			for _, d := range []*phonenumbers.PhoneNumberDesc{
				s.GetGeneralDesc(), s.GetShortCode(), s.GetEmergency(), m.GetGeneralDesc(), m.GetPremiumRate(), m.GetTollFree(), m.GetSharedCost(),
				m.GetFixedLine(), mobile, m.GetVoip(), m.GetPersonalNumber(), m.GetPager(), m.GetUan(), m.GetVoicemail(),
			} {
				columns = append(columns, describe(d))
			}
			b.WriteString(strings.Join(columns, "\t") + "\n")
		}
	}
	return b.String()
}

// describe writes "lengths local form", nothing for what no number is.
func describe(d *phonenumbers.PhoneNumberDesc) string {
	if d.GetNationalNumberPattern() == "" || slices.Equal(d.GetPossibleLength(), []int32{-1}) {
		return ""
	}
	return lengths(d.GetPossibleLength()) + " " + lengths(d.GetPossibleLengthLocalOnly()) + " " + d.GetNationalNumberPattern()
}

func lengths(list []int32) string {
	var texts []string
	for _, n := range list {
		texts = append(texts, strconv.Itoa(int(n)))
	}
	return strings.Join(texts, ",")
}
