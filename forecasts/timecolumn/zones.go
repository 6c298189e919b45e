package timecolumn

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // names of zones mean the same on every computer
)

// offsets of the zones that abbreviations name, in minutes.
var offsets = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60,
	"bst": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "sast": 120,
	"pkt": 300, "ict": 420, "wib": 420, "sgt": 480, "hkt": 480, "awst": 480, "jst": 540, "kst": 540,
	"acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
	"est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
	"akst": -540, "akdt": -480, "hst": -600, "brt": -180,
}

// general names are those of zones with summer time.
var general = map[string]string{"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

// shared abbreviations are in use in several places.
var shared = map[string]string{
	"ist": "India, Israel and Ireland (write +05:30, +02:00 or +01:00)",
	"cst": "North America and China (write -06:00 or +08:00)",
	"ast": "Arabia and the Atlantic (write +03:00 or -04:00)",
	"gst": "the Gulf and South Georgia (write +04:00 or -02:00)",
}

// zone reads what follows a time of day: an offset, the name of a zone, or nothing.
func (s *scanner) zone(r *reading) error {
	before := s.b
	s.spaces()
	if len(s.b) == 0 || s.digit() { // a year
		r.traits |= 1 << Naive
		s.b = before
		return nil
	}
	if s.b[0] == '+' || s.b[0] == '-' {
		return s.offset(r)
	}
	end := bytes.IndexAny(s.b, " ([")
	if end < 0 {
		end = len(s.b)
	}
	name := string(s.b[:end])
	if strings.IndexByte(name, '/') < 0 {
		if i := strings.IndexAny(name, "+-"); i > 0 && offsets[strings.ToLower(name[:i])] == 0 { // UTC+9
			name, end = name[:i], i
		}
	}
	s.b = s.b[end:]
	lower := strings.ToLower(name)
	minutes, fixed := offsets[lower]
	switch {
	case fixed && len(s.b) > 0 && (s.b[0] == '+' || s.b[0] == '-'):
		if minutes != 0 {
			return errNotTime
		}
		return s.offset(r)
	case fixed:
		r.offset = int64(minutes) * 60_000
		return nil
	case shared[lower] != "":
		return fmt.Errorf("%s is the name of zones in %s", name, shared[lower])
	case general[lower] != "":
		name = general[lower]
	case strings.IndexByte(name, '/') < 0:
		return errNotTime
	}
	var err error
	r.zone, err = location(name)
	return err
}

// offset reads +9, +09, +0900 or +09:00.
func (s *scanner) offset(r *reading) error {
	east := s.any("+-") == '+'
	hour, n := s.number()
	minute := 0
	switch {
	case n == 4:
		hour, minute = hour/100, hour%100
	case n == 0 || n > 2:
		return errNotTime
	case s.any(":") != 0:
		if minute, n = s.number(); n != 2 {
			return errNotTime
		}
	}
	if hour > 23 || minute > 59 {
		return errNotTime
	}
	if r.offset = int64(hour*60+minute) * 60_000; !east {
		r.offset = -r.offset
	}
	before := s.b
	s.spaces()
	if _, known := offsets[s.word()]; !known { // +0000 UTC
		s.b = before
	}
	return nil
}

// locations are the zones that were asked for, nil if there is none of the name.
var locations sync.Map

// location is the zone of a name such as Europe/Berlin.
func location(name string) (*time.Location, error) {
	known, ok := locations.Load(name)
	if !ok {
		zone, err := time.LoadLocation(name)
		if err != nil {
			return nil, fmt.Errorf("no zone is called %s", name)
		}
		known, _ = locations.LoadOrStore(name, zone)
	}
	return known.(*time.Location), nil
}

// numbered gives each word the number of its list.
func numbered(lists ...string) map[string]int {
	all := map[string]int{}
	for i, list := range lists {
		for word := range strings.FieldsSeq(list) {
			all[word] = i + 1
		}
	}
	return all
}

func set(list string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		all[word] = true
	}
	return all
}
