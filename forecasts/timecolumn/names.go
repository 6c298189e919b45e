package timecolumn

// months by their names and abbreviations in English, German, French, Spanish, Italian,
// Portuguese, Dutch and the Scandinavian languages.
var months = numbered(
	"jan january januar jänner janvier janv enero ene januari gennaio gen janeiro",
	"feb february februar février févr fév fevrier febrero februari febbraio fevereiro fev",
	"mar march märz mär mrz mars marzo março maart mrt marts",
	"apr april avril avr abril abr aprile",
	"may mai mayo mei maj maggio mag maio",
	"jun june juni juin junio giugno giu junho",
	"jul july juli juillet juil julio luglio lug julho",
	"aug august août aout agosto ago augusti augustus",
	"sep sept september septembre septiembre setiembre settembre set setembro",
	"oct october okt oktober octobre octubre ottobre ott outubro out",
	"nov november novembre noviembre novembro",
	"dec december dez dezember déc décembre decembre dic diciembre dicembre dezembro desember",
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
