package importers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// services are whose objects a JSON document may hold.
var services = [kindCount]string{
	aPrediction: "predictions of PredictionBook", aQuestion: "questions of Good Judgment Open", aPredictionSet: "forecasts of Good Judgment Open",
	aMarket: "a Manifold market", aBet: "bets on Manifold", aPost: "a post of Metaculus", aKalshiMarket: "a Kalshi market", aPolymarket: "a Polymarket market",
	aBenchQuestion: "a question set of ForecastBench", aBenchResolution: "a resolution set of ForecastBench", aBenchSet: "a forecast set of ForecastBench",
	aProblem: "problems of Good Judgment Open", aProblemForecast: "forecasts on problems of Good Judgment Open",
	anAutocast: "questions of Autocast", aMetaforecast: "questions of Metaforecast", aFatebook: "questions of Fatebook", anOldMetaculus: "questions of Metaculus",
}

// knownJSON are documents of other programs by members at their top.
var knownJSON = []struct {
	has      []string
	what, do string
}{
	{[]string{"cells", "nbformat"}, "a Jupyter notebook", doExport},
	{[]string{"doc_id", "email"}, "a link to a Google document", "download the document itself, as .xlsx or CSV"},
	{[]string{"type", "features"}, "a map (GeoJSON)", doTable},
}

// strangeJSON names the service whose JSON it is, or the members at its top.
func strangeJSON(text []byte) (what, do string) {
	if d, err := readDocument(bytes.NewReader(text), ""); err == nil && d.known {
		for k, what := range services {
			if d.has(kind(k)) {
				return what + " (JSON)", doImport
			}
		}
	}
	names := topMembers(text)
	has := func(name string) bool { return slices.Contains(names, name) }
	for _, k := range knownJSON {
		if !slices.ContainsFunc(k.has, func(n string) bool { return !has(n) }) {
			return k.what, k.do
		}
	}
	switch {
	case len(names) == 0:
		return "JSON with nothing in it", doAgain
	case has("error") || has("errors") || len(names) <= 2 && (has("detail") || has("message")):
		return "the answer of a service that could not give what was asked (" + listed(names) + ")", "sign in there or give the key, and export it again"
	}
	return "JSON of an unknown service (" + listed(names) + ")", "export it as CSV, or from a service whose exports are read"
}

// topMembers are the names of the members of the first object, as far as they can
// be read.
func topMembers(text []byte) (names []string) {
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil || t != json.Delim('[') {
			break
		}
	}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			break
		}
		names = append(names, name)
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
	}
	return names
}

// listed lists a few names.
func listed(names []string) string {
	const most = 5
	for i, n := range names {
		names[i] = inOneLine(strings.ToValidUTF8(n, "\ufffd"))
	}
	switch {
	case len(names) == 0:
		return "with nothing in it"
	case len(names) > most:
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}
