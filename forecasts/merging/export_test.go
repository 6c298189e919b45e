package merging

var (
	QuestionOf   = questionOf
	Resembling   = resembling
	SimilarAmong = similarAmong
)
