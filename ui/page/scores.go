package page

import "net/url"

// ScoresOf is the way to the scores of a forecaster (forecasts.Forecaster.Ref),
// on a tag if it is not empty.
func ScoresOf(forecaster, tag string) Route {
	return Route{Page: "scores", ID: url.Values{"forecaster": {forecaster}, "tag": {tag}}.Encode()}
}

// ReadScoresOf reads the id of such a route.
func ReadScoresOf(id string) (forecaster, tag string, ok bool) {
	v, err := url.ParseQuery(id)
	return v.Get("forecaster"), v.Get("tag"), err == nil && v.Has("forecaster")
}
