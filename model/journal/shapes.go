package journal

import (
	"errors"
	"fmt"
	"math/bits"
)

var (
	bound    = either(number, instant)
	outcome  = either(boolean, number, text)
	admitted = one("A", "B", "C", "D", "E", "F")
	role     = one(RoleAdmin, RoleResolver, RoleForecaster, RoleReviewer)

	rangeShape = object{"min?": bound, "max?": bound, "open_below?": boolean, "open_above?": boolean}
	condition  = object{"question": id, "outcome": outcome}
	content    = object{"sha256": sha, "bytes": count}
	original   = object{"sha256": sha, "bytes": count, "type": text}
	quote      = object{"exact": text, "prefix": text, "suffix": text, "start": count, "end": count}
	caseShape  = object{"label": text, "happened": boolean, "included": boolean, "why": text}
	scenario   = object{"name": text, "narrative": text, "drivers": list(text)}
	importedAs = object{"from": text, "sha256": sha}

	question = object{
		"title": text, "type": one("binary", "choice", "numeric", "date"),
		"background?": text, "criteria?": text, "fine_print?": text, "source?": text,
		"opens?": instant, "closes?": instant, "resolves_by?": instant, "blind_until?": instant,
		"tags?": list(text), "options?": list(text), "ordered?": boolean,
		"unit?": text, "range?": rangeShape.shape(), "if?": condition.shape(),
	}
	article = object{
		"title": text, "authors?": list(text), "publisher?": text, "url?": text,
		"published?": dayOr, "retrieved?": instant, "language?": text,
		"text": content.shape(), "original?": original.shape(),
	}
	framed = object{"title": text, "horizon": instant, "scenarios": list(scenario.shape()), "tags?": list(text)}
)

// shapes has the data of every kind that this version knows.
var shapes = map[string]object{
	LogOpened:       {"name": text, "key": publicKey, "program": text, "after?": logName},
	ForecasterNamed: {"name": text},
	KeySucceeded:    {"key": publicKey, "logs": byLog(count)},
	KeyRevoked:      {"key": publicKey, "logs": byLog(count), "why": text},
	TeamFounded:     {"name": text, "note?": text},
	MemberSet: {
		"team": id, "key": publicKey, "name": text, "roles": list(role),
		"logs?": byLog(count), "was?": publicKey, "why?": text,
	},
	QuestionAsked:   question,
	QuestionRevised: {"question": id, "set": partial(question), "why?": text, "supersedes?": list(id)},
	QuestionResolved: {
		"question": id, "outcome": outcome, "known_at": instant, "occurred_at?": instant,
		"source?": text, "note?": text, "findings?": list(id), "supersedes?": list(id),
	},
	ResolutionConfirmed: {"resolution": id, "note?": text},
	QuestionAnnulled: {
		"question": id, "why": one("ambiguous", "annulled", "withdrawn"), "note?": text, "supersedes?": list(id),
	},
	QuestionReopened: {"question": id, "why": text, "supersedes?": list(id)},
	ForecastMade: {
		"question": id, "p?": probability, "probs?": shares, "quantiles?": quantiles, "made_at?": instant,
		"by?": text, "imported?": importedAs.shape(), "because?": list(id), "wording?": id,
	},
	RationaleGiven:    {"forecast": id, "text": text},
	ForecastSealed:    {"question": id, "forecast": id},
	ForecastWithdrawn: {"question": id, "by?": text, "why?": text},
	ArticleAdded:      article,
	ArticleRevised:    {"article": id, "set": partial(article), "supersedes?": list(id)},
	FindingFiled:      {"article": id, "quote": quote.shape(), "claim": text, "grade?": grade, "note?": text},
	SourceGraded:      {"source": text, "reliability": admitted, "why?": text},
	BearingJudged:     {"finding": id, "question": id, "lr?": positive, "lrs?": byName(positive), "note?": text},
	FindingsGrouped:   {"findings": list(id), "why?": text},
	BaseRateBuilt: {
		"question": id, "reference_class": text, "cases": list(caseShape.shape()), "source?": text,
	},
	ScenariosFramed:      framed,
	ScenariosRevised:     {"scenarios": id, "set": partial(framed), "supersedes?": list(id)},
	ScenariosWeighed:     {"scenarios": id, "weights": shares, "note?": text},
	ScenariosConditioned: {"scenarios": id, "question": id, "p": byName(probability)},
	ScenariosResolved: {
		"scenarios": id, "outcome": text, "known_at": instant, "note?": text, "supersedes?": list(id),
	},
	ConsistencyJudged: {
		"scenarios": id, "finding": id, "ratings": byName(one("CC", "C", "N", "I", "II", "NA")),
	},
	SignpostPlaced:       {"scenarios": id, "text": text, "check_by": instant, "p": byName(probability)},
	SignpostChecked:      {"signpost": id, "seen": boolean, "known_at": instant, "finding?": id},
	RelationDrawn:        {"from": id, "to": id, "type": one("implies", "excludes", "deadline", "same"), "note?": text},
	CommentMade:          {"on": id, "text": text, "reply_to?": id, "to?": list(fingerprint)},
	ReviewSigned:         {"scope": anyObject, "figures": anyObject, "verdict": text, "note?": text},
	CheckpointWitnessed:  {"checkpoint": text},
	CheckpointsWitnessed: {"checkpoints": list(text)},
	CheckpointStamped:    {"checkpoint": text, "token": inBase64},
	ForkExposed:          {"log": logName, "checkpoints": list(text)},
	RecordRetracted:      {"record": id, "why": text},
}

