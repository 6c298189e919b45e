package page

import "net/url"

// ScoresOf is the way to the scores of a forecaster (forecasts.Forecaster.Ref),
// on a tag if it is not empty.
func ScoresOf(forecaster, tag string) Route {
	return Route{Page: "scores", ID: url.Values{"forecaster": {forecaster}, "tag": {tag}}.Encode()}
}

// ImproveOf is the way to what a forecaster can learn from the scores.
func ImproveOf(forecaster string) Route {
	return Route{Page: "scores", ID: url.Values{"forecaster": {forecaster}, "tab": {"improve"}}.Encode()}
}

// ReadScoresOf reads the id of such a route.
func ReadScoresOf(id string) (forecaster, tag, tab string, ok bool) {
	v, err := url.ParseQuery(id)
	return v.Get("forecaster"), v.Get("tag"), v.Get("tab"), err == nil && v.Has("forecaster")
}
