package model

import (
	"cmp"
	"database/sql"

	"weathervane/model/journal"
)

// HeadingRow is what tells one question from another.
type HeadingRow struct {
	Num                 int64
	ID                  []byte
	Title, Type, Source string
	Opens, Closes       *journal.Instant
}

const selectHeadings = "SELECT x.num, i.id, x.title, x.type, x.source, x.opens, x.closes FROM questions x JOIN ids i ON i.num = x.num"

// Headings lists every question, in order, by what tells it from others.
func (r Reader) Headings() ([]HeadingRow, error) {
	return list[HeadingRow](r, selectHeadings+inOrder+byOrder)
}

// HeadingsNumbered lists those of the questions with the numbers, in order of these.
func (r Reader) HeadingsNumbered(nums []int64) ([]HeadingRow, error) {
	if len(nums) == 0 {
		return nil, nil
	}
	return list[HeadingRow](r, selectHeadings+" WHERE x.num"+among+" ORDER BY x.num", listed(nums))
}

// HeadingsOf lists those of the questions with the ids, without such as go by another.
func (r Reader) HeadingsOf(ids []journal.ID) ([]HeadingRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return list[HeadingRow](r, selectHeadings+" WHERE x.num IN (SELECT g.num FROM "+givenIDs+") ORDER BY x.num", text(hexes(ids)))
}

// SourcedAt lists the numbers of the questions that have a source and opened at one of
// the instants.
func (r Reader) SourcedAt(opens []journal.Instant) ([]int64, error) {
	nums := make([]int64, len(opens))
	for i, at := range opens {
		nums[i] = int64(at)
	}
	return r.numbers("SELECT x.num FROM questions x WHERE x.source <> '' AND x.opens"+among, listed(nums))
}

// wordsAtOnce is how many questions' words are read in one piece: few enough for it to
// be read into the same memory again.
const wordsAtOnce = 2048

// QuestionWords calls each with the title of every question and, after a line break,
// its tags, in small letters. They are valid until each returns.
func (r Reader) QuestionWords(each func(question int64, words []byte)) error {
	var piece []byte
	for last, more := int64(0), true; more; {
		rows, err := r.db.Raw(`SELECT group_concat(question || ' ' || octet_length(words) || ' ' || words, '') FROM (
			SELECT question, words FROM question_words WHERE question > ? ORDER BY question LIMIT ?)`, last, wordsAtOnce).Rows()
		if err != nil {
			return err
		}
		var raw sql.RawBytes
		if rows.Next() {
			err = rows.Scan(&raw)
		}
		piece = append(piece[:0], raw...)
		if err = cmp.Or(err, rows.Close(), rows.Err()); err != nil {
			return err
		}
		more = len(piece) > 0
		for text := piece; len(text) > 0; {
			var long int64
			last, text = leadingNumber(text)
			long, text = leadingNumber(text)
			each(last, text[:long])
			text = text[long:]
		}
	}
	return nil
}
