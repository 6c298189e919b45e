package widgets

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

// Very many rows are sorted beside the UI: what is shown stays whole until then,
// and what is older than another choice is not shown.
func TestManyRowsAreSortedBesideTheUI(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	table := NewTable(28, Column[int]{Title: "n", Less: func(a, b int) bool { return a < b }})
	var work []func() func()
	table.Work = func(do func() func()) { work = append(work, do) }
	rows := func(n int) []int {
		all := make([]int, n)
		for i := range all {
			all[i] = n - i
		}
		return all
	}
	table.SetRows(rows(manyRows))
	table.Select(0)
	if len(work) != 0 || table.Row(0) != manyRows {
		t.Fatalf("unsorted, %d works, the first row is %d", len(work), table.Row(0))
	}
	table.sortBy(0)
	if table.Row(0) != manyRows || table.Length() != manyRows {
		t.Error("rows are shown before they are sorted")
	}
	up := work[0]()
	table.sortBy(0)
	work[1]()()
	if table.Row(0) != manyRows || table.Selected() != 0 {
		t.Errorf("downwards the first row is %d, %d selected", table.Row(0), table.Selected())
	}
	up()
	if table.Row(0) != manyRows {
		t.Error("an older order is shown")
	}
	table.sortBy(0)
	work[2]()()
	if table.Row(0) != 1 || table.Selected() != manyRows-1 {
		t.Errorf("upwards the first row is %d, %d selected", table.Row(0), table.Selected())
	}
	table.SetRows(rows(2 * manyRows))
	if table.Length() != manyRows {
		t.Error("rows are shown before they are sorted")
	}
	table.SetRows(rows(3))
	work[3]()()
	if table.Length() != 3 || table.Row(0) != 1 {
		t.Errorf("of three rows there are %d, first %d", table.Length(), table.Row(0))
	}
}
