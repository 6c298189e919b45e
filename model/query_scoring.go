package model

// ScoredBy lists, in no order, the yes-or-no and choice questions that have an outcome,
// whenever it is known, and that any of the forecasters forecast: with what scoring
// needs, and without their texts.
func (r Reader) ScoredBy(forecasters []int64) ([]QuestionRow, error) {
	rows, err := r.db.Raw(`SELECT x.num, i.id, x.type, x.closes, x.resolves_by, x.ordered, x.forecaster, x.asked_at, x.end_kind, x.outcome, x.known_at,
		x.score_opens, x.score_closes, x.score_options, x.schedule FROM questions x JOIN ids i ON i.num = x.num
		WHERE x.end_kind = 'resolved' AND x.type IN ('binary', 'choice')
		AND x.num IN (SELECT DISTINCT question FROM forecasts WHERE forecaster`+among+")", listed(forecasters)).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []QuestionRow
	for rows.Next() { // by hand: there may be very many
		var q QuestionRow
		if err := rows.Scan(&q.Num, &q.ID, &q.Type, &q.Closes, &q.ResolvesBy, &q.Ordered, &q.Forecaster, &q.AskedAt, &q.EndKind, &q.Outcome, &q.KnownAt,
			&q.ScoreOpens, &q.ScoreCloses, &q.ScoreOptions, &q.Schedule); err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, rows.Err()
}
