package main

// Asked in the second half of 2024.
var summer = []matter{
	{
		key: "nuclear-q3", title: "Will North Korea test a nuclear device from July to September 2024?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 1 July to 30 September 2024, Korean time.", source: "CTBTO",
		opens: "2024-07-01", closes: "2024-09-30", outcome: false, path: []view{yes("2024-07-01", 4), yes("2024-09-14", 5, "Pictures of an enrichment plant are a message, not a test."), yes("2024-09-25", 1)},
	},
	{
		key: "duma", title: "Will Russia's State Duma ratify the treaty with North Korea by 31 December 2024?", tags: "Russia DPRK diplomacy",
		criteria: "Yes if the State Duma votes for the law of ratification by 31 December 2024.", source: "State Duma",
		opens: "2024-07-01", closes: "2024-12-31", outcome: true, known: "2024-10-24 18:00", note: "Ratified on 24 October.",
		path: []view{yes("2024-07-01", 58, "Nobody there would vote against it. The question is only when it is laid before them."), yes("2024-10-12", 54), yes("2024-10-15", 90, "The bill is in the Duma.")},
	},
	{
		key: "troops", title: "Will South Korea's intelligence service say by 31 December 2024 that North Korean troops have gone to Russia to fight?", tags: "DPRK Russia ROK",
		criteria: "Yes if the National Intelligence Service states publicly by 31 December 2024 that combat troops, not workers or advisers alone, have been sent.", source: "National Intelligence Service",
		opens: "2024-07-01", closes: "2024-12-31", outcome: true, known: "2024-10-18 16:00", note: "Stated on 18 October, with pictures.",
		path: []view{yes("2024-07-01", 13, "The treaty allows it. Engineers are likelier than soldiers."), yes("2024-10-05", 14), yes("2024-10-09", 36, "The defence minister calls it highly likely."), yes("2024-10-17", 60)},
	},
	{
		key: "house-october", title: "Will Japan hold a general election of its lower house by 31 October 2024?", tags: "Japan election",
		criteria: "Yes if the vote takes place by 31 October 2024.", source: "Ministry of Internal Affairs and Communications",
		opens: "2024-07-01", closes: "2024-10-31", outcome: true, known: "2024-10-27 20:00", note: "Held on 27 October.",
		path: []view{
			yes("2024-07-01", 20, "A new leader would want the honeymoon, but October is soon."), yes("2024-08-13", 20), yes("2024-08-16", 42, "There will be a new prime minister, and all who want to be speak of an early vote."),
			yes("2024-09-26", 62), yes("2024-09-30", 96, "Ishiba has named 27 October."),
		},
	},
	{
		key: "roads", title: "Will North Korea blow up a road to the South by 31 October 2024?", tags: "DPRK ROK",
		criteria: "Yes if South Korea's Joint Chiefs of Staff report by 31 October 2024 that a part of a road between North and South was destroyed with explosives.", source: "South Korea's Joint Chiefs of Staff",
		opens: "2024-10-09", closes: "2024-10-31", outcome: true, known: "2024-10-15 13:00", note: "Parts of two roads on 15 October.",
		path: []view{yes("2024-10-09", 34, "The army says that it will cut roads and railways for good. Walls and mines would do."), yes("2024-10-14", 78, "Seoul sees men with covers at work on the roads.")},
	},
	{
		key: "nuclear-q4", title: "Will North Korea test a nuclear device from October to December 2024?", tags: "DPRK missile",
		criteria: "Yes if a government or the CTBTO reports a nuclear explosion by North Korea from 9 October to 31 December 2024, Korean time.", source: "CTBTO",
		opens: "2024-10-09", closes: "2024-12-31", outcome: false, path: []view{yes("2024-10-09", 7, "An American election is in the window. It was so in 2020, too."), yes("2024-11-20", 4), yes("2024-12-20", 1)},
	},
	{
		key: "coalition-2024", title: "Will the LDP and Komeito keep their majority in the lower house on 27 October 2024?", by: "Heron", tags: "Japan election",
		criteria: "Yes if the two parties together win 233 seats or more of 465.", source: "Ministry of Internal Affairs and Communications",
		opens: "2024-10-09", closes: "2024-10-26", outcome: false, known: "2024-10-28 06:00", note: "215.",
		path: []view{yes("2024-10-09", 76, "They hold 279. To lose so many would be a landslide."), yes("2024-10-18", 62), yes("2024-10-24", 44, "Money for a branch whose candidate was dropped: the worst week to hear of it.")},
	},
	{
		key: "ldp-alone", title: "Will the LDP alone win a majority of the lower house on 27 October 2024?", tags: "Japan election",
		criteria: "Yes if the Liberal Democratic Party wins 233 seats or more of 465.", source: "Ministry of Internal Affairs and Communications",
		opens: "2024-10-09", closes: "2024-10-26", outcome: false, known: "2024-10-28 06:00", note: "191.",
		path: []view{yes("2024-10-09", 38), yes("2024-10-18", 22, "Polls by district have it below."), yes("2024-10-24", 10)},
	},
	{
		key: "ishiba-2024", title: "Will Ishiba be prime minister of Japan on 31 December 2024?", tags: "Japan election",
		criteria: "Yes if Ishiba Shigeru holds the office at the end of 31 December 2024.", source: "Prime Minister's Office of Japan",
		opens: "2024-10-28", closes: "2024-12-31", outcome: true,
		path: []view{yes("2024-10-28", 78, "The majority is lost, but the opposition cannot agree on anyone."), yes("2024-11-10", 86), yes("2024-11-12", 95, "Elected again by the lower house."), yes("2024-12-24", 99)},
	},
}
