package main

// Asked from the end of 2024 to the autumn of 2025.
var crisis = []matter{
	{
		key: "removed", title: "Will the Constitutional Court remove Yoon from office by 30 April 2025?", tags: "ROK election",
		criteria: "Yes if the court upholds the impeachment by 30 April 2025.", source: "Constitutional Court of Korea",
		opens: "2024-12-16", closes: "2025-04-30", outcome: true, known: "2025-04-04 11:30", note: "Removed on 4 April, by all eight judges.",
		path: []view{
			yes("2024-12-16", 72, "Troops at the parliament are hard to explain to any judge. But only six sit."), yes("2025-01-05", 78, "Eight judges now."),
			yes("2025-03-10", 74), yes("2025-03-28", 62, "They deliberate longer than over either president before. That may mean a split."), yes("2025-04-02", 74),
		},
	},
	{
		key: "syria-2025", title: "Will Syria and South Korea establish diplomatic relations by 30 June 2025?", by: "Ibis", tags: "ROK diplomacy",
		criteria: "Yes if both governments announce by 30 June 2025 that diplomatic relations are established.", source: "Ministry of Foreign Affairs of the Republic of Korea",
		opens: "2024-12-16", closes: "2025-06-30", outcome: true, known: "2025-04-10 23:00", note: "Signed in Damascus on 10 April.",
		path: []view{yes("2024-12-16", 24, "The new rulers want to be recognised, and Seoul wants the last one."), yes("2025-02-12", 42, "Diplomats from Seoul have been to Damascus."), yes("2025-04-01", 58)},
	},
	{
		key: "confirms", title: "Will North Korean state media confirm by 30 June 2025 that its troops fought for Russia?", tags: "DPRK Russia",
		criteria: "Yes if KCNA or Rodong Sinmun state by 30 June 2025 that troops of the North took part in fighting against Ukraine.", source: "KCNA",
		opens: "2025-01-13", closes: "2025-06-30", outcome: true, known: "2025-04-28 09:00", note: "KCNA, 28 April.",
		path: []view{yes("2025-01-13", 12, "They have kept quiet for three months; families are not to know."), yes("2025-04-20", 13), yes("2025-04-27", 34, "Moscow has said it aloud. Pyongyang might follow.")},
	},
	{
		key: "parade", title: "Will Kim Jong Un attend the parade in Moscow on 9 May 2025?", tags: "DPRK Russia diplomacy",
		criteria: "Yes if Kim Jong Un is present at the Victory Day parade in Moscow on 9 May 2025.", source: "Kremlin, KCNA",
		opens: "2025-01-13", closes: "2025-05-09", outcome: false,
		path: []view{yes("2025-01-13", 20, "He does not like to be one among many, nor to fly."), yes("2025-03-25", 24), yes("2025-04-25", 12), yes("2025-05-06", 3)},
	},
	{
		key: "nuclear-2025", title: "Will North Korea test a nuclear device in the first half of 2025?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 13 January to 30 June 2025, Korean time.", source: "CTBTO",
		opens: "2025-01-13", closes: "2025-06-30", outcome: false, path: []view{yes("2025-01-13", 6), yes("2025-04-01", 4), yes("2025-06-15", 1)},
	},
	{
		key: "lee", title: "Will Lee Jae-myung win South Korea's presidential election of 3 June 2025?", tags: "ROK election",
		criteria: "Yes if the National Election Commission declares Lee Jae-myung elected.", source: "National Election Commission",
		opens: "2025-04-07", closes: "2025-06-02", outcome: true, known: "2025-06-04 06:00", note: "Elected with 49.4 %.",
		path: []view{
			yes("2025-04-07", 76, "Ahead of everyone by far. The courts are what could stop him."), yes("2025-04-30", 79), yes("2025-05-02", 64, "The Supreme Court has sent his case back; a ruling before the vote is not excluded."),
			yes("2025-05-09", 82, "The hearing is put off until after the vote."), yes("2025-05-30", 91),
		},
	},
	{
		key: "turnout-2025", title: "Will turnout on 3 June 2025 be above 78 %?", tags: "ROK election",
		criteria: "Yes if the National Election Commission's final turnout is above 78.0 %.", source: "National Election Commission",
		opens: "2025-05-12", closes: "2025-06-02", outcome: true, known: "2025-06-04 06:00", note: "79.4 %.",
		path: []view{yes("2025-05-12", 46, "77.1 % in 2022 and 77.2 % in 2017."), yes("2025-05-31", 50)},
	},
	{
		key: "silent", title: "Will South Korea switch off its loudspeakers at the border by 30 June 2025?", tags: "ROK DPRK",
		criteria: "Yes if the defence ministry or the Joint Chiefs of Staff state by 30 June 2025 that the broadcasts have stopped.", source: "South Korea's Ministry of National Defense",
		opens: "2025-06-05", closes: "2025-06-30", outcome: true, known: "2025-06-11 16:00", note: "Stopped on 11 June.",
		path: []view{yes("2025-06-05", 50, "The new president has promised it, but no date."), yes("2025-06-10", 58)},
	},
	{
		key: "upper-house", title: "Will the LDP and Komeito keep their majority in the upper house on 20 July 2025?", tags: "Japan election",
		criteria: "Yes if the two parties together hold 125 seats or more of 248 after the election.", source: "Ministry of Internal Affairs and Communications",
		opens: "2025-06-16", closes: "2025-07-19", outcome: false, known: "2025-07-21 06:00", note: "122: fifty were needed, they won 47.",
		path: []view{yes("2025-06-16", 60, "Fifty seats are a low bar, and they hold 66 of those up for election."), yes("2025-07-05", 50), yes("2025-07-15", 34, "Small parties on the right take votes in the districts with one seat.")},
	},
	{
		key: "ishiba-2025", title: "Will Ishiba be prime minister of Japan on 31 December 2025?", tags: "Japan election",
		criteria: "Yes if Ishiba Shigeru holds the office at the end of 31 December 2025.", source: "Prime Minister's Office of Japan",
		opens: "2025-06-16", closes: "2025-12-31", outcome: false, known: "2025-10-21 16:00", note: "Takaichi Sanae was elected prime minister on 21 October.",
		path: []view{
			yes("2025-06-16", 60, "No majority, but nobody who wants the office now."), yes("2025-07-19", 50), yes("2025-07-22", 30, "Both houses are lost. He says that he stays."),
			yes("2025-09-06", 26), yes("2025-09-08", 3, "He resigns."),
		},
	},
	{
		key: "trump-kim", title: "Will Trump and Kim Jong Un meet in person by 31 October 2025?", tags: "DPRK diplomacy",
		criteria: "Yes if the two meet in person from 16 June to 31 October 2025.", source: "White House, KCNA",
		opens: "2025-06-16", closes: "2025-10-31", outcome: false,
		path: []view{yes("2025-06-16", 6), yes("2025-09-22", 9, "Kim speaks of good memories. Trump comes to Korea at the end of October."), yes("2025-10-26", 12), yes("2025-10-30", 2)},
	},
	{
		key: "china", title: "Will Kim Jong Un travel to China by 31 December 2025?", tags: "DPRK diplomacy",
		criteria: "Yes if Kim Jong Un is in mainland China from 16 June to 31 December 2025.", source: "Xinhua, KCNA",
		opens: "2025-06-16", closes: "2025-12-31", outcome: true, known: "2025-09-02 18:00", note: "His train reached Beijing on 2 September.",
		path: []view{yes("2025-06-16", 20, "Cool since the troops went to Russia, and no visit since 2019."), yes("2025-08-27", 21), yes("2025-08-29", 97, "Both sides have announced him for the parade.")},
	},
	{
		key: "ldp-2025", title: "Who will be elected president of the LDP on 4 October 2025?", by: "Heron", tags: "Japan election",
		criteria: "The person elected president of the Liberal Democratic Party in the election of 4 October 2025.",
		source:   "Liberal Democratic Party of Japan", options: "Koizumi, Takaichi, Hayashi, Kobayashi, Motegi",
		opens: "2025-09-22", closes: "2025-10-03", outcome: "Takaichi", known: "2025-10-04 15:00", note: "In the run-off, over Koizumi.",
		path: []view{
			split("2025-09-22", "Koizumi among members of parliament, Takaichi among the members; the run-off is decided by the former.", 50, 33, 13, 2, 2),
			split("2025-10-02", "", 48, 34, 16, 1, 1),
		},
	},
}

