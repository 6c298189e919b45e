package belief

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Rating says how consistent evidence is with a hypothesis, on the scale 1 to
// 5 of Open Synthesis.
type Rating int

// The ratings of an analysis of competing hypotheses. NotApplicable counts as
// Neutral everywhere.
const (
	NotApplicable    Rating = 0 // NA
	VeryInconsistent Rating = 1 // II
	Inconsistent     Rating = 2 // I
	Neutral          Rating = 3 // N
	Consistent       Rating = 4 // C
	VeryConsistent   Rating = 5 // CC
)

var ratings = map[string]Rating{
	"NA": NotApplicable, "II": VeryInconsistent, "I": Inconsistent, "N": Neutral, "C": Consistent, "CC": VeryConsistent,
}

// ParseRating reads II, I, N, C, CC or NA.
func ParseRating(text string) (Rating, error) {
	if r, ok := ratings[text]; ok {
		return r, nil
	}
	return 0, fmt.Errorf("unknown rating %q: use II, I, N, C, CC or NA", text)
}

// neutral is the rating's distance from neutral, -2 to 2.
func (r Rating) neutral() float64 {
	if r == NotApplicable {
		return 0
	}
	return float64(r - Neutral)
}

// Level is a low, medium or high credibility or relevance.
type Level int

// The levels; the zero value is medium.
const (
	Low    Level = -1
	Medium Level = 0
	High   Level = 1
)

// Row is one piece of evidence, rated against each hypothesis.
type Row struct {
	Credibility, Relevance Level
	Ratings                []Rating
}

// Inconsistency sums what speaks against each hypothesis: I = 1, II = 2, all
// else 0, since consistent evidence never offsets; 0 to 2 for each row, low is
// least refuted.
//
// Source: Heuer 1999, Psychology of Intelligence Analysis, ch. 8.
func Inconsistency(rows []Row) []float64 {
	return sumRatings(rows, func(row Row, r Rating) float64 { return max(0, -r.neutral()) })
}

// WeightedInconsistency is Inconsistency with each row times credibility times
// relevance, each low 1/√2, medium 1, high √2; low is least refuted. PARC ACH
// shows it as a negative number.
//
// Source: PARC, ACH 1.1 technical description.
func WeightedInconsistency(rows []Row) []float64 {
	return sumRatings(rows, func(row Row, r Rating) float64 {
		return max(0, -r.neutral()) * math.Pow(math.Sqrt2, float64(row.Credibility+row.Relevance))
	})
}

// CredibilityInconsistency is Inconsistency with each row times credibility
// alone: low .5, medium 1, high 2; low is least refuted.
//
// Source: Burton/Analysis-of-Competing-Hypotheses.
func CredibilityInconsistency(rows []Row) []float64 {
	return sumRatings(rows, func(row Row, r Rating) float64 {
		return max(0, -r.neutral()) * math.Pow(2, float64(row.Credibility))
	})
}

// SquaredInconsistency sums squared distances below neutral: I = 1, II = 4; low
// is least refuted. Source: twschiller/open-synthesis.
func SquaredInconsistency(rows []Row) []float64 {
	return sumRatings(rows, func(row Row, r Rating) float64 { return square(min(0, r.neutral())) })
}

// SquaredConsistency sums squared distances above neutral: C = 1, CC = 4; high
// is most supported, which proves little. Source: twschiller/open-synthesis.
func SquaredConsistency(rows []Row) []float64 {
	return sumRatings(rows, func(row Row, r Rating) float64 { return square(max(0, r.neutral())) })
}

// Diagnosticity is how well a row discriminates between hypotheses: the
// population standard deviation of its ratings on the scale 1 to 5; 0 to 2, high
// is better, at 0 it does not discriminate. Source: twschiller/open-synthesis.
func Diagnosticity(row Row) float64 {
	n := float64(len(row.Ratings))
	if n == 0 {
		return 0
	}
	mean, spread := 0.0, 0.0
	for _, r := range row.Ratings {
		mean += r.neutral() / n
	}
	for _, r := range row.Ratings {
		spread += square(r.neutral()-mean) / n
	}
	return math.Sqrt(spread)
}

// Ranking orders hypotheses by WeightedInconsistency, the least refuted first,
// equal ones as they come; it gives their indexes.
func Ranking(rows []Row) []int {
	const same = 1e-9 // sums that differ by rounding alone
	scores := WeightedInconsistency(rows)
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
		scores[i] = math.Round(scores[i]/same) * same
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[a], scores[b]) })
	return order
}

// sumRatings adds up the points of each hypothesis; a rating that is missing
// at the end of a row counts as NotApplicable.
func sumRatings(rows []Row, points func(Row, Rating) float64) []float64 {
	hypotheses := 0
	for _, row := range rows {
		hypotheses = max(hypotheses, len(row.Ratings))
	}
	sums := make([]float64, hypotheses)
	for _, row := range rows {
		for h, r := range row.Ratings {
			sums[h] += points(row, r)
		}
	}
	return sums
}

func square(x float64) float64 { return x * x }

// Decisive lists the rows of which any one, if wrong, would change the Ranking:
// those to look at again first.
//
// Source: Heuer 1999, Psychology of Intelligence Analysis, ch. 8, step 6.
func Decisive(rows []Row) []int {
	var out []int
	order := Ranking(rows)
	for i := range rows {
		rest := slices.Delete(slices.Clone(rows), i, i+1)
		if len(rest) > 0 && !slices.Equal(Ranking(rest), order) {
			out = append(out, i)
		}
	}
	return out
}
