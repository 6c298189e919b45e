package notation

import (
	"fmt"
	"testing"
	"time"
)

// What people type, with the days that it begins and ends on, told on a Wednesday, 31
// January 2024.
func TestTimesInWords(t *testing.T) {
	now := time.Date(2024, 1, 31, 10, 30, 0, 0, zone(t, "Asia/Seoul"))
	for text, want := range map[string]string{ // the first day, and the last where it is another
		"yesterday": "2024-01-30", "the day after tomorrow": "2024-02-02", "day before yesterday": "2024-01-29",
		"in six weeks": "2024-03-13", "in a month": "2024-02-29", "in two years": "2026-01-31", "in 1 quarter": "2024-04-30",
		"3 weeks ago": "2024-01-10", "a year ago": "2023-01-31", "10 days from now": "2024-02-10",
		"next week": "2024-02-07", "last week": "2024-01-24", "next month": "2024-02-29", "last year": "2023-01-31",
		"friday": "2024-02-02", "this Friday": "2024-02-02", "Wednesday": "2024-01-31", "last wednesday": "2024-01-24", "last monday": "2024-01-29", "on tue": "2024-02-06",
		"end of March": "2024-03-31", "the end of february 2023": "2023-02-28", "start of May": "2024-05-01", "mid-June 2025": "2025-06-15", "end of 2025": "2025-12-31",
		"end of the month": "2024-01-31", "end of next month": "2024-02-29", "beginning of next year": "2025-01-01", "end of the week": "2024-02-04", "year-end": "2024-12-31", "end of the quarter": "2024-03-31",
		"March": "2024-03-01 2024-03-31", "Feb. 2023": "2023-02-01 2023-02-28", "2025": "2025-01-01 2025-12-31", "Q3 2025": "2025-07-01 2025-09-30", "2025 Q1": "2025-01-01 2025-03-31",
		"5th of March 2025": "2025-03-05", "March 5th": "2024-03-05", "Wed, 5 March 2025": "2025-03-05", "Wednesday 2025-03-05": "2025-03-05",
		"31/1/2024": "2024-01-31", "1/31/2024": "2024-01-31", "2024/1/2": "2024-01-02", "5/5/2024": "2024-05-05", "1.2.2024": "2024-02-01", "20240102": "2024-01-02", "08/31/2024": "2024-08-31",
		"2 janvier 2025": "2025-01-02", "3. März 2025": "2025-03-03", "gestern": "2024-01-30", "demain": "2024-02-01", "mañana": "2024-02-01",
		"3월 5일": "2024-03-05", "어제": "2024-01-30", "모레": "2024-02-02", "3일 후": "2024-02-03", "두 달 뒤": "2024-03-31", "일주일 전": "2024-01-24", "1주일 전": "2024-01-24", "사흘 뒤": "2024-02-03",
		"다음 주": "2024-02-07", "지난달": "2023-12-31", "내년": "2025-01-31", "다음 주 금요일": "2024-02-09", "금요일": "2024-02-02", "지난 주 월요일": "2024-01-22",
		"3월 말": "2024-03-31", "2025년 3월 초": "2025-03-01", "연말": "2024-12-31", "월말": "2024-01-31", "다음 달 말": "2024-02-29", "내년 말": "2025-12-31", "2025년 말": "2025-12-31", "2025년 3월": "2025-03-01 2025-03-31",
		"来週": "2024-02-07", "昨日": "2024-01-30", "明後日": "2024-02-02", "3日後": "2024-02-03", "2週間前": "2024-01-17", "1か月後": "2024-02-29", "再来週": "2024-02-14",
		"来週の金曜日": "2024-02-09", "金曜日": "2024-02-02", "3月5日": "2024-03-05", "3月末": "2024-03-31", "年末": "2024-12-31", "来年末": "2025-12-31", "2025年3月": "2025-03-01 2025-03-31", "２０２５年": "2025-01-01 2025-12-31", "2025年3月5日(水)": "2025-03-05",
	} {
		first, last := want[:10], want[len(want)-10:]
		for _, name := range []string{"UTC", "Asia/Seoul", "America/New_York"} {
			z := zone(t, name)
			now := time.Date(2024, 1, 31, 10, 30, 0, 0, z)
			begins, err := ParseWhen(text, now, z, false)
			ends, err2 := ParseWhen(text, now, z, true)
			if err != nil || err2 != nil {
				t.Errorf("%q: %v", text, err)
				break
			}
			if got := begins.In(z).Format("2006-01-02 15:04"); got != first+" 00:00" {
				t.Errorf("%q begins %s in %s, want %s", text, got, name, first)
			}
			if got := ends.In(z).AddDate(0, 0, -1).Format("2006-01-02 15:04"); got != last+" 00:00" {
				t.Errorf("%q ends %s in %s, want %s", text, got, name, last)
			}
		}
	}
	for text, want := range map[string]string{
		"tomorrow at 3pm": "2024-02-01 15:00", "friday 9:30": "2024-02-02 09:30", "at noon": "2024-01-31 12:00", "12 am": "2024-01-31 00:00", "12:15 p.m.": "2024-01-31 12:15", "31/1/2024 10:00": "2024-01-31 10:00",
		"5 March 2025, 18:00": "2025-03-05 18:00", "내일 오후 3시": "2024-02-01 15:00", "오전 9시 30분": "2024-01-31 09:30", "明日の午後3時半": "2024-02-01 15:30", "来週の金曜日10時": "2024-02-09 10:00",
		"2 hours ago": "2024-01-31 08:30", "in 30 minutes": "2024-01-31 11:00", "3시간 후": "2024-01-31 13:30", "30分前": "2024-01-31 10:00",
		"in two hours' time": "2024-01-31 12:30", "2 hours from today": "2024-01-31 12:30", "3시간 이후": "2024-01-31 13:30", "3時間後に": "2024-01-31 13:30", "3時間前に": "2024-01-31 07:30",
	} {
		for _, end := range []bool{false, true} {
			at, err := ParseWhen(text, now, now.Location(), end)
			if got := at.In(now.Location()).Format("2006-01-02 15:04"); err != nil || got != want {
				t.Errorf("%q is %s, %v; want %s", text, got, err, want)
			}
		}
	}
}

// Every pair of day and month in every order and with every separator is read where one
// reading is possible, and else refused with both.
func TestSlashedDatesHaveOneReadingOrNone(t *testing.T) {
	now := time.Date(2024, 1, 31, 10, 30, 0, 0, time.UTC)
	for day := 1; day <= 31; day++ {
		for month := 1; month <= 12; month++ {
			want := time.Date(2024, time.Month(month), day, 0, 0, 0, 0, time.UTC)
			for _, form := range []string{"%[1]d/%[2]d/2024", "%[2]d/%[1]d/2024", "%02[1]d/%02[2]d/2024", "%[1]d-%[2]d-2024"} {
				text := fmt.Sprintf(form, day, month)
				got, err := ParseWhen(text, now, time.UTC, false)
				switch {
				case want.Day() != day: // not of the calendar
					if err == nil && got.Equal(want) {
						t.Errorf("%s is %v", text, got)
					}
				case day <= 12 && day != month:
					if err == nil {
						t.Errorf("%s is taken for %v", text, got)
					}
				case err != nil || !got.Equal(want):
					t.Errorf("%s is %v, %v", text, got, err)
				}
			}
		}
	}
}
