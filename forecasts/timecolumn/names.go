package timecolumn

// months by their names and abbreviations in English, German, French and Spanish.
var months = numbered(
	"jan january januar jänner janvier janv enero ene",
	"feb february februar février févr fév fevrier febrero",
	"mar march märz mär mrz mars marzo",
	"apr april avril avr abril abr",
	"may mai mayo",
	"jun june juni juin junio",
	"jul july juli juillet juil julio",
	"aug august août aout agosto ago",
	"sep sept september septembre septiembre setiembre",
	"oct october okt oktober octobre octubre",
	"nov november novembre noviembre",
	"dec december dez dezember déc décembre decembre dic diciembre",
)

var weekdays = set(
	"mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday " +
		"mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag " +
		"lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo")

var (
	ordinals = set("st nd rd th er")
	joining  = set("of de del")
	between  = set("at um à")
)

// halves of the day; longer texts first.
var halves = []struct {
	text string
	half int
}{
	{"a. m.", -1}, {"a.m.", -1}, {"am", -1}, {"午前", -1}, {"오전", -1}, {"上午", -1},
	{"p. m.", 1}, {"p.m.", 1}, {"pm", 1}, {"午後", 1}, {"오후", 1}, {"下午", 1},
}
