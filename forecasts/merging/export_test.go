package merging

var QuestionOf = questionOf
