package chart

import "time"

// Scale maps numbers to places on a line.
type Scale struct {
	From, To   float64 // numbers
	Start, End float32 // places
}

// At is the place of a number.
func (s Scale) At(v float64) float32 {
	if s.To == s.From {
		return s.Start
	}
	return s.Start + float32((v-s.From)/(s.To-s.From))*(s.End-s.Start)
}

// Back is the number at a place.
func (s Scale) Back(x float32) float64 {
	if s.End == s.Start {
		return s.From
	}
	return s.From + float64((x-s.Start)/(s.End-s.Start))*(s.To-s.From)
}

// Clamp is the place of a number, held within the line.
func (s Scale) Clamp(v float64) float32 {
	lo, hi := min(s.Start, s.End), max(s.Start, s.End)
	return max(lo, min(hi, s.At(v)))
}

// TimeScale maps instants to places.
func TimeScale(from, to time.Time, start, end float32) Scale {
	return Scale{ms(from), ms(to), start, end}
}

func ms(t time.Time) float64 { return float64(t.UnixMilli()) }

// Time is the place of an instant.
func (s Scale) Time(t time.Time) float32 { return s.At(ms(t)) }

// Instant is the instant at a place.
func (s Scale) Instant(x float32, in *time.Location) time.Time {
	return time.UnixMilli(int64(s.Back(x))).In(in)
}
