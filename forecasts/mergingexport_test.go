package forecasts

var QuestionOf = questionOf
