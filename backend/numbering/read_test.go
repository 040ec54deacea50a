package numbering

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

// The library that the plans come from is the second opinion: on numbers of
// every region, dialled in every other, right and wrong ones, all answers are
// the same.
func TestReadsAsTheLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	regions := slices.Sorted(maps.Keys(phonenumbers.GetSupportedRegions()))
	regions = append(regions, "", "ZZ")
	read, possible, assigned, dear, short, help := 0, 0, 0, 0, 0, 0
	for range 100 {
		for _, home := range regions {
			number := dial(r, home, regions)
			n, ok := Read(number, home)
			want, err := phonenumbers.Parse(number, home)
			if ok != (err == nil) {
				t.Fatalf("%s in %q: read %v, the library says %v", number, home, ok, err)
			}
			if got, want := Emergency(number, home), phonenumbers.IsEmergencyNumber(number, home); got != want {
				t.Fatalf("%s in %q: an emergency %v, the library says %v", number, home, got, want)
			} else if got {
				help++
			}
			if !ok {
				continue
			}
			kind := phonenumbers.GetNumberType(want)
			got := answers{n.E164(), n.Region(), n.Possible(), n.Assigned(), n.Costly(), n.ShortIn(home)}
			if wanted := (answers{
				phonenumbers.Format(want, phonenumbers.E164), phonenumbers.GetRegionCodeForNumber(want), phonenumbers.IsPossibleNumber(want),
				phonenumbers.IsValidNumber(want), kind == phonenumbers.PREMIUM_RATE || kind == phonenumbers.SHARED_COST, phonenumbers.IsValidShortNumberForRegion(want, home),
			}); got != wanted {
				t.Fatalf("%s in %q: %+v, the library says %+v", number, home, got, wanted)
			}
			read++
			possible += one(got.Possible)
			assigned += one(got.Assigned)
			dear += one(got.Costly)
			short += one(got.Short)
		}
	}
	if read < 1000 || possible < 1000 || assigned < 1000 || dear < 100 || short < 100 || help < 20 {
		t.Errorf("too few to tell: %d read, %d possible, %d assigned, %d costly, %d short, %d emergencies", read, possible, assigned, dear, short, help)
	}
}

type answers struct {
	E164, Region                      string
	Possible, Assigned, Costly, Short bool
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dial makes up what somebody at home might dial: an example number of some
// region and kind, in one of the ways it is written, often with a digit wrong,
// missing or too many; or any digits.
func dial(r *rand.Rand, home string, regions []string) string {
	region := home
	if r.IntN(2) == 0 {
		region = regions[r.IntN(len(regions))]
	}
	number := someDigits(r, 1+r.IntN(14))
	switch r.IntN(8) {
	case 0:
		number = short(r, region)
	case 1: // any digits
	default:
		kind := phonenumbers.PhoneNumberType(r.IntN(11))
		if example := phonenumbers.GetExampleNumberForType(region, kind); example != nil {
			how := []phonenumbers.PhoneNumberFormat{phonenumbers.E164, phonenumbers.INTERNATIONAL, phonenumbers.NATIONAL}[r.IntN(3)]
			number = phonenumbers.Format(example, how)
		}
	}
	number, ok := Dialled(number)
	if !ok { // "*" and the like
		number = someDigits(r, 5)
	}
	digits := []byte(number)
	for range r.IntN(3) {
		switch at := r.IntN(len(digits)); r.IntN(4) {
		case 0:
			digits = slices.Insert(digits, max(at, 1), someDigits(r, 1)[0])
		case 1:
			if len(digits) > 2 {
				digits = slices.Delete(digits, max(at, 1), max(at, 1)+1)
			}
		default:
			if digits[at] != '+' {
				digits[at] = someDigits(r, 1)[0]
			}
		}
	}
	number = string(digits)
	switch plain := strings.TrimPrefix(number, "+"); r.IntN(10) {
	case 0:
		return plain // the calling code without a plus
	case 1:
		return "00" + plain
	case 2:
		return "011" + plain
	case 3:
		return "0" + plain
	case 4:
		return "+" + plain
	}
	return number
}

func someDigits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

// short is a short number of a region, or what may be one.
func short(r *rand.Rand, region string) string {
	list := []string{"112", "911", "999", "110", "000", "1" + someDigits(r, 2), someDigits(r, 3), someDigits(r, 4), someDigits(r, 5)}
	if p := of(region); p != nil && r.IntN(2) == 0 {
		if example := p.emergency.form; example != nil {
			for _, n := range list {
				if example.matches(n) {
					return n
				}
			}
		}
	}
	return list[r.IntN(len(list))]
}

func TestDialled(t *testing.T) {
	for typed, want := range map[string]string{
		"+44 20 7946-0958": "+442079460958", "(020) 7946.0958": "02079460958", "(+44) 20\u00a07946\u20110958": "+442079460958",
		"＋４４　２０": "+4420", "112": "112",
		"12ab": "", "": "", "44+20": "", "*21": "", "+44 20 #7": "", "++44": "",
	} {
		got, ok := Dialled(typed)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v, want %q", typed, got, ok, want)
		}
	}
}