// Asked in January 2026, and still open where the sample ends.
var next = []matter{
	{
		key: "nuclear-2027", title: "Will North Korea conduct a nuclear test by 31 December 2027?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 12 January 2026 to 31 December 2027, Korean time.", source: "CTBTO",
		opens: "2026-01-12", closes: "2027-12-31",
		path: []view{yes("2026-01-12", 14, "Two years at the rate of those since 2017, and a little more, since nobody could be sure to stop it."), yes("2026-06-15", 12), yes("2026-11-19", 10, "Ten months without one. The rest of the window in proportion.")},
	},
	{
		key: "nuclear-2028", title: "Will North Korea conduct a nuclear test by 31 December 2028?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 12 January 2026 to 31 December 2028, Korean time.", source: "CTBTO",
		opens: "2026-01-12", closes: "2028-12-31",
		path: []view{yes("2026-01-12", 21, "The same with one year more: it cannot be less than by the end of 2027."), yes("2026-06-15", 19), yes("2026-11-19", 17)},
	},
	{
		key: "japan-kim-2027", title: "Will a Japanese prime minister meet Kim Jong Un in person by 31 December 2027?", tags: "Japan DPRK diplomacy",
		criteria: "Yes if the person who is prime minister of Japan at that time meets Kim Jong Un in person from 12 January 2026 to 31 December 2027.", source: "Prime Minister's Office of Japan, KCNA",
		opens: "2026-01-12", closes: "2027-12-31",
		path: []view{yes("2026-01-12", 7, "Each prime minister has offered it since 2019. The condition on the other side is what it was in February 2024."), yes("2026-06-15", 6), yes("2026-11-19", 4)},
	},
	{
		key: "sat-2027", title: "Will North Korea place a satellite in orbit by 31 December 2027?", tags: "DPRK missile Russia",
		criteria: "Yes if an object launched by North Korea from 12 January 2026 to 31 December 2027 is catalogued in orbit.", source: "Space-Track catalogue of the United States Space Force",
		opens: "2026-01-12", closes: "2027-12-31",
		path: []view{yes("2026-01-12", 44, "One success in four attempts since 2023, and help from Russia. Two years give room for several attempts."), yes("2026-06-15", 38), yes("2026-11-19", 33, "Less time, so less.")},
	},
	{
		key: "talks-2027", title: "Will North and South Korea hold talks at ministerial level by 31 December 2027?", tags: "ROK DPRK diplomacy",
		criteria: "Yes if ministers of both governments meet for talks from 12 January 2026 to 31 December 2027. Meetings at the margin of a conference count if both sides call them talks.", source: "Ministry of Unification, KCNA",
		opens: "2026-01-12", closes: "2027-12-31",
		path: []view{yes("2026-01-12", 11, "The North calls the South a foreign and hostile state and has answered nothing for years. The government in Seoul would like to."), yes("2026-06-15", 9), yes("2026-11-19", 7)},
	},
}
