package session

import (
	"context"
	"errors"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// A Topic is what a change is about.
type Topic string

// The topics. TopicAnything is for changes that are not listed one by one:
// another program wrote, or everything was rebuilt. TopicRecord is a record
// without a topic of its own, such as a retraction: what it retracts is listed
// with it.
const (
	TopicAnything    Topic = "anything"
	TopicQuestion    Topic = "question" // itself, or something that belongs to it
	TopicWording     Topic = "wording"  // a revision of a question
	TopicOutcome     Topic = "outcome"  // how a question ended, and who confirmed it
	TopicForecast    Topic = "forecast"
	TopicArticle     Topic = "article" // with the grades of its source
	TopicFinding     Topic = "finding" // with judgements and groups
	TopicScenarioSet Topic = "scenario set"
	TopicRelation    Topic = "relation"
	TopicComment     Topic = "comment"
	TopicReview      Topic = "review"
	TopicLog         Topic = "log"      // who signs, witnesses and may do what
	TopicExchange    Topic = "exchange" // files and folders that records went through
	TopicRecord      Topic = "record"
)

// topics are those of the kinds of records.
var topics = map[string]Topic{
	journal.QuestionAsked: TopicQuestion, journal.QuestionRevised: TopicWording, journal.BaseRateBuilt: TopicQuestion,
	journal.QuestionResolved: TopicOutcome, journal.QuestionAnnulled: TopicOutcome, journal.QuestionReopened: TopicOutcome,
	journal.ResolutionConfirmed: TopicOutcome,
	journal.ForecastMade:        TopicForecast, journal.ForecastWithdrawn: TopicForecast, journal.ForecastSealed: TopicForecast,
	journal.RationaleGiven: TopicForecast,
	journal.ArticleAdded:   TopicArticle, journal.ArticleRevised: TopicArticle, journal.SourceGraded: TopicArticle,
	journal.FindingFiled: TopicFinding, journal.BearingJudged: TopicFinding, journal.FindingsGrouped: TopicFinding,
	journal.ScenariosFramed: TopicScenarioSet, journal.ScenariosRevised: TopicScenarioSet, journal.ScenariosWeighed: TopicScenarioSet,
	journal.ScenariosConditioned: TopicScenarioSet, journal.ScenariosResolved: TopicScenarioSet, journal.ConsistencyJudged: TopicScenarioSet,
	journal.SignpostPlaced: TopicScenarioSet, journal.SignpostChecked: TopicScenarioSet,
	journal.RelationDrawn: TopicRelation, journal.CommentMade: TopicComment, journal.ReviewSigned: TopicReview,
	journal.LogOpened: TopicLog, journal.ForecasterNamed: TopicLog, journal.KeySucceeded: TopicLog, journal.KeyRevoked: TopicLog,
	journal.TeamFounded: TopicLog, journal.MemberSet: TopicLog, journal.ForkExposed: TopicLog,
	journal.CheckpointWitnessed: TopicLog, journal.CheckpointsWitnessed: TopicLog, journal.CheckpointStamped: TopicLog,
}

// A Changed is one thing that changed. What belongs to something else is listed
// together with it: a forecast with its question, a judgement with its finding
// and its question. ID is zero if the thing has no record.
type Changed struct {
	Topic Topic
	ID    journal.ID
}

var Anything = []Changed{{Topic: TopicAnything}}

// OnChange calls listen after each change, on the goroutine that made it, with
// all that changed. The function that it returns removes the listener; an
// announcement that has begun by then may still reach it.
func (d *Session) OnChange(listen func([]Changed)) (off func()) {
	mine := &listen
	d.mu.Lock()
	d.listeners = append(d.listeners, mine)
	d.mu.Unlock()
	return func() {
		d.mu.Lock()
		d.listeners = slices.DeleteFunc(d.listeners, func(l *func([]Changed)) bool { return l == mine })
		d.mu.Unlock()
	}
}

func (d *Session) Announce(all []Changed) {
	if len(all) == 0 {
		return
	}
	d.mu.Lock()
	listeners := slices.Clone(d.listeners)
	d.mu.Unlock()
	for _, listen := range listeners {
		(*listen)(all)
	}
}

// Change runs work in one transaction while no other program and no other
// goroutine writes. After the commit, and before anyone else may write, it calls
// kept if that is not nil. Then it announces what work touched, and also what is
// given.
func (d *Session) Change(ctx context.Context, work func(*model.Tx) error, kept func() error, also ...Changed) error {
	unlock, err := d.Hold(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	var others []Changed
	if d.newsSince(ctx) { // another program wrote just before
		others = Anything
	}
	defer d.committing.Store(false)
	doing := func(t *model.Tx) error {
		err := work(t)
		if err == nil {
			err = t.Fold()
		}
		d.committing.Store(err == nil)
		return err
	}
	entities, err := d.Store.Change(ctx, doing)
	if moved, is := d.displaced(err); is { // what was to be recorded is recorded in a copy
		if err = d.goApart(ctx, moved); err == nil {
			others = Anything
			entities, err = d.Store.Change(ctx, doing)
		}
	}
	if err != nil {
		unlock()
		d.Announce(others)
		return err
	}
	ctx = context.WithoutCancel(ctx) // it is written
	if len(entities) > 0 {
		d.recorded.Store(true)
	}
	d.newsSince(ctx)
	if kept != nil {
		err = kept()
	}
	unlock()
	d.Announce(slices.Concat(others, d.touched(entities), also))
	if d.watched() {
		_, _ = d.Store.Drain(ctx) // where somebody reads, the watch tries again
	}
	return err
}

// displaced is that the file of the workspace was displaced, where the session can
// continue with a copy: a window can, and a command is run again.
func (d *Session) displaced(err error) (*model.Displaced, bool) {
	var moved *model.Displaced
	return moved, errors.As(err, &moved) && d.watched() && !d.closed.Load()
}

// mostListed is up to how many touched records are listed one by one.
const mostListed = 1000

// touched lists what a transaction touched, where anyone listens.
func (d *Session) touched(entities []model.Changed) []Changed {
	d.mu.Lock()
	listened := len(d.listeners) > 0
	d.mu.Unlock()
	switch {
	case !listened:
		return nil
	case len(entities) > mostListed:
		return Anything
	}
	all := make([]Changed, len(entities))
	for i, e := range entities {
		all[i] = Changed{topicOf(e.Kind), e.ID}
	}
	return all
}

func topicOf(kind string) Topic {
	if s := topics[kind]; s != "" {
		return s
	}
	return TopicRecord
}
