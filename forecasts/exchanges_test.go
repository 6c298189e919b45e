package forecasts

import "testing"

func TestExchangesAreToldByTheLogs(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	ask(t, crane, "It rains")
	c.pass(1)
	if all := must(crane.Exchanges(t.Context()))(t); len(all) != 0 {
		t.Errorf("before anything went round: %+v", all)
	}
	give(t, crane, heron)
	c.pass(1)
	give(t, heron, crane)
	mine := must(heron.Exchanges(t.Context()))(t)
	if len(mine) != 1 || mine[0].By != "Heron" || mine[0].Of != "Crane" || !mine[0].Mine || mine[0].Given || mine[0].Records < 2 {
		t.Errorf("Heron sees %+v", mine)
	}
	var told bool
	for _, e := range must(crane.Exchanges(t.Context()))(t) {
		told = told || e.By == "Heron" && e.Of == "Crane" && e.Given && !e.Mine
	}
	if !told {
		t.Error("Crane does not see that Heron took the log")
	}
}