// partial is the shape of a revision's set: any of an object's members.
func partial(o object) shape {
	p := make(object, len(o))
	for name, s := range o {
		if name[len(name)-1] != '?' {
			name += "?"
		}
		p[name] = s
	}
	return p.shape()
}

// known has what records of a kind are checked with.
type known struct {
	kind string
	*form
	// oneOf are the members of which exactly one is given, by bits.
	oneOf    uint64
	together func(data []byte) error // what members demand of each other; nil if nothing
}

var kinds = func() map[string]*known {
	all := make(map[string]*known, len(shapes))
	for kind, o := range shapes {
		all[kind] = &known{kind: kind, form: o.form()}
	}
	all[ForecastMade].exactlyOne("p", "probs", "quantiles")
	all[BearingJudged].exactlyOne("lr", "lrs")
	all[MemberSet].together = checkLeaving
	all[ForkExposed].together = checkTwo
	return all
}()

func (k *known) exactlyOne(names ...string) {
	for _, name := range names {
		k.oneOf |= 1 << k.place([]byte(name))
	}
}

// check checks the data of a record of the kind.
func (k *known) check(data []byte) (strange bool, err error) {
	has, strange, err := k.form.check(data)
	if err != nil {
		return false, err
	}
	if n := bits.OnesCount64(has & k.oneOf); k.oneOf != 0 && n != 1 {
		return false, fmt.Errorf("%d of %v are given: expected exactly one", n, k.named(k.oneOf))
	}
	if k.together != nil {
		err = k.together(data)
	}
	return strange && err == nil, err
}

// named lists the members that have a bit.
func (f *form) named(has uint64) (names []string) {
	for i, name := range f.names {
		if has&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// checkLeaving demands the logs of a member from whom every role is taken.
func checkLeaving(data []byte) error {
	d, err := Decode[Membership](Record{Kind: MemberSet, Data: data})
	if err == nil && len(d.Roles) == 0 && d.Logs == nil {
		err = errors.New("logs is missing: a member who has left needs it")
	}
	return err
}

func checkTwo(data []byte) error {
	d, err := Decode[Exposed](Record{Kind: ForkExposed, Data: data})
	if err == nil && len(d.Checkpoints) != 2 {
		err = errors.New("expected two checkpoints")
	}
	return err
}
